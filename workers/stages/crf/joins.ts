import type { Size } from '../../../src/core/geometry/fit.ts';
import { windowOf, type Neighbour, type Settings } from './window.ts';

/** Which pixels a conditional random field may change, and how each is joined with its neighbours. */
export interface Joins {
  /** The pixels in whose window more than one class is on top, row by row. */
  readonly list: Int32Array;
  /** Of each of them, for each neighbour of the window; 0 beyond the grid. */
  readonly weights: Float32Array;
  /** From a pixel to each neighbour of its window. */
  readonly offsets: Int32Array;
}

export interface JoinFinder {
  /**
   * @param q height × width × classes
   * @param colours red, green and blue of each pixel, 0 to 1
   * @returns memory of its own, valid until the next call
   */
  find(q: Float32Array, grid: Size & { readonly classes: number }, colours: Float32Array, settings: Settings): Joins;
}

export function createJoins(): JoinFinder {
  let tops = new Int32Array(0);
  let list = new Int32Array(0);
  let weights = new Float32Array(0);
  let window: readonly Neighbour[] = [];
  let offsets = new Int32Array(0);
  /** What the window and its offsets were made for. */
  let windowKey = '';
  return {
    find(q, { width, height, classes }, colours, settings) {
      const count = width * height;
      if (tops.length !== count) {
        tops = new Int32Array(count);
        list = new Int32Array(count);
      }
      for (let i = 0; i < count; i += 1) tops[i] = topOf(q, i * classes, classes);
      const key = `${settings.radius} ${width}`;
      if (key !== windowKey) {
        windowKey = key;
        window = windowOf(settings.radius);
        offsets = Int32Array.from(window, ({ dx, dy }) => dy * width + dx);
      }
      const contested = findContested(tops, width, height, settings.radius, list);
      if (weights.length < contested * window.length) weights = new Float32Array(1.25 * contested * window.length);
      const joined = list.subarray(0, contested);
      weigh(joined, window, width, height, colours, settings, weights);
      return { list: joined, weights, offsets };
    },
  };
}

function topOf(q: Float32Array, at: number, classes: number): number {
  let top = 0;
  for (let c = 1; c < classes; c += 1) if (q[at + c]! > q[at + top]!) top = c;
  return top;
}

function findContested(tops: Int32Array, width: number, height: number, radius: number, list: Int32Array): number {
  let found = 0;
  for (let y = 0, i = 0; y < height; y += 1) {
    const first = Math.max(0, y - radius);
    const last = Math.min(height - 1, y + radius);
    for (let x = 0; x < width; x += 1, i += 1) {
      const left = Math.max(0, x - radius);
      const right = Math.min(width - 1, x + radius);
      if (differs(tops, tops[i]!, width, left, right, first, last)) {
        list[found] = i;
        found += 1;
      }
    }
  }
  return found;
}

function differs(
  tops: Int32Array,
  own: number,
  width: number,
  left: number,
  right: number,
  first: number,
  last: number,
): boolean {
  for (let v = first; v <= last; v += 1) {
    for (let at = v * width + left; at <= v * width + right; at += 1) if (tops[at] !== own) return true;
  }
  return false;
}

/** The two kernels, each over the sum of its weights, in one number a neighbour. */
function weigh(
  list: Int32Array,
  window: readonly Neighbour[],
  width: number,
  height: number,
  colours: Float32Array,
  { appearance, contrast, smoothness }: Settings,
  out: Float32Array,
): void {
  const sharpness = 1 / (2 * contrast * contrast);
  const smooth = new Float32Array(window.length);
  for (let k = 0, start = 0; k < list.length; k += 1, start += window.length) {
    const pixel = list[k]!;
    const x = pixel % width;
    const y = (pixel - x) / width;
    let alike = LITTLE;
    let all = LITTLE;
    for (let n = 0; n < window.length; n += 1) {
      const each = window[n]!;
      const inside = x + each.dx >= 0 && x + each.dx < width && y + each.dy >= 0 && y + each.dy < height;
      const other = inside ? pixel + each.dy * width + each.dx : pixel;
      const red = colours[3 * pixel]! - colours[3 * other]!;
      const green = colours[3 * pixel + 1]! - colours[3 * other + 1]!;
      const blue = colours[3 * pixel + 2]! - colours[3 * other + 2]!;
      const distance = red * red + green * green + blue * blue;
      const weight = inside ? each.alike * Math.exp(-distance * sharpness) : 0;
      out[start + n] = weight;
      smooth[n] = inside ? each.smooth : 0;
      alike += weight;
      all += smooth[n]!;
    }
    for (let n = 0; n < window.length; n += 1) {
      out[start + n] = (appearance * out[start + n]!) / alike + (smoothness * smooth[n]!) / all;
    }
  }
}

/** Where no neighbour is alike, none counts: its sum is not divided by 0. */
export const LITTLE = 1e-9;
