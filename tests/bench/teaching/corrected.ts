import type { Size } from '../../../src/core/geometry/fit.ts';
import type { Head } from '../../../src/core/teaching/head.ts';
import { sampleMaps, type FeatureMapValues } from '../../../src/core/teaching/sample-maps.ts';
import type { Stroke } from '../../../src/core/teaching/stroke.ts';
import { BRUSH, distances } from './dabs.ts';

/**
 * A dab on the middle of the largest wrong place, as a visitor corrects what they see; null: nothing is wrong that a brush could touch.
 * @param maps of the frame
 * @param truth 1 where the thing is
 */
export function corrected(
  maps: readonly FeatureMapValues[],
  head: Head,
  truth: Uint8Array,
  frame: Size,
): Stroke | null {
  const { width, height } = maps.reduce((finest, each) => (each.stride < finest.stride ? each : finest));
  const said = labelsOf(maps, head, width * height);
  const pixel = (cell: number): readonly [x: number, y: number] => [
    (((cell % width) + 0.25) * frame.width) / width,
    ((Math.floor(cell / width) + 0.25) * frame.height) / height,
  ];
  const real = said.map((_, cell) => {
    const [x, y] = pixel(cell);
    return truth[Math.floor(y) * frame.width + Math.floor(x)]!;
  });
  let worst = -1;
  let deepest = 1.5;
  for (const kind of [0, 1]) {
    const wrong = said.map((own, cell) => Number(own === kind && real[cell] !== kind));
    distances(wrong, width, height).forEach((depth, cell) => {
      if (depth <= deepest) return;
      deepest = depth;
      worst = cell;
    });
  }
  if (worst < 0) return null;
  const radius = Math.min(BRUSH * Math.min(frame.width, frame.height), (deepest * frame.width) / width);
  return { classId: real[worst]!, points: [pixel(worst)], radius };
}

function labelsOf(maps: readonly FeatureMapValues[], { weights, bias }: Head, cells: number): Uint8Array {
  const all = sampleMaps(
    maps,
    Uint32Array.from({ length: cells }, (_, cell) => cell),
  );
  const channels = all.length / cells;
  return Uint8Array.from({ length: cells }, (_, cell) => {
    let margin = bias[1]! - bias[0]!;
    for (let j = 0; j < channels; j += 1) margin += (weights[channels + j]! - weights[j]!) * all[cell * channels + j]!;
    return Number(margin > 0);
  });
}
