import type { Pixels } from '../../src/core/geometry/pixels.ts';
import { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import type { PictureReader } from '../pipeline/cpu/labeller.ts';
import { pixelFormat } from '../frames/pixel-format.ts';
import { createUnpack } from '../frames/unpack.ts';
import type { Arena } from '../simd/arena.ts';
import type { SharedPicture } from './shared-frame.ts';

/** Brings pictures into the memory of our kernels, which convert them as they do a browser's frames. */
export function createPictureReader(arena: Arena, moves = new MoveCounter()): PictureReader<SharedPicture> {
  const unpack = createUnpack(arena, moves);
  return {
    async read({ bytes, layout, format: name, colours, width, height, turn }): Promise<Pixels> {
      const format = pixelFormat({ format: name, ...colours, transfer: null });
      if (!format) throw new Error(`Pixels of the format ${name} cannot be read.`);
      const memory = unpack.memory(bytes.length, format, turn);
      memory.set(bytes);
      moves.copied();
      return unpack.run({ bytes: memory, layout, format, colours, width, height, turn });
    },
  };
}
