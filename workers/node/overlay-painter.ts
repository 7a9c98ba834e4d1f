import { isSameSize, type Size } from '../../src/core/geometry/fit.ts';
import type { Pixels } from '../../src/core/geometry/pixels.ts';
import type { Labelling } from '../../src/core/instances/instance.ts';
import { classLayer } from '../../src/core/labels/label-layer.ts';
import type { LabelMap, OwnLabelMap } from '../../src/core/labels/label-map.ts';
import type { ModelClass } from '../../src/core/manifest/manifest.ts';
import { createBlend } from '../compositor/blend.ts';
import { writeNumbers } from '../compositor/numbers/bitmap-digits.ts';
import { createNumbers } from '../compositor/numbers/placing.ts';
import { headOf } from '../instances/head.ts';
import { createInstanceLayer } from '../instances/instance-layer.ts';
import type { Things } from '../instances/things.ts';
import type { Arena } from '../simd/arena.ts';

export interface PaintedLabels {
  readonly labels: OwnLabelMap;
  readonly size: Size;
  /** null: none are told apart. */
  readonly things: Things | null;
}

export interface OverlayPainter {
  /**
   * The picture with its labels over it.
   * @param seconds of the video
   * @returns RGBA words, as large as the picture; they hold until the next one
   */
  paint(pixels: Pixels, labels: PaintedLabels, seconds: number): Uint32Array;
}

/** Draws labels over pictures in memory, as the browser's compositor does where sizes agree. */
export function createOverlayPainter(
  arena: Arena,
  classes: readonly ModelClass[],
  labelling: Labelling,
  opacity: number,
): OverlayPainter {
  const blend = createBlend(arena);
  const plain = classLayer(classes);
  const telling = labelling === 'semantic' ? null : createInstanceLayer(classes, labelling, { lines: true });
  const numbers = createNumbers();
  return {
    paint(pixels, { labels, size, things }, seconds) {
      const apart = telling && things;
      const map = apart ? telling.map({ labels, size, result: things }) : labels;
      const { palette } = apart ? telling : plain;
      const fitted = isSameSize(pixels, size) ? map : resampled(map, size, pixels);
      // the kernel blends bytes, and gives every pixel a colour
      const words =
        fitted instanceof Uint8Array && labelling !== 'instance'
          ? wordsOf(
              blend.run({
                size: pixels,
                words: pixels.words,
                labels: fitted,
                raw: null,
                palette,
                split: 0,
                opacity,
                mirrored: false,
              }),
            )
          : blended(pixels.words, fitted, palette, opacity);
      if (apart) {
        const at = { instances: things.instances, frame: size, canvas: pixels, mirrored: false, now: seconds * 1000 };
        writeNumbers(
          words,
          pixels,
          numbers.place({
            ...at,
            headOf: (each) => headOf(each, things.map, size, size) * (pixels.width / size.width),
          }),
        );
      }
      return words;
    },
  };
}

function wordsOf({ buffer, byteOffset, length }: Uint8ClampedArray): Uint32Array {
  return new Uint32Array(buffer, byteOffset, length / 4);
}

/** As the kernel does it, of any ids, and leaving alone what has no colour. */
function blended(words: Uint32Array, labels: LabelMap, palette: Uint32Array, opacity: number): Uint32Array {
  const share = Math.round(opacity * 256);
  const out = new Uint32Array(words.length);
  for (let i = 0; i < out.length; i += 1) {
    const [below, above] = [words[i]!, palette[labels[i]!]!];
    if (above >>> 24 === 0) {
      out[i] = below;
      continue;
    }
    const mix = (shift: number): number =>
      ((((below >>> shift) & 255) * (256 - share) + ((above >>> shift) & 255) * share) >> 8) << shift;
    out[i] = (0xff000000 | mix(0) | mix(8) | mix(16)) >>> 0;
  }
  return out;
}

/** Of the nearest pixel: where a video's pixels are not square, its label maps are another size. */
function resampled(map: LabelMap, from: Size, to: Size): LabelMap {
  const out = map instanceof Uint16Array ? new Uint16Array(to.width * to.height) : new Uint8Array(to.width * to.height);
  const columns = Uint32Array.from({ length: to.width }, (_, x) => Math.floor(((x + 0.5) * from.width) / to.width));
  for (let y = 0, at = 0; y < to.height; y += 1) {
    const row = Math.floor(((y + 0.5) * from.height) / to.height) * from.width;
    for (let x = 0; x < to.width; x += 1, at += 1) out[at] = map[row + columns[x]!]!;
  }
  return out;
}
