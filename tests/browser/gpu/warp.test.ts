import { describe, expect, it } from 'vitest';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { createWarpKernel } from '../../../workers/stages/warp/warp-kernel.ts';
import { createWarp } from '../../../workers/stages/warp/warp.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { randomScores } from '../../node/stages/reference.ts';
import { useBench } from './device.ts';
import { needs } from '../needs.ts';

const bench = useBench();

interface Sheet {
  readonly width: number;
  readonly height: number;
}

/** Whole numbers, so that sums are the same in single precision: a texture, and on it a block that moves. */
function picture({ width, height }: Sheet, seed: number, [dx, dy]: readonly [number, number]): Float32Array {
  const random = randomly(seed);
  const grain = Array.from({ length: 1024 }, () => Math.floor(random() * 200));
  const texture = (x: number, y: number): number => grain[(((y >> 2) & 31) * 32 + ((x >> 2) & 31)) & 1023]!;
  return Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const [u, v] = [x - dx, y - dy];
    const inBlock = u >= width / 4 && u < (3 * width) / 4 && v >= height / 4 && v < (3 * height) / 4;
    return inBlock ? texture(u + 64, v + 12) + 40 : texture(x, y);
  });
}

const CASES: readonly (readonly [name: string, input: Sheet, grid: Sheet, move: readonly [number, number]])[] = [
  ['a block that moves by whole squares', { width: 64, height: 48 }, { width: 64, height: 48 }, [8, -4]],
  ['a block that moves by parts of squares', { width: 64, height: 64 }, { width: 64, height: 64 }, [6, 3]],
  ['scores of another size', { width: 64, height: 48 }, { width: 20, height: 15 }, [8, 4]],
  ['odd sizes', { width: 125, height: 91 }, { width: 63, height: 47 }, [-8, 4]],
  ['what stands still', { width: 40, height: 40 }, { width: 10, height: 10 }, [0, 0]],
  ['one square', { width: 4, height: 4 }, { width: 1, height: 1 }, [0, 0]],
  ['less than a square', { width: 3, height: 9 }, { width: 3, height: 9 }, [0, 0]],
];
const KINDS = ['logits', 'binary'] as const;

describe('moving scores along with the picture on the GPU', await needs('webGpu'), () => {
  it.each(
    CASES.flatMap((each) => KINDS.flatMap((kind) => [false, true].map((nhwc) => [...each, kind, nhwc] as const))),
  )('is as on the CPU: %s (%j, %j, %j, %s, channels last: %s)', async (_name, input, grid, move, kind, interleaved) => {
    const { device, buffers, run, floats, readFloats } = bench();
    const scores: Scores = randomScores({ ...grid, classes: 3, kind, interleaved }, 11);
    const { data, width, height, classes, classStride, pixelStride } = scores;
    const shape = { width, height, classes, kind, classStride, pixelStride };
    const luma = buffers.storage('Test.luma', input.width * input.height);
    const kernel = await createWarpKernel(device, { shape, input, luma });
    const twin = createWarp();
    const tensor = floats(data);
    const still = picture(input, 5, [0, 0]);
    device.queue.writeBuffer(luma, 0, still);
    await run((pass) => kernel.hold(pass));
    twin.hold(scores, still, input.width, input.height);
    // frame after frame against the one that is held
    for (const step of [0.5, 1]) {
      const then = picture(input, 5, [Math.round(move[0] * step), Math.round(move[1] * step)]);
      device.queue.writeBuffer(luma, 0, then);
      let moved = tensor;
      await run((pass) => (moved = kernel.follow(pass, tensor)));
      const expected = twin.follow(then, input.width, input.height);
      if (input.width < 4) expect([moved, expected?.data]).toEqual([tensor, data]);
      else expect(await readFloats(moved, data.length)).toEqual(expected?.data);
    }
    if (move[0] !== 0) expect(twin.follow(picture(input, 5, move), input.width, input.height)?.data).not.toEqual(data);
    kernel.destroy();
  });
});
