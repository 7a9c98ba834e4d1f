import { describe, expect, it, onTestFinished } from 'vitest';
import { createSegmenter } from '../../../src/perpixel.ts';
import { needs } from '../needs.ts';
import { onnxFile, type OnnxPort } from '../../fixtures/onnx/onnx-file.ts';
import { classes, manifestFor, picture, segmenterFor, type Rgb } from './own-model.ts';
import type { SemanticManifest } from '../../../workers/tasks/semantic/manifest.ts';

const WIDTH = 5;
const HEIGHT = 3;
const colourAt = (x: number, y: number): Rgb => [10 + 40 * x, 200 - 30 * y, 5 * x + 60 * y];
const frame = picture(WIDTH, HEIGHT, colourAt);

/** A model that gives its input back as floats: each channel is the “probability” of a class. */
function echo(channels: number, type: OnnxPort['type'] = 'float32'): Uint8Array<ArrayBuffer> {
  const shape = [1, channels, HEIGHT, WIDTH];
  return onnxFile({
    inputs: [{ name: 'in', type, shape }],
    outputs: [{ name: 'out', shape }],
    nodes: [{ op: 'Cast', inputs: ['in'], output: 'out', attributes: { to: 1 } }],
  });
}

/** What reached each channel of the model at each pixel. */
async function seen(channels: number, input: Partial<SemanticManifest['input']>): Promise<number[][]> {
  const segmenter = await segmenterFor(
    await manifestFor(echo(channels, input.type), {
      input: { name: 'in', width: WIDTH, height: HEIGHT, scale: 1, ...input },
      output: { name: 'out', kind: 'probabilities' },
      classes: classes(channels),
    }),
  );
  const { probabilities = new Float32Array() } = await segmenter.segment(frame, { outputs: ['probabilities'] });
  const pixels = WIDTH * HEIGHT;
  return Array.from({ length: pixels }, (_, i) =>
    Array.from({ length: channels }, (__, c) => probabilities[c * pixels + i] ?? Number.NaN),
  );
}

/** The same of a model that is as it should be. */
function expected(channels: (rgb: Rgb) => readonly number[]): (readonly number[])[] {
  return Array.from({ length: WIDTH * HEIGHT }, (_, i) => channels(colourAt(i % WIDTH, Math.floor(i / WIDTH))));
}

function expectNear(actual: readonly (readonly number[])[], wanted: readonly (readonly number[])[]): void {
  expect(actual.length).toBe(wanted.length);
  wanted.forEach((channels, i) => channels.forEach((value, c) => expect(actual[i]?.[c]).toBeCloseTo(value, 3)));
}

describe('a model of other channels than three', () => {
  it('of one gets the luma', async () => {
    expectNear(
      await seen(1, { colour: 'grey' }),
      expected(([r, g, b]) => [0.299 * r + 0.587 * g + 0.114 * b]),
    );
  });

  it.each([
    ['RGBA', ([r, g, b]: Rgb) => [r, g, b, 255]],
    ['BGRA', ([r, g, b]: Rgb) => [b, g, r, 255]],
  ] as const)('of four, %s, gets an opaque alpha', async (colour, channels) => {
    expectNear(await seen(4, { colour }), expected(channels));
  });
});

it('a model of one class labels every pixel with it, and has no doubt about which', async () => {
  const segmenter = await segmenterFor(
    await manifestFor(echo(1), {
      input: { name: 'in', width: WIDTH, height: HEIGHT, colour: 'grey' },
      output: { name: 'out', kind: 'logits' },
      classes: classes(1),
    }),
  );
  const outputs = ['confidence', 'entropy', 'probabilities'] as const;
  const { labelMap, shares, confidence, entropy, note } = await segmenter.segment(frame, { outputs: [...outputs] });
  expect([[...new Set(labelMap)], [...shares], note]).toEqual([[0], [1], null]);
  expect([[...new Set(confidence)], [...new Set(entropy)]]).toEqual([[1], [0]]);
});

describe('a model that takes integers', () => {
  it.each(['uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64'] as const)('%s gets them', async (type) => {
    expectNear(
      await seen(3, { type }),
      expected((rgb) => rgb),
    );
  });

  it('of one signed byte gets what lies within it', async () => {
    const within = (value: number): number => Math.min(127, Math.max(-128, value - 100));
    expectNear(
      await seen(3, { type: 'int8', mean: 100 }),
      expected((rgb) => rgb.map(within)),
    );
  });
});

