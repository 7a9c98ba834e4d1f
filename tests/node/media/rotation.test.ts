import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeFile } from '../../../src/core/media/describe.ts';

const media = new URL('../../fixtures/media/', import.meta.url);

/** How a clip says that it is turned, with this matrix in its track's header. */
async function told(a: number, b: number, c: number, d: number): Promise<number | null | undefined> {
  const bytes = new Uint8Array(readFileSync(new URL('colours-709.mp4', media)));
  const at = new TextDecoder('latin1').decode(bytes).indexOf('tkhd') + 4;
  const view = new DataView(bytes.buffer);
  [a, b, 0, c, d].forEach((value, place) => view.setInt32(at + 40 + 4 * place, value * 65536));
  return (await describeFile(async (from, length) => bytes.slice(from, from + length))).rotation;
}

it.each([
  [0, [1, 0, 0, 1]],
  [90, [0, 1, -1, 0]],
  [180, [-1, 0, 0, -1]],
  [270, [0, -1, 1, 0]],
] as const)('a clip that is to be turned by %i degrees says so', async (degrees, [a, b, c, d]) => {
  expect(await told(a, b, c, d)).toBe(degrees);
});

it('one that is mirrored is not taken for turned', async () => {
  expect(await told(-1, 0, 0, 1)).toBeNull();
  expect(await told(0, 1, 1, 0)).toBeNull();
});

it('what a recorder wrote is read too', async () => {
  const bytes = new Uint8Array(readFileSync(new URL('analysis/rotated.mp4', media)));
  const { rotation } = await describeFile(async (from, length) => bytes.slice(from, from + length));
  expect(rotation! % 180).toBe(90);
});
