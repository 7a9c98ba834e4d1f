import { FEATURES, type FeaturesManifest } from '../../../workers/tasks/features/manifest.ts';
import { INSTANCES, type InstancesManifest } from '../../../workers/tasks/instances/manifest.ts';
import { PEOPLE, type PeopleManifest } from '../../../workers/tasks/people/manifest.ts';
import { SEMANTIC, type SemanticManifest } from '../../../workers/tasks/semantic/manifest.ts';
import { COUNT, countColumn } from '../instances/count-column.ts';
import type { Labelling } from '../instances/instance.ts';
import type { ThingMaps, ThingsFound } from '../instances/thing-maps.ts';
import type { MapType, ScoreMaps } from '../labels/score-maps.ts';
import type { BaseSpec } from './base.ts';
import type { TaskDeclaration } from './task-declaration.ts';

/** What a model may be made for, by the `task` of its manifest; a line a task. What runs them is workers/tasks/tasks.ts. */
export const TASK_DECLARATIONS = {
  semantic: SEMANTIC,
  instances: INSTANCES,
  people: PEOPLE,
  features: FEATURES,
} satisfies Record<string, TaskDeclaration>;

export type TaskName = keyof typeof TASK_DECLARATIONS;

/** A manifest as it is written: what is optional may be left out. */
export type ModelManifest = SemanticManifest | InstancesManifest | PeopleManifest | FeaturesManifest;

/** What a labelled frame has on request, of each task. */
export type TaskMaps<Type extends MapType = MapType> = ScoreMaps<Type> & ThingMaps;

/** What is said of each frame of a stream or video besides its shares, of each task. */
export type TaskFound = ThingsFound;

/** The names of the columns that a model's task adds to the classes' shares, and of the counts of things where they are told apart. */
export function columnsOf(spec: BaseSpec, labelling: Labelling): readonly string[] {
  const { columns }: TaskDeclaration = TASK_DECLARATIONS[spec.task as TaskName];
  const own = columns?.names(spec) ?? [];
  if (labelling === 'semantic') return own;
  return [...own, ...spec.classes.filter(({ thing }) => thing).map(({ name }) => countColumn(name))];
}

/** Whether the name of a column is none of a class's; those follow the classes. */
export function isColumn(name: string): boolean {
  const tasks: TaskDeclaration[] = Object.values(TASK_DECLARATIONS);
  return [COUNT, ...tasks.flatMap(({ columns }) => columns?.kinds ?? [])].some((kind) => name.startsWith(`${kind}:`));
}
