import type { Size } from '../../src/core/geometry/fit.ts';
import type { Arena, Guest } from '../simd/arena.ts';

export interface Blending {
  readonly size: Size;
  /** RGBA of the picture, unmirrored, `size` height × width as the labels. */
  readonly words: Uint32Array;
  /** null: the picture alone. */
  readonly labels: Uint8Array | null;
  /** What the first `split` columns show in place of `labels`. */
  readonly raw: Uint8Array | null;
  /** A pixel word for each class id. */
  readonly palette: Uint32Array;
  /** Columns as shown, from the left. */
  readonly split: number;
  /** Of the labels, 0 to 1. */
  readonly opacity: number;
  /** Shows the picture as a mirror does. */
  readonly mirrored: boolean;
}

export interface Blend {
  /**
   * Picture and label colours in one pass, opaque: (picture · (256 − share) + colour · share) / 256, rounded down, with
   * share = opacity · 256, rounded.
   * @returns RGBA, `size` height × width; the same memory as long as size and arena allow
   */
  run(blending: Blending): Uint8ClampedArray<ArrayBuffer>;
}

export function createBlend(arena: Arena): Blend {
  const room = arena.room('sheet', 'colours');
  const words = arena.guest();
  const labels = arena.guest();
  const raw = arena.guest();
  let sheet = new Uint8ClampedArray(0);
  let known = NaN;
  let palette: Uint32Array | null = null;
  return {
    run(given) {
      const { width, height } = given.size;
      const share = Math.round(given.opacity * 256);
      arena.settle(() => {
        if (room.fit({ sheet: 4 * width * height, colours: 8 * 256 })) known = NaN;
        words.take(given.words);
        if (given.labels) labels.take(given.labels);
        if (given.raw) raw.take(given.raw);
      });
      words.load();
      const { at } = room;
      const { kernels, buffer } = arena;
      if (sheet.buffer !== buffer || sheet.byteOffset !== at.sheet || sheet.length !== 4 * width * height) {
        sheet = new Uint8ClampedArray(buffer, at.sheet, 4 * width * height);
      }
      const mirrored = Number(given.mirrored);
      if (!given.labels) {
        kernels.copy(words.at, width, height, mirrored, at.sheet);
        return sheet;
      }
      if (known !== share || palette !== given.palette) {
        weigh(given.palette, share, new Uint16Array(buffer, at.colours, 4 * 256));
      }
      known = share;
      palette = given.palette;
      const paint = (from: Guest, first: number, last: number): void => {
        if (first === last) return;
        from.load();
        const [start, end] = given.mirrored ? [width - last, width - first] : [first, last];
        kernels.blend(words.at, from.at, at.colours, share, width, height, start, end, mirrored, at.sheet);
      };
      const split = given.raw ? given.split : 0;
      paint(raw, 0, split);
      paint(labels, split, width);
      return sheet;
    },
  };
}

/** Each class's R, G, B and A times share. */
function weigh(palette: Uint32Array, share: number, out: Uint16Array): void {
  for (let id = 0, i = 0; id < palette.length; id += 1) {
    for (let shift = 0; shift < 32; shift += 8, i += 1) out[i] = ((palette[id]! >>> shift) & 255) * share;
  }
}
