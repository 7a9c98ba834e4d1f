import type { Arena } from '../../simd/arena.ts';
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
  const room = arena.room('lowX', 'highX', 'weightX', 'lowY', 'highY', 'weightY', 'scale', 'planes');
  const words = arena.guest();
  let known: Grid | null = null;
  return {
    run(pixels, grid) {
      const { width, height } = grid.window;
      const count = width * height;
      const pitch = 4 * (count + STEP);
      const [across, down] = [4 * (width + STEP), 4 * height];
      arena.settle(() => {
        const x = { lowX: across, highX: across, weightX: across };
        const y = { lowY: down, highY: down, weightY: down };
        if (room.fit({ ...x, ...y, scale: 4 * 6, planes: 4 * pitch })) known = null;
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
    arena.write(at.lowX, columns.low);
    arena.write(at.highX, columns.high);
    arena.write(at.weightX, columns.weight);
    arena.write(at.lowY, rows.low);
    arena.write(at.highY, rows.high);
    arena.write(at.weightY, rows.weight);
    arena.write(at.scale, Float32Array.from(colours.flatMap(({ gain, bias }) => [gain, bias])));
  }
}
