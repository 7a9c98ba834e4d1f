import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tfliteToOnnx, tfliteToWasmOnnx } from '../../../models/convert/tflite-to-onnx.ts';
import { goldenPicture, SIZE } from '../../fixtures/golden/picture.ts';
import { tflite } from './packages.ts';
import { largestDifference, planes, run } from './session.ts';

const fixtures = new URL('../../fixtures/golden/', import.meta.url);
const sha256 = (bytes: Uint8Array | Uint8ClampedArray) => createHash('sha256').update(bytes).digest('hex');

describe.each([
  ['selfie-256', 'selfie_segmentation', 256],
  ['selfie-landscape-144', 'selfie_segmentation_landscape', 144],
] as const)('%s, on the picture that Google’s own runtime has seen', (name, file, height) => {
  const about = JSON.parse(readFileSync(new URL(`${name}.json`, fixtures), 'utf8')) as Record<string, unknown>;
  const golden = readFileSync(new URL(`${name}.bin`, fixtures));

  it('is compared on the same picture and an undamaged golden', () => {
    expect(sha256(goldenPicture(height))).toBe(about['pictureSha256']);
    expect(sha256(golden)).toBe(about['goldenSha256']);
  });

  it.each([
    ['as converted', tfliteToOnnx],
    ['arranged for WASM', tfliteToWasmOnnx],
  ])('gives the same probabilities within 1e-3, and no pixel changes side, %s', async (_, convert) => {
    const probabilities = await run(convert(tflite(file), name), planes(goldenPicture(height)), [1, 3, height, SIZE]);
    const expected = Array.from({ length: SIZE * height }, (_, i) => golden.readUInt16LE(i * 2) / 65535);
    expect(largestDifference(probabilities, expected)).toBeLessThanOrEqual(1e-3);
    const changed = expected.filter((probability, i) => probability > 0.5 !== (probabilities[i] ?? NaN) > 0.5);
    expect(changed).toEqual([]);
  });
});
