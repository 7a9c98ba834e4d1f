import type { Arena } from '../../simd/arena.ts';
import { AXES, axesBytes, writeAxes } from '../../simd/axes.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import type { Channels } from './channels.ts';
import type { Grid } from './grid.ts';

/** Of a window of height × width pixels, valid until the next run. */
export interface Samples {
  /** Red, green and blue as input values, each by itself; or one array of all three, pixel by pixel. */
  readonly colours: readonly Float32Array[];
  /** 0 to 255. */
  readonly luma: Float32Array;
}

/** How the colours' values lie: in planes, or pixel by pixel with red or blue first. */
export type Order = keyof typeof ORDERS;

const ORDERS = { planes: 0, rgb: 1, bgr: 2 } as const;

export interface Sampler {
  /** Bilinear, at the places that the grid says. Luma is (2 R + 5 G + B) / 8: close enough to Rec. 601 to tell motion from rest. */
  run(pixels: Pixels, grid: Grid): Samples;
}

/** The kernel works out four columns at a time. */
const STEP = 4;

export function createSampler(colours: Channels['colours'], order: Order, arena: Arena): Sampler {
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
        ORDERS[order],
      );
      const floats = (from: number, length: number): Float32Array => new Float32Array(arena.buffer, from, length);
      const plane = (index: number): Float32Array => floats(at.planes + index * pitch, count);
      return {
        colours: order === 'planes' ? [plane(0), plane(1), plane(2)] : [floats(at.planes, 3 * count)],
        luma: plane(3),
      };
    },
  };

  function write({ columns, rows }: Grid): void {
    const { at } = room;
    writeAxes(arena, at, columns, rows);
    arena.write(at.scale, Float32Array.from(colours.flatMap(({ gain, bias }) => [gain, bias])));
  }
}
