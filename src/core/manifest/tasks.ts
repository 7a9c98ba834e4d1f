import { defineTask, type TaskManifest } from './define-task.ts';
import { completeSemantic, SemanticSchema } from './semantic-schema.ts';
import type { SemanticSpec } from './semantic.ts';

/** What a model may be made for, by the `task` of its manifest; a line a task. */
export const TASK_MANIFESTS = {
  semantic: defineTask(SemanticSchema, completeSemantic),
} satisfies Record<string, TaskManifest<SemanticSpec>>;

export type TaskName = keyof typeof TASK_MANIFESTS;
