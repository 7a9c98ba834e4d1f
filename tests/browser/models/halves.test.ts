import { describe, expect, it } from 'vitest';
import { createSegmenter } from '../../../src/perpixel.ts';
import { roundToFloat16 } from '../../../src/core/labels/float16.ts';
import { onnxFile } from '../../fixtures/onnx/onnx-file.ts';
import { echo } from './networks.ts';
import { classes, manifestFor, picture, segmenterFor } from './own-model.ts';
import { needs } from '../needs.ts';
import type { SemanticManifest } from '../../../workers/tasks/semantic/manifest.ts';

const SIDE = 8;
const SHAPE = [1, 3, SIDE, SIDE];
const input = { name: 'in', width: SIDE, height: SIDE };

/** Takes and gives halves: a 1×1 convolution that gives each channel back as its class's logit, times 8. */
const halves = onnxFile({
  inputs: [{ name: 'in', type: 'float16', shape: SHAPE }],
  outputs: [{ name: 'out', type: 'float16', shape: SHAPE }],
  nodes: [{ op: 'Conv', inputs: ['in', 'w'], output: 'out' }],
  constants: {
    w: { type: 'float16', shape: [3, 3, 1, 1], values: [8, 0, 0, 0, 8, 0, 0, 0, 8].map(roundToFloat16) },
  },
});

const manifest = (parts: Partial<SemanticManifest> = {}): Promise<SemanticManifest> =>
  manifestFor(halves, { input, output: { name: 'out', kind: 'logits' }, classes: classes(3), ...parts });

const thirds = picture(SIDE, SIDE, (x) => (x < 3 ? [255, 0, 0] : x < 6 ? [0, 255, 0] : [0, 0, 255]));
const LINE = [0, 0, 0, 1, 1, 1, 2, 2];

describe('a model that takes and gives halves', async () => {
  it.each([
    ['that its manifest says nothing of', {}],
    [
      'that its manifest names',
      {
        input: { ...input, type: 'float16' as const },
        output: { name: 'out', kind: 'logits' as const, type: 'float16' as const },
      },
    ],
  ])('%s is fed and read', async (_name, parts) => {
    const segmenter = await segmenterFor(await manifest(parts));
    const { labelMap, confidence, note } = await segmenter.segment(thirds, { outputs: ['confidence'] });
    expect([...labelMap.subarray(0, SIDE)]).toEqual(LINE);
    expect(confidence?.[0]).toBeCloseTo(Math.exp(8) / (Math.exp(8) + 2), 3);
    expect(note).toBeNull();
  });

  it('runs where WebGPU was asked for, too', await needs('webGpu'), async () => {
    const segmenter = await createSegmenter({ model: await manifest(), backend: 'webgpu', refine: false });
    const { labelMap } = await segmenter.segment(thirds);
    const { backend, reason } = segmenter;
    segmenter.close();
    // not every adapter has halves: Chromium's of the tests has none
    const adapter = await navigator.gpu.requestAdapter();
    expect([backend, reason]).toEqual(
      adapter?.features.has('shader-f16')
        ? ['webgpu', expect.stringMatching(/WebGPU was asked for/)]
        : ['wasm', expect.stringMatching(/takes or gives halves.*adapter .* has none/)],
    );
    expect([...labelMap.subarray(0, SIDE)]).toEqual(LINE);
  });

  it('gets the nearest half of each value', async () => {
    const network = echo('NCHW', SIDE, SIDE, 'float16');
    const own = await manifestFor(network, {
      input: { ...input, type: 'float16' },
      output: { name: 'out', kind: 'probabilities' },
      classes: classes(3),
    });
    const segmenter = await segmenterFor(own);
    const { probabilities } = await segmenter.segment(thirds, { outputs: ['probabilities'] });
    expect([...(probabilities?.subarray(0, SIDE) ?? [])]).toEqual([1, 1, 1, 0, 0, 0, 0, 0]);
    const grey = picture(SIDE, SIDE, () => [85, 85, 85]);
    const again = await segmenter.segment(grey, { outputs: ['probabilities'] });
    expect(again.probabilities?.[0]).toBe(0.333251953125);
  });

  it('and one that does not are told apart where the manifest says so', async () => {
    const floats = await manifestFor(echo('NCHW', SIDE, SIDE), {
      input: { ...input, type: 'float16' },
      output: { name: 'out', kind: 'logits' },
      classes: classes(3),
    });
    const refused = (model: SemanticManifest) => expect(createSegmenter({ model, backend: 'wasm' })).rejects;
    await refused(floats).toMatchObject({
      code: 'model-invalid',
      problem: expect.stringContaining('its input is float32, the manifest says float16') as string,
      remedy: expect.stringContaining('"type": "float32"') as string,
    });
    await refused(await manifest({ output: { name: 'out', kind: 'logits', type: 'float32' } })).toMatchObject({
      problem: expect.stringContaining('"out" holds float16, the manifest says float32') as string,
    });
  });
});
