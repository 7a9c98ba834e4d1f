import { classLayer } from '../../../src/core/labels/label-layer.ts';
import { isWide } from '../../../src/core/labels/label-map.ts';
import type { Labelled } from '../../../src/core/labels/labelled.ts';
import { connectedInstances } from '../../stages/instances/instances.ts';
import { scoreMaps } from '../score-maps.ts';
import type { Task } from '../task.ts';
import { SEMANTIC, type SemanticSpec } from './manifest.ts';
import { checkPorts } from './model-ports.ts';
import { toScores } from './tensors.ts';

/** A class for every pixel. */
export const semantic: Task<SemanticSpec, null, null> = {
  reads: ({ outputs }) => outputs.map(({ name, kind }) => ({ name, whole: kind === 'class-ids' })),
  checkPorts,
  decode: (spec, tensors) => ({ scores: toScores(spec, tensors), extra: null }),
  averagingObstacle: ({ classes, outputs }) =>
    isWide(classes.length) && outputs.some(({ kind }) => kind === 'class-ids')
      ? 'it gives class ids, of more than 256 classes, and no probabilities'
      : null,
  outputs: SEMANTIC.outputs,
  maps: (labelled, wanted, spec) => ({
    ...scoreMaps(labelled, wanted),
    ...(wanted.includes('panoptic') ? { panopticMap: panopticMap(labelled, spec) } : {}),
  }),
  createLayer: ({ classes }) => classLayer(classes),
};

function panopticMap({ labels, size }: Labelled, { classes }: SemanticSpec): Uint32Array<ArrayBuffer> {
  const ids = new Uint32Array(labels.length);
  const isThing = classes.map(({ thing }) => thing);
  connectedInstances(labels, size.width, isThing, ids);
  return ids;
}
