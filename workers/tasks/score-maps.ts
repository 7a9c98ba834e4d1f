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
  const sampled = scoreMapsIn({ outputs, type, memory }, pixels, scores.classes);
  if (Object.keys(sampled).length > 0) sampler.run(scores, grid, sampled);
  if (!outputs.includes('disagreement')) return sampled;
  const apart = mapOf({ outputs, type, memory }, 'disagreement', pixels);
  if (apart.disagreement) sampler.enlarge(disagreement ?? nobody(), grid, apart.disagreement);
  return { ...sampled, ...apart };
}

/** Arrays for those of the maps that are made of probabilities alone. */
export function scoreMapsIn(wanted: MapsWanted, pixels: number, classes: number): Omit<ScoreMaps, 'disagreement'> {
  return {
    ...mapOf(wanted, 'confidence', pixels),
    ...mapOf(wanted, 'entropy', pixels),
    ...mapOf(wanted, 'probabilities', pixels * classes),
  };
}

function mapOf<Name extends ScoreMapName>(
  { outputs, type, memory }: MapsWanted,
  name: Name,
  length: number,
): Partial<Record<Name, MapValues>> {
  if (!outputs.includes(name)) return {};
  const map = type === 'uint8' ? mapIn(memory, name, Uint8Array, length) : mapIn(memory, name, Float32Array, length);
  return { [name]: map } as Partial<Record<Name, MapValues>>;
}

function nobody(): never {
  throw new PerPixelError(
    'option-invalid',
    'There is no disagreement where there is only one prediction.',
    'Open the model with “mirror” or “ensemble”, or leave “disagreement” out of the outputs.',
  );
}
