import { classLayer } from '../../../src/core/labels/label-layer.ts';
import { isWide } from '../../../src/core/labels/label-map.ts';
import { createCentredThings } from '../../instances/centred-things.ts';
import { followed } from '../../instances/followed.ts';
import type { CentreHeads } from '../../instances/grouping.ts';
import { thingMaps } from '../../instances/thing-maps.ts';
import type { Things } from '../../instances/things.ts';
import { checkPicture, checkScores } from '../ports.ts';
import { toScores } from '../scores-of.ts';
import type { Task } from '../task.ts';
import { checkHeads, headsOf } from './heads.ts';
import { INSTANCES, type InstancesSpec } from './manifest.ts';

/** A class for every pixel, and things apart from one another, by the centres that their pixels point to. */
export const instances: Task<InstancesSpec, CentreHeads | null, Things | null> = {
  reads: ({ outputs, heads, instances: { centres, offsets } }) => [
    ...outputs.map(({ name, kind }) => ({ name, whole: kind === 'class-ids' })),
    ...[centres, offsets].map((name) => ({ name, whole: false, ofHeads: heads !== undefined })),
  ],
  checkPorts({ inputs, outputs }, spec) {
    checkPicture(inputs, spec.input);
    spec.outputs.forEach((head) => checkScores(outputs, head));
    // those of a file of their own are checked when it is opened
    if (!spec.heads || outputs.some(({ name }) => name === spec.instances.centres)) checkHeads(outputs, spec);
  },
  decode(spec, tensors) {
    const scores = toScores(spec, tensors);
    const has = !spec.heads || spec.instances.centres in tensors;
    return { scores, extra: has ? headsOf(spec, tensors, scores) : null };
  },
  averagingObstacle: ({ classes, outputs }) =>
    isWide(classes.length) && outputs.some(({ kind }) => kind === 'class-ids')
      ? 'it gives class ids, of more than 256 classes, and no probabilities'
      : null,
  createResults: ({ classes, instances: options, input }, numbers) =>
    followed(createCentredThings(classes, options).of, input, numbers),
  outputs: INSTANCES.outputs,
  maps: thingMaps,
  things: (things) => things,
  found: (things) => (things ? { instances: things.instances } : {}),
  createLayer: ({ classes }) => classLayer(classes),
};