/** Three bright stripes of its three channels, and a network that gives them on in some way. */
const stripes = picture(6, 2, (x) => (x < 2 ? [200, 0, 0] : x < 4 ? [0, 200, 0] : [0, 0, 200]));
const turned = picture(6, 2, (x) => (x < 2 ? [0, 0, 200] : x < 4 ? [0, 200, 0] : [200, 0, 0]));
const LINE = [0, 0, 1, 1, 2, 2];

describe.each([
  ['wasm', {}],
  ['webgpu', await needs('webGpu')],
] as const)('on %s', (backend, needed) => {
  async function opened(file: Uint8Array<ArrayBuffer>, parts: Partial<SemanticManifest> = {}) {
    const model = await manifestFor(file, {
      input: { name: 'in', width: 6, height: 2 },
      output: { name: 'out', kind: 'logits' },
      classes: classes(3),
      ...parts,
    });
    const segmenter = await createSegmenter({ model, backend, refine: false });
    onTestFinished(() => segmenter.close());
    return segmenter;
  }

  async function labelled(file: Uint8Array<ArrayBuffer>, parts?: Partial<SemanticManifest>) {
    return (await opened(file, parts)).segment(stripes);
  }

  // ONNX Runtime has no doubles on WebGPU
  const types = ['int32', 'int64', 'uint8', 'float16', ...(backend === 'wasm' ? (['float64'] as const) : [])] as const;
  it.each(types)('scores of %s are read', needed, async (type) => {
    const to = { int32: 6, int64: 7, uint8: 2, float64: 11, float16: 10 }[type];
    const file = onnxFile({
      inputs: [{ name: 'in', shape: [1, 3, 2, 6] }],
      outputs: [{ name: 'out', type, shape: [1, 3, 2, 6] }],
      nodes: [{ op: 'Cast', inputs: ['in'], output: 'out', attributes: { to } }],
    });
    const { labelMap } = await labelled(file, { input: { name: 'in', width: 6, height: 2, scale: 1 } });
    expect([...labelMap]).toEqual([...LINE, ...LINE]);
  });

  it('outputs that nobody reads are left alone, wherever they stand', needed, async () => {
    const shape = [1, 3, 2, 6];
    const file = onnxFile({
      inputs: [{ name: 'in', shape }],
      outputs: [
        { name: 'ids', type: 'int64', shape: [1, 1, 2, 6] },
        { name: 'other', shape },
        { name: 'out', shape },
      ],
      nodes: [
        { op: 'ArgMax', inputs: ['in'], output: 'ids', attributes: { axis: 1 } },
        { op: 'Neg', inputs: ['in'], output: 'other' },
        { op: 'Identity', inputs: ['in'], output: 'out' },
      ],
    });
    expect([...(await labelled(file)).labelMap]).toEqual([...LINE, ...LINE]);
  });

  it('sizes that the file leaves open are the manifest’s', needed, async () => {
    const shape = ['batch', 3, 'height', 'width'];
    const file = onnxFile({
      inputs: [{ name: 'in', shape }],
      outputs: [{ name: 'out', shape }],
      nodes: [{ op: 'Identity', inputs: ['in'], output: 'out' }],
    });
    expect([...(await labelled(file)).labelMap]).toEqual([...LINE, ...LINE]);
  });

  it.each(['Identity', 'Reshape', 'Squeeze'])(
    'scores that %s hands on are those of each frame, not of the first one',
    needed,
    async (op) => {
      const shape = [1, 3, 2, 6];
      const further: Partial<Record<string, string[]>> = { Reshape: ['shape'], Squeeze: ['axis'] };
      const file = onnxFile({
        inputs: [{ name: 'in', shape }],
        outputs: [{ name: 'out', shape }],
        nodes: [
          { op: 'Unsqueeze', inputs: ['in', 'axis'], output: 'deep' },
          { op: 'Relu', inputs: [op === 'Squeeze' ? 'deep' : 'in'], output: 'made' },
          { op, inputs: [op === 'Identity' ? 'in' : 'made', ...(further[op] ?? [])], output: 'out' },
        ],
        constants: {
          axis: { shape: [1], type: 'int64', values: [0] },
          shape: { shape: [4], type: 'int64', values: shape },
        },
      });
      const segmenter = await opened(file);
      const seen = [];
      for (const of of [stripes, turned, stripes]) seen.push([...(await segmenter.segment(of)).labelMap].slice(0, 6));
      expect(seen).toEqual([LINE, LINE.toReversed(), LINE]);
    },
  );
});

