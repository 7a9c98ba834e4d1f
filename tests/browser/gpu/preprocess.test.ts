import { describe, expect, it } from 'vitest';
import { parseManifest, type InputSpec, type ModelManifest } from '../../../src/core/manifest/manifest.ts';
import { CHANNELS } from '../../../src/core/manifest/base.ts';
import { createPictures } from '../../../workers/gpu/picture/picture.ts';
import { createPreprocessKernel } from '../../../workers/stages/preprocess/preprocess-kernel.ts';
import { createPreprocess } from '../../../workers/stages/preprocess/preprocess.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { largestDifference, useBench } from './device.ts';
import { needs } from '../needs.ts';

const bench = useBench();

function inputSpec(input: Partial<ModelManifest['input']>): InputSpec {
  const classes = ['a', 'b'].map((name, id) => ({ id, name, colour: '#000000' }));
  const about = { id: 'x', title: 'x', licence: 'x', origin: '', file: 'x.onnx', sha256: '0'.repeat(64), bytes: 1 };
  const output = { name: 'output', kind: 'logits' as const };
  return parseManifest({ ...about, input: { name: 'i', width: 16, height: 12, ...input }, output, classes }).input;
}

const SPECS: readonly { name: string; spec: InputSpec }[] = [
  { name: 'stretched NCHW', spec: inputSpec({}) },
  {
    name: 'letterboxed NHWC in BGR',
    spec: inputSpec({
      layout: 'NHWC',
      colour: 'BGR',
      mean: [0.1, 0.2, 0.3],
      std: [0.5, 0.6, 0.7],
      fit: { mode: 'letterbox', colour: '#727272' },
    }),
  },
  { name: 'one channel, letterboxed', spec: inputSpec({ colour: 'grey', mean: 0.4, std: 0.5, fit: 'letterbox' }) },
  {
    name: 'four channels in planes',
    spec: inputSpec({ colour: 'BGRA', mean: [0.1, 0.2, 0.3, 0.4], fit: 'letterbox' }),
  },
  { name: 'four channels, NHWC', spec: inputSpec({ colour: 'RGBA', layout: 'NHWC', std: [0.5, 0.6, 0.7] }) },
  { name: 'covered, raw bytes as floats', spec: inputSpec({ scale: 1 / 127.5, mean: [1, 1, 1], fit: 'cover' }) },
];

const SIZES = [
  [1, 1],
  [16, 12],
  [31, 9],
  [5, 40],
  [160, 121],
] as const;

describe.each(SPECS)('preprocessing, $name', await needs('webGpu'), ({ spec }) => {
  it.each(SIZES)('of %i × %i pixels writes what its twin writes', async (width, height) => {
    const { device, buffers, run, readFloats } = bench();
    const random = randomly(width * 100 + height);
    const bytes = Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) =>
      i % 4 === 3 ? 255 : random() * 256,
    );
    const pictures = createPictures(device);
    const texture = device.createTexture({ size: [width, height], format: 'rgba8unorm', usage: 4 | 2 });
    device.queue.writeTexture({ texture }, bytes, { bytesPerRow: width * 4 }, [width, height]);
    const group = device.createBindGroup({
      layout: pictures.texture.layout,
      entries: [{ binding: 0, resource: texture.createView() }],
    });
    const count = spec.width * spec.height;
    const targets = {
      input: buffers.storage('Test.input', count * CHANNELS[spec.colour]),
      luma: buffers.storage('Test.luma', count),
    };
    const kernel = await createPreprocessKernel(device, spec, targets, pictures.texture);
    await run((pass) => kernel.run(pass, group, { width, height }, { width, height }));

    const twin = createPreprocess(spec);
    const input = new Float32Array(count * CHANNELS[spec.colour]);
    const words = new Uint32Array(bytes.buffer);
    twin.run({ words, width, height }, { width, height }, input);
    const scale = Math.max(1, 255 * spec.scale);
    expect(
      largestDifference(await readFloats(targets.input, count * CHANNELS[spec.colour]), input) / scale,
    ).toBeLessThan(1e-4);
    expect(largestDifference(await readFloats(targets.luma, count), twin.luma) / 255).toBeLessThan(1e-4);
    kernel.destroy();
    pictures.destroy();
    texture.destroy();
  });
});
