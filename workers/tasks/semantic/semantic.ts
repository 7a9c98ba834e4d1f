import { isWide } from '../../../src/core/labels/label-map.ts';
import type { Task } from '../task.ts';
import type { SemanticSpec } from './manifest.ts';
import { checkPorts } from './model-ports.ts';
import { toScores } from './tensors.ts';

/** A class for every pixel. */
export const semantic: Task<SemanticSpec, null> = {
  reads: ({ outputs }) => outputs.map(({ name, kind }) => ({ name, whole: kind === 'class-ids' })),
  checkPorts,
  decode: (spec, tensors) => ({ scores: toScores(spec, tensors), extra: null }),
  averagingObstacle: ({ classes, outputs }) =>
    isWide(classes.length) && outputs.some(({ kind }) => kind === 'class-ids')
      ? 'it gives class ids, of more than 256 classes, and no probabilities'
      : null,
};
