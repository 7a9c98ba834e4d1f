import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tfliteToOnnx, tfliteToRoundedOnnx, tfliteToSmallOnnx } from '../../../models/convert/tflite-to-onnx.ts';
import { goldenPicture, SIZE } from '../../fixtures/golden/picture.ts';
import { largestDifference, runAll } from './session.ts';

const fixtures = new URL('../../fixtures/golden/', import.meta.url);
const pose = new URL('../../../node_modules/@mediapipe/pose/', import.meta.url);
const sha256 = (bytes: Uint8Array | Uint8ClampedArray) => createHash('sha256').update(bytes).digest('hex');
const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

interface About {
  readonly side: number;
  readonly scale: number;
  readonly offset: number;
  readonly outputs: Readonly<Record<string, number>>;
  readonly pictureSha256: string;
  readonly goldenSha256: string;
}

/** What Google's own runtime gave, by our names for the outputs. */
function golden(name: string): { about: About; expected: Record<string, Float32Array> } {
  const about = JSON.parse(readFileSync(new URL(`${name}.json`, fixtures), 'utf8')) as About;
  const bytes = readFileSync(new URL(`${name}.bin`, fixtures));
  expect(sha256(goldenPicture())).toBe(about.pictureSha256);
  expect(sha256(bytes)).toBe(about.goldenSha256);
  const values = Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(i * 4));
  let from = 0;
  const expected = Object.entries(about.outputs).map(([output, length]) => [
    output,
    values.subarray(from, (from += length)),
  ]);
  return { about, expected: Object.fromEntries(expected) as Record<string, Float32Array> };
}

/** The upper left square of the golden picture, as the network is fed. */
function infer(onnx: Uint8Array, { side, scale, offset }: About): Promise<Record<string, Float32Array>> {
  const picture = goldenPicture();
  const input = Float32Array.from({ length: 3 * side * side }, (_, i) => {
    const [channel, pixel] = [Math.floor(i / (side * side)), i % (side * side)];
    return picture[(Math.floor(pixel / side) * SIZE + (pixel % side)) * 4 + channel]! * scale + offset;
  });
  return runAll(onnx, { input: { values: input, shape: [1, 3, side, side] } });
}

const read = (file: string): Uint8Array => new Uint8Array(readFileSync(new URL(file, pose)));

describe('the networks that know people apart, on the picture that Google’s own runtime has seen', () => {
  it('give the same mask, presence and landmarks, and with rounded weights nearly the same', async () => {
    const { about, expected } = golden('people-masks');
    const names = { Identity: 'landmarks', Identity_1: 'presence', Identity_2: 'mask' };
    const file = read('pose_landmark_lite.tflite');
    const mask = Array.from(expected['mask']!, sigmoid);
    expect(mask.filter((probability) => probability > 0.5).length).toBeGreaterThan(5000);
    for (const [onnx, off, presence, pixels] of [
      [tfliteToOnnx(file, 'people', names), 5e-3, 1e-3, 0.5],
      [tfliteToRoundedOnnx(file, 'people', names), 1, 0.02, 8],
    ] as const) {
      const found = await infer(onnx, about);
      expect(largestDifference(Array.from(found['mask']!, sigmoid), mask)).toBeLessThanOrEqual(off);
      const changed = mask.filter((probability, i) => probability > 0.5 !== found['mask']![i]! > 0);
      expect(changed.length).toBeLessThan(mask.length * (off < 1 ? 1e-4 : 5e-3));
      expect(largestDifference(found['presence']!, expected['presence']!)).toBeLessThanOrEqual(presence);
      expect(largestDifference(found['landmarks']!, expected['landmarks']!)).toBeLessThanOrEqual(pixels);
    }
  });

  it('find the same people at the same places, and with weights of eight bits nearly the same', async () => {
    const { about, expected } = golden('people-finder');
    const names = { Identity: 'boxes', Identity_1: 'scores' };
    const file = read('pose_solution_packed_assets.data');
    const scores = Array.from(expected['scores']!, sigmoid);
    const sure = scores.flatMap((score, anchor) => (score > 0.4 ? [anchor] : []));
    expect(sure.length).toBeGreaterThan(0);
    for (const [onnx, off, pixels] of [
      [tfliteToOnnx(file, 'people', names), 1e-3, 0.1],
      [tfliteToSmallOnnx(file, 'people', names), 0.1, 8],
    ] as const) {
      const found = await infer(onnx, about);
      expect(largestDifference(Array.from(found['scores']!, sigmoid), scores)).toBeLessThanOrEqual(off);
      const boxes = (values: Float32Array): number[] =>
        sure.flatMap((anchor) => [...values.subarray(anchor * 12, anchor * 12 + 12)]);
      expect(largestDifference(boxes(found['boxes']!), boxes(expected['boxes']!))).toBeLessThanOrEqual(pixels);
    }
  });
});
