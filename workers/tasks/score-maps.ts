import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import type { ScoreMaps } from '../../src/core/labels/score-maps.ts';
import type { OutputKind } from '../../src/core/options/outputs.ts';
import { resampleConfidence } from '../stages/confidence/confidence.ts';
import { resampleMap } from '../stages/ensemble/ensemble.ts';

const SCORE_MAPS: readonly string[] = ['confidence', 'entropy', 'probabilities', 'disagreement'];

/** Whether an output is made of scores alone. */
export function isScoreMap(output: OutputKind): boolean {
  return SCORE_MAPS.includes(output);
}

/**
 * For every task whose model has scores.
 * @throws PerPixelError `option-invalid` where disagreement is wanted of one prediction
 */
export function scoreMaps({ scores, grid, labels, disagreement }: Labelled, wanted: readonly OutputKind[]): ScoreMaps {
  const pixels = labels.length;
  const maps = {
    ...(wanted.includes('confidence') ? { confidence: new Float32Array(pixels) } : {}),
    ...(wanted.includes('entropy') ? { entropy: new Float32Array(pixels) } : {}),
    ...(wanted.includes('probabilities') ? { probabilities: new Float32Array(pixels * scores.classes) } : {}),
  };
  if (Object.keys(maps).length > 0) resampleConfidence(scores, grid, maps);
  if (!wanted.includes('disagreement')) return maps;
  const apart = new Float32Array(pixels);
  resampleMap(disagreement ?? nobody(), grid, apart);
  return { ...maps, disagreement: apart };
}

function nobody(): never {
  throw new PerPixelError(
    'option-invalid',
    'There is no disagreement where there is only one prediction.',
    'Open the model with “mirror” or “ensemble”, or leave “disagreement” out of the outputs.',
  );
}
