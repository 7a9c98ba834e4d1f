import type { Arena } from '../../simd/arena.ts';
import { AXES, axesBytes, writeAxes } from '../../simd/axes.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import type { Channels } from './channels.ts';
import type { Grid } from './grid.ts';

/** Red, green, blue as input values and luma, 0 to 255: window height × width each, valid until the next run. */
export type Samples = readonly [Float32Array, Float32Array, Float32Array, Float32Array];

export interface Sampler {
  /** Bilinear, at the places that the grid says. Luma is (2 R + 5 G + B) / 8: close enough to Rec. 601 to tell motion from rest. */
  run(pixels: Pixels, grid: Grid): Samples;
}

/** The kernel works out four columns at a time. */
const STEP = 4;

export function createSampler(colours: Channels['colours'], arena: Arena): Sampler {
  const room = arena.room(...AXES, 'scale', 'planes');
  const words = arena.guest();
  let known: Grid | null = null;
  return {
    run(pixels, grid) {
      const { width, height } = grid.window;
      const count = width * height;
      const pitch = 4 * (count + STEP);
      const axes = axesBytes({ width: width + STEP, height });
      arena.settle(() => {
        if (room.fit({ ...axes, scale: 4 * 6, planes: 4 * pitch })) known = null;
        words.take(pixels.words);
      });
      words.load();
      if (known !== grid) write(grid);
      known = grid;
      const { at } = room;
      arena.kernels.resample(
        words.at,
        pixels.width,
        at.lowX,
        at.highX,
        at.weightX,
        at.lowY,
        at.highY,
        at.weightY,
        width,
        height,
        at.scale,
        at.planes,
        pitch,
      );
      const plane = (index: number): Float32Array => new Float32Array(arena.buffer, at.planes + index * pitch, count);
      return [plane(0), plane(1), plane(2), plane(3)];
    },
  };

  function write({ columns, rows }: Grid): void {
    const { at } = room;
    writeAxes(arena, at, columns, rows);
    arena.write(at.scale, Float32Array.from(colours.flatMap(({ gain, bias }) => [gain, bias])));
  }
}