describe('a model of more classes than a byte tells apart', () => {
  const COUNT = 300;
  const wide = picture(6, 2, (x) => (x < 3 ? [255, 0, 0] : [0, 0, 255]));

  it('has its labels in 16 bits, and shares, confidence and instances with them', async () => {
    const weights = Array.from({ length: COUNT }, (_, id) =>
      id === 299 ? [9, 0, 0] : id === 257 ? [0, 0, 9] : [0, 0, 0],
    );
    const file = onnxFile({
      inputs: [{ name: 'in', shape: [1, 3, 2, 6] }],
      outputs: [{ name: 'out', shape: [1, COUNT, 2, 6] }],
      nodes: [{ op: 'Conv', inputs: ['in', 'w'], output: 'out' }],
      constants: { w: { shape: [COUNT, 3, 1, 1], values: weights.flat() } },
    });
    const many = classes(COUNT).map((each) => ({ ...each, colour: '#123456', thing: each.id === 299 }));
    const segmenter = await segmenterFor(
      await manifestFor(file, {
        input: { name: 'in', width: 6, height: 2 },
        output: { name: 'out', kind: 'logits' },
        classes: many,
      }),
    );
    const result = await segmenter.segment(wide, { outputs: ['panoptic', 'confidence'] });
    const line = [299, 299, 299, 257, 257, 257];
    expect(result.labelMap).toEqual(Uint16Array.from([...line, ...line]));
    expect([result.shares.length, result.shares[299], result.shares[257]]).toEqual([COUNT, 0.5, 0.5]);
    expect([result.panopticMap?.[0], result.panopticMap?.[5]]).toEqual([299_001, 257_000]);
    expect(result.confidence?.[0]).toBeCloseTo(1 / (1 + 299 * Math.exp(-9)), 3);
  });

  it('may have 65,535 of them, whose ids it gives itself', async () => {
    const file = onnxFile({
      inputs: [{ name: 'in', shape: [1, 1, 2, 6] }],
      outputs: [{ name: 'out', type: 'int32', shape: [1, 1, 2, 6] }],
      nodes: [{ op: 'Cast', inputs: ['in'], output: 'out', attributes: { to: 6 } }],
    });
    const many = Array.from({ length: 65_535 }, (_, id) => ({ id, name: `class ${id}`, colour: '#123456' }));
    const segmenter = await segmenterFor(
      await manifestFor(file, {
        input: { name: 'in', width: 6, height: 2, colour: 'grey', scale: 65_534 / 255 },
        output: { name: 'out', kind: 'class-ids' },
        classes: many,
      }),
    );
    const half = picture(12, 4, (x) => (x < 6 ? [255, 255, 255] : [0, 0, 0]));
    const { labelMap, shares, confidence, entropy } = await segmenter.segment(half, {
      outputs: ['confidence', 'entropy'],
    });
    const line = [...Array<number>(6).fill(65_534), ...Array<number>(6).fill(0)];
    expect(labelMap).toEqual(Uint16Array.from([...line, ...line, ...line, ...line]));
    expect([shares.length, shares[65_534], confidence?.[0], entropy?.[0]]).toEqual([65_535, 0.5, 1, 0]);
  });

  it('has labels in bytes up to 256', async () => {
    const file = onnxFile({
      inputs: [{ name: 'in', shape: [1, 1, 2, 6] }],
      outputs: [{ name: 'out', type: 'uint8', shape: [1, 1, 2, 6] }],
      nodes: [{ op: 'Cast', inputs: ['in'], output: 'out', attributes: { to: 2 } }],
    });
    const segmenter = await segmenterFor(
      await manifestFor(file, {
        input: { name: 'in', width: 6, height: 2, colour: 'grey', scale: 1 },
        output: { name: 'out', kind: 'class-ids' },
        classes: Array.from({ length: 256 }, (_, id) => ({ id, name: `class ${id}`, colour: '#123456' })),
      }),
    );
    const { labelMap } = await segmenter.segment(picture(6, 2, (x) => (x < 3 ? [255, 255, 255] : [7, 7, 7])));
    expect(labelMap).toEqual(Uint8Array.from([255, 255, 255, 7, 7, 7, 255, 255, 255, 7, 7, 7]));
  });
});
