import { SEMANTIC, type SemanticManifest } from '../../../workers/tasks/semantic/manifest.ts';
import type { TaskDeclaration } from './define-task.ts';

/** What a model may be made for, by the `task` of its manifest; a line a task. What runs them is workers/tasks/tasks.ts. */
export const TASK_DECLARATIONS = {
  semantic: SEMANTIC,
} satisfies Record<string, TaskDeclaration>;

export type TaskName = keyof typeof TASK_DECLARATIONS;

/** A manifest as it is written: what is optional may be left out. */
export type ModelManifest = SemanticManifest;
