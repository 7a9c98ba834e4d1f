import { expect, it } from 'vitest';
import { BLOCK } from '../../../src/core/geometry/block-means.ts';
import { CUT, isCut } from '../../../src/core/instances/cut.ts';
import { createThingsMemory } from '../../../workers/instances/gpu/things-memory.ts';
import { BLOCKS, room } from '../../fixtures/rooms.ts';
import { useBench } from './device.ts';

const bench = useBench();

/** Each block as so many pixels. */
function enlarged(blocks: Uint8Array): Float32Array<ArrayBuffer> {
  const side = BLOCKS * BLOCK;
  return Float32Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [i % side, Math.floor(i / side)];
    return blocks[Math.floor(y / BLOCK) * BLOCKS + Math.floor(x / BLOCK)]!;
  });
}

it('the GPU takes for another scene what the CPU does, and not who moves or where a camera is turned', async () => {
  const { device, floats, run, readFloats } = bench();
  const side = BLOCKS * BLOCK;
  const luma = floats(new Float32Array(side * side));
  const memory = await createThingsMemory(device, { width: side, height: side }, luma, 0);
  const film = [
    { seed: 1 },
    { seed: 1, person: { left: 0, width: 32, seed: 1 } },
    { seed: 1, person: { left: 16, width: 32, seed: 1 } },
    { seed: 2, person: { left: 16, width: 32, seed: 1 } },
    { seed: 2, turned: 12 },
    { seed: 3 },
    { seed: 4, person: { left: 20, width: 20, seed: 4 } },
  ].map(room);
  const cuts: boolean[] = [];
  for (const picture of film) {
    device.queue.writeBuffer(luma, 0, enlarged(picture));
    await run((pass) => memory.run(pass));
    cuts.push((await readFloats(memory.scene, 1))[0]! > CUT);
  }
  const expected = film.slice(1).map((picture, index) => isCut(film[index]!, picture));
  expect(cuts.slice(1)).toEqual(expected);
  expect(new Set(expected).size).toBe(2);
  memory.destroy();
});
