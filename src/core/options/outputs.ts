import { TASK_DECLARATIONS, type TaskName } from '../manifest/tasks.ts';

/** What a frame can be labelled with; a model offers those of its task. */
export type OutputKind = 'labelMap' | (typeof TASK_DECLARATIONS)[TaskName]['outputs'][number];

export const OUTPUTS: readonly OutputKind[] = [
  ...new Set<OutputKind>(['labelMap', ...Object.values(TASK_DECLARATIONS).flatMap(({ outputs }) => outputs)]),
];
