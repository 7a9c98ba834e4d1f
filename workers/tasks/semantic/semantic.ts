import { thingsObstacle } from '../../../src/core/instances/labelling.ts';
import { classLayer } from '../../../src/core/labels/label-layer.ts';
import { isWide } from '../../../src/core/labels/label-map.ts';
import { meanDoubt } from '../../../src/core/labels/mean-doubt.ts';
import { createRegionThings } from '../../instances/region-things.ts';
import { followed } from '../../instances/followed.ts';
import { thingMaps } from '../../instances/thing-maps.ts';
import type { Things } from '../../instances/things.ts';
import { checkPicture, checkScores } from '../ports.ts';
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
  createResults: (spec, numbers) =>
    thingsObstacle(spec) === null ? followed(createRegionThings(spec.classes).of, spec.input, numbers) : null,
  outputs: SEMANTIC.outputs,
  maps: thingMaps,
  things: (things) => things,
  found: (things) => (things ? { instances: things.instances } : {}),
  columns: ({ scores, placement }, { doubt }) => (doubt ? [meanDoubt(scores, placement)] : []),
  createLayer: ({ classes }) => classLayer(classes),
};
