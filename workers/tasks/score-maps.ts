import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import { mapIn, type MapMemory } from '../../src/core/labels/map-memory.ts';
import type { MapType, MapValues, ScoreMapName, ScoreMaps } from '../../src/core/labels/score-maps.ts';
import type { OutputKind } from '../../src/core/options/outputs.ts';
import type { Sampler } from '../stages/confidence/sampler.ts';

interface MapsWanted {
  readonly outputs: readonly OutputKind[];
  readonly type: MapType;
  readonly memory: MapMemory;
}

/**
 * The maps that are made of scores alone, of whatever task.
 * @throws PerPixelError `option-invalid` where disagreement is wanted of one prediction
 */
export function scoreMaps(
  { scores, grid, labels, disagreement }: Labelled,
  { outputs, type, memory }: MapsWanted,
  sampler: Sampler,
): ScoreMaps {
  const pixels = labels.length;
  const map = (name: ScoreMapName, length: number): Partial<Record<ScoreMapName, MapValues>> =>
    outputs.includes(name)
      ? {
          [name]:
            type === 'uint8' ? mapIn(memory, name, Uint8Array, length) : mapIn(memory, name, Float32Array, length),
        }
      : {};
  const sampled = {
    ...map('confidence', pixels),
    ...map('entropy', pixels),
    ...map('probabilities', pixels * scores.classes),
  };
  if (Object.keys(sampled).length > 0) sampler.run(scores, grid, sampled);
  if (!outputs.includes('disagreement')) return sampled;
  const apart = map('disagreement', pixels);
  if (apart.disagreement) sampler.enlarge(disagreement ?? nobody(), grid, apart.disagreement);
  return { ...sampled, ...apart };
}

function nobody(): never {
  throw new PerPixelError(
    'option-invalid',
    'There is no disagreement where there is only one prediction.',
    'Open the model with “mirror” or “ensemble”, or leave “disagreement” out of the outputs.',
  );
}
