import { linearNetwork, nearest } from './networks.ts';
import { classes, manifestFor, picture } from './own-model.ts';
import type { SemanticManifest } from '../../../workers/tasks/semantic/manifest.ts';

export const SIDE = 128;

/** A textured bright square before a textured dark wall, so far to the right. */
export function square(shift: number): ImageData {
  return picture(SIDE, SIDE, (x, y) => {
    const texture = 40 * Math.sin((x - shift) / 4) * Math.cos(y / 5);
    const wall = 30 * Math.sin(x / 5 + y / 3);
    return isSquare(x - shift, y) ? [240, 160 + texture, 60] : [30, 50 + wall, 120 + wall];
  });
}

export const isSquare = (x: number, y: number): boolean => x >= 32 && x < 88 && y >= 36 && y < 92;

/** A model that says 1 where it is bright, 0 where it is dark. */
export function brightOrDark(): Promise<SemanticManifest> {
  const network = linearNetwork('NCHW', SIDE, SIDE, [
    {
      name: 'out',
      ...nearest([
        [0.12, 0.2, 0.47],
        [0.94, 0.63, 0.24],
      ]),
    },
  ]);
  return manifestFor(network, {
    input: { name: 'in', width: SIDE, height: SIDE },
    output: { name: 'out', kind: 'logits' },
    classes: classes(2),
  });
}

/** The share of the pixels that are labelled as a square so far to the right is. */
export function agreement(labels: ArrayLike<number>, shift: number): number {
  let same = 0;
  for (let i = 0; i < labels.length; i += 1) {
    if (labels[i] === (isSquare((i % SIDE) - shift, Math.floor(i / SIDE)) ? 1 : 0)) same += 1;
  }
  return same / labels.length;
}
