import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import * as ort from 'onnxruntime-web/wasm';
import { exposeConvolutions, multiplyAdds } from '../../bench/multiply-adds.ts';
import { ports } from './packages.ts';

const read = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../models/driving-street/${name}`, import.meta.url)));

type Tensors = ort.InferenceSession.OnnxValueMapType;

async function run(file: Uint8Array, feeds: Tensors): Promise<Tensors> {
  const session = await ort.InferenceSession.create(file, { executionProviders: ['wasm'] });
  try {
    return await session.run(feeds);
  } finally {
    await session.release();
  }
}

describe('the heads that tell things apart', () => {
  const files = { model: read('driving-street.onnx'), heads: read('driving-street.heads.onnx') };
  const [model, heads] = [exposeConvolutions(files.model), exposeConvolutions(files.heads)];
  let known: Tensors;
  let told: Tensors;
  beforeAll(async () => {
    ort.env.wasm.numThreads = 1;
    const picture = Float32Array.from({ length: 3 * 288 * 512 }, (_, i) => Math.sin(i / 977) + Math.sin(i / 13));
    known = await run(model.file, { input: new ort.Tensor('float32', picture, [1, 3, 288, 512]) });
    const { sixteenth, eighth, quarter } = known;
    told = await run(heads.file, { sixteenth: sixteenth!, eighth: eighth!, quarter: quarter! });
  }, 60_000);

  it('say on the grid of the classes where centres are, and how far, of what the network knows', () => {
    const features = { sixteenth: [1, 128, 18, 32], eighth: [1, 64, 36, 64], quarter: [1, 32, 72, 128] };
    expect(ports(files.model)).toMatchObject({ output: [1, 11, 144, 256], ...features });
    expect(ports(files.heads)).toMatchObject({ ...features, centres: [1, 1, 144, 256], offsets: [1, 2, 144, 256] });
    const heat = told['centres']!.data as Float32Array;
    expect(heat.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it('cost at most 15 % more multiply-adds than the classes do', () => {
    const sizes = (tensors: Tensors): Record<string, number> =>
      Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, data.length]));
    expect(heads.convolutions.length).toBeGreaterThan(10);
    const own = multiplyAdds(heads.convolutions, sizes(told));
    expect(own).toBeLessThan(0.15 * multiplyAdds(model.convolutions, sizes(known)));
  });
});
