import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { convertGraph, convertTflite } from '../../../models/convert/convert.ts';
import { toEightBits } from '../../../models/convert/eight-bit.ts';
import { dense } from '../../../models/convert/ops/densify.ts';
import { writeOnnx } from '../../../models/convert/write-onnx.ts';
import { converted, options, tensor, whole } from './converted.ts';
import { run } from './session.ts';

const pose = new URL('../../../node_modules/@mediapipe/pose/', import.meta.url);
const finder = new Uint8Array(readFileSync(new URL('pose_solution_packed_assets.data', pose)));
const masks = new Uint8Array(readFileSync(new URL('pose_landmark_lite.tflite', pose)));
const FINDER = { Identity: 'boxes', Identity_1: 'scores' };
const MASKS = { Identity: 'landmarks', Identity_1: 'presence', Identity_2: 'mask' };

const counting = (shape: readonly number[]) => ({
  shape,
  values: Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, i) => i + 1),
});

describe('an operator of the networks that know people apart', () => {
  it('PAD adds zeros around a map, and channels', async () => {
    const padded = await converted('PAD', counting([1, 1, 2, 1]), [1, 2, 3, 2], {
      inputs: [whole(0, 0, 1, 0, 0, 1, 0, 1)],
    });
    expect(padded).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0]);
  });

  it('DEPTH_TO_SPACE lays channels out by row, column and depth', async () => {
    const spread = await converted('DEPTH_TO_SPACE', counting([1, 1, 1, 8]), [1, 2, 2, 2], {
      options: options({ 0: 2 }),
    });
    expect(spread).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('MAX_POOL_2D takes the largest of each window', async () => {
    const pooled = await converted('MAX_POOL_2D', counting([1, 2, 4, 1]), [1, 1, 2, 1], {
      options: options({ 0: 1, 1: 2, 2: 2, 3: 2, 4: 2 }),
    });
    expect(pooled).toEqual([6, 8]);
  });

  it('RESHAPE means the order of NHWC', async () => {
    expect(await converted('RESHAPE', counting([1, 2, 2, 4]), [1, 8, 2], { inputs: [whole(1, 8, 2)] })).toEqual(
      counting([16]).values,
    );
  });

  it('CONCATENATION joins along the axis that it names in NHWC', async () => {
    const [from, to] = [tensor([1, 1, 2, 2]), tensor([1, 1, 4, 2])];
    const operator = {
      type: 'CONCATENATION',
      inputs: [from, from],
      outputs: [to],
      options: options({ 0: 2 }),
      customOptions: new Uint8Array(0),
    };
    const graph = convertGraph({ inputs: [from], outputs: [to], operators: [operator] }, 'joined');
    const made = await run(writeOnnx(graph), Float32Array.of(1, 2, 3, 4), [1, 2, 1, 2]);
    expect([...made]).toEqual([1, 2, 1, 2, 3, 4, 3, 4]);
  });

  it('DENSIFY puts zeros back, whichever dimension comes first', () => {
    const values = Float32Array.of(5, 6, 7);
    const sparse = { segments: [0, 1, 3], indices: [2, 0, 1] };
    expect([...dense(values, [2, 3], { levels: [{ size: 2 }, sparse], order: [0, 1] })]).toEqual([0, 0, 5, 6, 7, 0]);
    const turned = dense(values, [3, 2], { levels: [{ size: 2 }, sparse], order: [1, 0] });
    expect([...turned]).toEqual([0, 6, 0, 7, 5, 0]);
    expect(() =>
      dense(values, [2, 3], { levels: [{ size: 2 }, { segments: [0, 1, 2], indices: [2, 0] }], order: [0, 1] }),
    ).toThrow('3 values do not fit');
  });
});

describe('the networks that know people apart', () => {
  it('keep the outputs that are named, and nothing that computes others alone', () => {
    const all = convertTflite(masks, 'all', { ...MASKS, Identity_3: 'heat', Identity_4: 'world' });
    const kept = convertTflite(masks, 'kept', MASKS);
    expect(kept.outputs).toEqual([
      { name: 'landmarks', shape: [1, 195] },
      { name: 'presence', shape: [1, 1] },
      { name: 'mask', shape: [1, 1, 256, 256] },
    ]);
    expect(kept.nodes.length).toBeLessThan(all.nodes.length);
    expect(() => convertTflite(masks, 'x', { Nothing: 'x' })).toThrow('there is no output "Nothing", only Identity');
  });

  it('find the same with weights of eight bits, in half the bytes', async () => {
    const graph = convertTflite(finder, 'finder', FINDER);
    const [plain, small] = [writeOnnx(graph), writeOnnx(toEightBits(graph))];
    expect(small.length).toBeLessThan(0.55 * plain.length);
    const input = Float32Array.from({ length: 3 * 224 * 224 }, (_, i) => Math.sin(i / 500) * 0.8);
    const outputs = [];
    for (const file of [plain, small]) {
      const session = await ort.InferenceSession.create(file.slice(), { executionProviders: ['wasm'] });
      const { boxes, scores } = await session.run({ input: new ort.Tensor('float32', input, [1, 3, 224, 224]) });
      outputs.push({ boxes: boxes!.data as Float32Array, scores: scores!.data as Float32Array });
      await session.release();
    }
    const [before, after] = outputs as [(typeof outputs)[0], (typeof outputs)[0]];
    const probability = (logit: number): number => 1 / (1 + Math.exp(-logit));
    const apart = before.scores.map((score, i) => Math.abs(probability(score) - probability(after.scores[i]!)));
    expect(before.boxes).toHaveLength(2254 * 12);
    expect(Math.max(...apart)).toBeLessThan(0.05);
  });
});
