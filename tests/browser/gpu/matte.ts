import { expect } from 'vitest';
import { createPictures } from '../../../workers/gpu/picture/picture.ts';
import { createMatteKernel } from '../../../workers/stages/matte/matte-kernel.ts';
import { createMatte } from '../../../workers/stages/matte/matte.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { largestDifference, type Bench } from './device.ts';

const FRAME = { width: 600, height: 90 };
const SCORES = { width: 24, height: 6 };
/** A letterbox: the frame lies in the middle rows. */
const PLACEMENT = { x: 0, y: 1, width: 24, height: 4 };
const RADIUS = 0.06;

/** Somebody in the middle, whose colour is another one than the wall's, seen by a noisy camera. */
function frameOf(turn: number): Uint8ClampedArray<ArrayBuffer> {
  const random = randomly(turn);
  return Uint8ClampedArray.from({ length: 4 * FRAME.width * FRAME.height }, (_, i) => {
    const x = Math.floor(i / 4) % FRAME.width;
    if (i % 4 === 3) return 255;
    // half of them moves on
    const middle = 300 + (i > 2 * FRAME.width * FRAME.height ? 20 * turn : 0);
    const share = Math.min(1, Math.max(0, (110 - Math.abs(x - middle)) / 12));
    return share * (60 + 20 * (i % 4)) + (1 - share) * (190 - 30 * (i % 4)) + 12 * random();
  });
}

/** The matte's kernels leave what its twin leaves: opacity over several frames, the foreground's colours and what is behind. */
export async function compareMattes({ device, floats, run, readBytes, readFloats }: Bench): Promise<void> {
  const pictures = createPictures(device);
  const texture = device.createTexture({ size: [FRAME.width, FRAME.height], format: 'rgba8unorm', usage: 4 | 2 });
  const group = device.createBindGroup({
    layout: pictures.texture.layout,
    entries: [{ binding: 0, resource: texture.createView() }],
  });
  const picture = { kind: pictures.texture, group: () => group, size: FRAME, copies: 0 };
  const probability = Float32Array.from({ length: SCORES.width * SCORES.height }, (_, pixel) =>
    Math.min(1, Math.max(0, (7 - Math.abs((pixel % 24) - 11.5)) / 3)),
  );
  const sources = { foreground: floats(probability), scores: SCORES, placement: PLACEMENT, frame: FRAME };
  const kernel = await createMatteKernel(device, sources, pictures.texture);
  const twin = createMatte();
  const pixels = FRAME.width * FRAME.height;
  const seen = new Set<number>();
  for (let turn = 0; turn < 3; turn += 1) {
    const bytes = frameOf(turn);
    device.queue.writeTexture({ texture }, bytes, { bytesPerRow: 4 * FRAME.width }, [FRAME.width, FRAME.height]);
    await run((pass) => kernel.run(pass, picture, { radius: RADIUS, discs: false }));
    const words = new Uint32Array(bytes.buffer);
    twin.take({ probability, scores: SCORES, placement: PLACEMENT, pixels: { ...FRAME, words } });
    const sheet = twin.sheet(false).slice();
    const { layers } = kernel;
    const front = await readBytes(layers.front, 4 * pixels);
    // of what can hardly be seen the colour is anybody's guess
    const shown = (bytes: ArrayLike<number>) =>
      Array.from(bytes, (byte, i) => (i % 4 === 3 ? byte : (byte * bytes[i | 3]!) / 255));
    expect(largestDifference(shown(front), shown(sheet))).toBeLessThan(2.5);
    front.forEach((byte, i) => i % 4 === 3 && seen.add(byte));
    const cells = layers.grid.width * layers.grid.height;
    const weighed = await readFloats(layers.backdrop, 4 * cells);
    const behind = Array.from({ length: 3 * cells }, (_, i) => {
      const cell = Math.floor(i / 3);
      const weight = weighed[4 * cell + 3]!;
      return weight > 0.5 ? weighed[4 * cell + (i % 3)]! / weight : 127.5;
    });
    const expected = twin.backdrop(RADIUS);
    const found = Array.from({ length: 3 * cells }, (_, i) => expected[4 * Math.floor(i / 3) + (i % 3)]!);
    expect(largestDifference(behind, found)).toBeLessThan(1.2);
  }
  // soft edges, or the test shows nothing
  expect(seen.size).toBeGreaterThan(60);
  kernel.destroy();
  texture.destroy();
}
