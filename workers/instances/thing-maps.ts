import { PerPixelError } from '../../src/core/errors/errors.ts';
import { thingsObstacle } from '../../src/core/instances/labelling.ts';
import type { ThingMaps } from '../../src/core/instances/thing-maps.ts';
import type { LabelMap } from '../../src/core/labels/label-map.ts';
import type { BaseSpec } from '../../src/core/manifest/base.ts';
import { panopticMap, type Things } from './things.ts';

/**
 * What outputs have of a frame's things. Of a model without countable classes a panoptic map is one of classes.
 * @throws PerPixelError `option-invalid` where instances are wanted of such a model
 */
export function thingMaps(
  labels: LabelMap,
  things: Things | null,
  wanted: readonly string[],
  spec: BaseSpec,
): ThingMaps {
  return {
    ...(wanted.includes('instances') ? { instances: things?.instances ?? none(spec) } : {}),
    ...(wanted.includes('panoptic') ? { panopticMap: panopticMap(labels, things?.map ?? null) } : {}),
  };
}

function none(spec: BaseSpec): never {
  throw new PerPixelError(
    'option-invalid',
    `There are no instances: ${thingsObstacle(spec) ?? 'no things were looked for'}.`,
    'Leave “instances” out of the outputs, or choose a model whose manifest marks classes with "thing": true.',
  );
}
