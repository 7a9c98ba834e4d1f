import { PerPixelError } from '../../src/core/errors/errors.ts';
import { thingsObstacle } from '../../src/core/instances/labelling.ts';
import type { ThingMaps } from '../../src/core/instances/thing-maps.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import { mapIn, type MapMemory } from '../../src/core/labels/map-memory.ts';
import type { BaseSpec } from '../../src/core/manifest/base.ts';
import { panopticMap, type Things } from './things.ts';

/**
 * What outputs have of a frame's things. Of a model without countable classes a panoptic map is one of classes.
 * @throws PerPixelError `option-invalid` where instances are wanted of such a model
 */
export function thingMaps(
  { labels, result: things }: Labelled<Things | null>,
  wanted: readonly string[],
  spec: BaseSpec,
  memory: MapMemory,
): ThingMaps {
  return {
    ...(wanted.includes('instances') ? { instances: things?.instances ?? none(spec) } : {}),
    ...(wanted.includes('panoptic')
      ? {
          panopticMap: panopticMap(
            labels,
            things?.map ?? null,
            mapIn(memory, 'panopticMap', Uint32Array, labels.length),
          ),
        }
      : {}),
  };
}

function none(spec: BaseSpec): never {
  throw new PerPixelError(
    'option-invalid',
    `There are no instances: ${thingsObstacle(spec) ?? 'no things were looked for'}.`,
    'Leave “instances” out of the outputs, or choose a model whose manifest marks classes with "thing": true.',
  );
}
