import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';
import type { HairScene } from '../../fixtures/hair.ts';

type Colour = readonly [number, number, number];

/** A foreground as RGBA bytes, not premultiplied. */
export interface CutOut extends Size {
  readonly bytes: Uint8ClampedArray;
}

/** How far a foreground before another background is from the truth; colours 0 to 255. */
export interface MatteErrors {
  /** Of the composed colour, mean over the band. */
  readonly colour: number;
  /** Of the gradient of opacity, summed over the band, in thousands (Rhemann 2009, with a Gaussian of 1.4 pixels). */
  readonly gradient: number;
  /** How far the composed colour is pulled towards the old background, mean over the band. */
  readonly halo: number;
}

/**
 * A mask: the model's grid enlarged bilinearly, softened by a step from 0.35 to 0.65, and nothing of colours. What was drawn before
 * there was a matte, and the measure that one is held against.
 */
export function plainMask(scene: HairScene, coarse: Float32Array, grid: Size): CutOut {
  const { x, y, target } = bilinearGrid(grid, { x: 0, y: 0, ...grid }, scene);
  const soft = coarse.map((p) => {
    const t = Math.min(1, Math.max(0, (p - 0.35) / 0.3));
    return t * t * (3 - 2 * t);
  });
  const words = scene.words.slice();
  const bytes = new Uint8ClampedArray(words.buffer);
  for (let row = 0, at = 0; row < target.height; row += 1) {
    const [top, bottom, fy] = [y.low[row]! * grid.width, y.high[row]! * grid.width, y.weight[row]!];
    for (let column = 0; column < target.width; column += 1, at += 1) {
      const [left, right, fx] = [x.low[column]!, x.high[column]!, x.weight[column]!];
      const upper = soft[top + left]! * (1 - fx) + soft[top + right]! * fx;
      const lower = soft[bottom + left]! * (1 - fx) + soft[bottom + right]! * fx;
      bytes[4 * at + 3] = 255 * (upper * (1 - fy) + lower * fy);
    }
  }
  return { ...target, bytes };
}

/** Pixels within four of one that is neither wholly in front nor wholly behind. */
function bandOf({ width, height, opacity }: HairScene): Uint8Array {
  const soft = Float32Array.from(opacity, (a) => Number(a > 0.01 && a < 0.99));
  const across = filtered(soft, { width, height }, Array(9).fill(1), 1);
  const both = filtered(across, { width, height }, Array(9).fill(1), width);
  return Uint8Array.from(both, (sum) => Number(sum > 0));
}

export function matteErrors(scene: HairScene, { bytes }: CutOut, background: Colour): MatteErrors {
  const band = bandOf(scene);
  const opacity = Float32Array.from(scene.opacity, (_, i) => bytes[4 * i + 3]! / 255);
  const [dx, dy] = gradient(opacity, scene);
  const [tx, ty] = gradient(scene.opacity, scene);
  let [count, colour, slope, halo] = [0, 0, 0, 0];
  band.forEach((inside, i) => {
    if (!inside) return;
    count += 1;
    slope += Math.hypot(dx[i]! - tx[i]!, dy[i]! - ty[i]!) / 1000;
    let [away, pull] = [0, 0];
    for (let c = 0; c < 3; c += 1) {
      const [a, truth] = [opacity[i]!, scene.opacity[i]!];
      const error =
        a * bytes[4 * i + c]! +
        (1 - a) * background[c]! -
        (truth * scene.front[3 * i + c]! + (1 - truth) * background[c]!);
      const old = scene.behind[3 * i + c]! - background[c]!;
      colour += Math.abs(error) / 3;
      pull += error * old;
      away += old * old;
    }
    halo += pull / Math.max(1, Math.sqrt(away));
  });
  return { colour: colour / count, gradient: slope, halo: halo / count };
}

const GAUSSIAN = Array.from(
  { length: 9 },
  (_, i) => Math.exp(-((i - 4) ** 2) / (2 * 1.4 ** 2)) / (1.4 * Math.sqrt(2 * Math.PI)),
);
const SLOPE = GAUSSIAN.map((weight, i) => (-(i - 4) * weight) / 1.4 ** 2);

function gradient(plane: Float32Array, size: Size): [Float32Array, Float32Array] {
  const { width } = size;
  return [
    filtered(filtered(plane, size, SLOPE, 1), size, GAUSSIAN, width),
    filtered(filtered(plane, size, GAUSSIAN, 1), size, SLOPE, width),
  ];
}

/** @param step pixels from one tap to the next */
function filtered(plane: Float32Array, { width, height }: Size, taps: readonly number[], step: number): Float32Array {
  const out = new Float32Array(plane.length);
  for (let at = 4 * step; at < width * height - 4 * step; at += 1) {
    let sum = 0;
    for (let tap = 0; tap < 9; tap += 1) sum += taps[tap]! * plane[at + (tap - 4) * step]!;
    out[at] = sum;
  }
  return out;
}
