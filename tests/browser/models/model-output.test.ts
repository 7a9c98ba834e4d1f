import { describe, expect, it } from 'vitest';
import type { Segmentation } from '../../../src/perpixel.ts';
import { linearNetwork, nearest, type Head, type Layout } from './networks.ts';
import { classes, manifestFor, picture, segmenterFor, type Rgb } from './own-model.ts';
import type { SemanticManifest } from '../../../workers/tasks/semantic/manifest.ts';

const SIDE = 4;
const COLOURS: readonly Rgb[] = [
  [0, 0, 0],
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
];
const toNearest = nearest(COLOURS.map(([r, g, b]) => [r / 255, g / 255, b / 255]));

/** A pattern without symmetry, so that a transposed or mirrored map shows. */
const IDS = [0, 1, 2, 3, 1, 1, 0, 2, 3, 3, 3, 1, 2, 0, 2, 2];
const pattern = picture(SIDE, SIDE, (x, y) => COLOURS[IDS[y * SIDE + x] ?? 0] ?? [0, 0, 0]);

async function labelled(
  heads: readonly Head[],
  { layout = 'NCHW', ...parts }: Partial<SemanticManifest> & { layout?: Layout },
  outputs: ('probabilities' | 'confidence' | 'entropy')[] = [],
): Promise<Segmentation> {
  const segmenter = await segmenterFor(
    await manifestFor(linearNetwork(layout, SIDE, SIDE, heads), {
      input: { name: 'in', width: SIDE, height: SIDE, layout },
      classes: classes(COLOURS.length),
      ...parts,
    }),
  );
  return segmenter.segment(pattern, { outputs });
}

describe('one head over all classes', () => {
  it.each(['NCHW', 'NHWC'] as const)('logits, %s', async (layout) => {
    const result = await labelled([{ name: 'out', ...toNearest }], { layout, output: { name: 'out', kind: 'logits' } });
    expect([...result.labelMap]).toEqual(IDS);
    expect([...result.shares]).toEqual([3 / 16, 4 / 16, 5 / 16, 4 / 16].map(Math.fround));
  });

  it.each(['NCHW', 'NHWC'] as const)('a softmaxed output is not softmaxed again, %s', async (layout) => {
    const axis = layout === 'NCHW' ? 1 : 3;
    const result = await labelled(
      [{ name: 'out', ...toNearest, activation: { op: 'Softmax', attributes: { axis } } }],
      { layout, output: { name: 'out', kind: 'probabilities' } },
      ['probabilities', 'confidence'],
    );
    expect([...result.labelMap]).toEqual(IDS);
    // black: distance 0 to its own prototype, 1 to the three others
    const top = 1 / (1 + 3 * Math.exp(-1));
    expect(result.confidence?.[0]).toBeCloseTo(top, 5);
    expect(result.probabilities?.[0]).toBeCloseTo(top, 5);
    expect(result.probabilities?.[SIDE * SIDE]).toBeCloseTo(top * Math.exp(-1), 5);
  });

  it('channels in another order than the classes', async () => {
    const reversed = { weights: toNearest.weights.toReversed(), bias: toNearest.bias.toReversed() };
    const result = await labelled([{ name: 'out', ...reversed }], {
      output: { name: 'out', kind: 'logits', classes: [3, 2, 1, 0] },
    });
    expect([...result.labelMap]).toEqual(IDS);
  });

  it.each([
    ['NCHW', [1, 1, SIDE, SIDE]],
    ['NHWC', [1, SIDE, SIDE, 1]],
  ] as const)('the probability of one class, %s', async (layout, shape) => {
    const redness = { weights: [[8, 0, 0]] as const, bias: [-4] };
    const result = await labelled(
      [{ name: 'out', ...redness, activation: { op: 'Sigmoid' }, port: { shape } }],
      { layout, output: { name: 'out', kind: 'binary-probability' }, classes: classes(2) },
      ['probabilities', 'confidence'],
    );
    expect([...result.labelMap]).toEqual(IDS.map((id) => Number(id === 1)));
    const sure = 1 / (1 + Math.exp(-4));
    expect(result.probabilities?.[0]).toBeCloseTo(sure, 5);
    expect(result.probabilities?.[SIDE * SIDE + 1]).toBeCloseTo(sure, 5);
    expect(result.confidence?.[1]).toBeCloseTo(sure, 5);
  });

  it.each([
    ['NCHW', 0, [1, SIDE, SIDE]],
    ['NCHW', 1, [1, 1, SIDE, SIDE]],
    ['NHWC', 1, [1, SIDE, SIDE, 1]],
  ] as const)('class ids as int64, %s, keepdims %i', async (layout, keepdims, shape) => {
    const axis = layout === 'NCHW' ? 1 : 3;
    const result = await labelled(
      [
        {
          name: 'out',
          ...toNearest,
          activation: { op: 'ArgMax', attributes: { axis, keepdims } },
          port: { type: 'int64', shape },
        },
      ],
      { layout, output: { name: 'out', kind: 'class-ids' } },
      ['confidence', 'entropy'],
    );
    expect([...result.labelMap]).toEqual(IDS);
    expect([result.confidence?.[5], result.entropy?.[5]]).toEqual([1, 0]);
  });
});

describe('several heads, stacked', () => {
  /** `area` says 1 where there is red or green, `line` where there is green. */
  const area: Head = {
    name: 'area',
    weights: [
      [0, 0, 0],
      [8, 8, 0],
    ],
    bias: [0, -4],
  };
  const line: Head = {
    name: 'line',
    weights: [
      [0, 0, 0],
      [0, 8, 0],
    ],
    bias: [0, -4],
  };
  const outputs: SemanticManifest['outputs'] = [
    { name: 'area', kind: 'logits', classes: [0, 1] },
    { name: 'line', kind: 'logits', classes: [0, 2] },
  ];

  it('a later one overwrites an earlier one where it is sure, and only there', async () => {
    const result = await labelled([area, line], { outputs, classes: classes(3) });
    expect([...result.labelMap]).toEqual(IDS.map((id) => [0, 1, 2, 0][id]));
  });

  it('the order is the manifest’s', async () => {
    const result = await labelled([area, line], { outputs: outputs.toReversed(), classes: classes(3) });
    expect([...result.labelMap]).toEqual(IDS.map((id) => [0, 1, 1, 0][id]));
  });

  it('the probabilities of a pixel still sum to 1', async () => {
    const result = await labelled([area, line], { outputs, classes: classes(3) }, ['probabilities']);
    const sure = 1 / (1 + Math.exp(-4));
    const green = IDS.indexOf(2);
    const at = [0, 1, 2].map((id) => result.probabilities?.[id * SIDE * SIDE + green] ?? Number.NaN);
    [(1 - sure) ** 2, sure * (1 - sure), sure].forEach((value, id) => expect(at[id]).toBeCloseTo(value, 5));
  });
});
