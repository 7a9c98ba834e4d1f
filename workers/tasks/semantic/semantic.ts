import { PerPixelError } from '../../../src/core/errors/errors.ts';
import type { Instance } from '../../../src/core/instances/instance.ts';
import { thingsObstacle } from '../../../src/core/instances/labelling.ts';
import { classLayer } from '../../../src/core/labels/label-layer.ts';
import { isWide } from '../../../src/core/labels/label-map.ts';
import { createRegionThings } from '../../instances/region-things.ts';
import { panopticMap, type Things } from '../../instances/things.ts';
import { checkPicture, checkScores } from '../ports.ts';
import { scoreMaps } from '../score-maps.ts';
import { toScores } from '../scores-of.ts';
import type { Task } from '../task.ts';
import { SEMANTIC, type SemanticSpec } from './manifest.ts';

/** A class for every pixel. Things are connected regions. */
export const semantic: Task<SemanticSpec, null, Things | null> = {
  reads: ({ outputs }) => outputs.map(({ name, kind }) => ({ name, whole: kind === 'class-ids' })),
  checkPorts({ inputs, outputs }, { input, outputs: heads }) {
    checkPicture(inputs, input);
    heads.forEach((head) => checkScores(outputs, head));
  },
  decode: (spec, tensors) => ({ scores: toScores(spec, tensors), extra: null }),
  averagingObstacle: ({ classes, outputs }) =>
    isWide(classes.length) && outputs.some(({ kind }) => kind === 'class-ids')
      ? 'it gives class ids, of more than 256 classes, and no probabilities'
      : null,
  createResults: (spec) =>
    thingsObstacle(spec) === null ? { of: createRegionThings(spec.classes).of, reset: () => undefined } : null,
  outputs: SEMANTIC.outputs,
  maps: (labelled, wanted, spec) => ({
    ...scoreMaps(labelled, wanted),
    ...(wanted.includes('instances') ? { instances: instancesOf(labelled.result, spec) } : {}),
    ...(wanted.includes('panoptic') ? { panopticMap: panopticMap(labelled.labels, labelled.result?.map ?? null) } : {}),
  }),
  things: (things) => things,
  createLayer: ({ classes }) => classLayer(classes),
};

/** @throws PerPixelError `option-invalid` of a model without things */
function instancesOf(things: Things | null, spec: SemanticSpec): readonly Instance[] {
  if (things) return things.instances;
  const why = thingsObstacle(spec) ?? 'no things were looked for';
  throw new PerPixelError(
    'option-invalid',
    `There are no instances: ${why}.`,
    'Leave “instances” out of the outputs, or choose a model whose manifest marks classes with "thing": true.',
  );
}
