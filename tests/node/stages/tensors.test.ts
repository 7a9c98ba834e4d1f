import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PerPixelError } from '../../../src/core/errors/errors.ts';
import { probabilitiesAt, type Scores } from '../../../src/core/labels/scores.ts';
import type { Tensor } from '../../../src/core/tensor/tensor.ts';
import { SEMANTIC, type SemanticManifest, type SemanticSpec } from '../../../workers/tasks/semantic/manifest.ts';
import { toScores } from '../../../workers/tasks/scores-of.ts';
import { randomScores, scoreAt } from './reference.ts';

type Heads = NonNullable<SemanticManifest['outputs']>;

function modelOf(classes: number, outputs: Heads): SemanticSpec {
  return SEMANTIC.parse({
    id: 'fake',
    title: 'Fake',
    licence: 'Apache-2.0',
    origin: 'this test',
    file: 'fake.onnx',
    sha256: '0'.repeat(64),
    bytes: 1,
    input: { name: 'input', width: 8, height: 8 },
    outputs,
    classes: Array.from({ length: classes }, (_, id) => ({ id, name: `class ${id}`, colour: '#000000' })),
  });
}

const one = (classes: number, kind: Heads[number]['kind'], more: Partial<Heads[number]> = {}): SemanticSpec =>
  modelOf(classes, [{ name: 'out', kind, ...more }]);

const tensor = <Type extends Tensor['type']>(
  type: Type,
  data: Extract<Tensor, { type: Type }>['data'],
  dims: readonly number[],
): Tensor => ({ type, data, dims }) as Tensor;

const floats = (dims: readonly number[], values?: readonly number[]): Tensor =>
  tensor('float32', Float32Array.from(values ?? Array.from({ length: product(dims) }, (_, i) => i)), dims);

const product = (dims: readonly number[]): number => dims.reduce((all, each) => all * each, 1);

function complaint(spec: SemanticSpec, tensors: Readonly<Record<string, Tensor>>): string {
  try {
    toScores(spec, tensors);
  } catch (error) {
    if (error instanceof PerPixelError && error.code === 'model-invalid') return error.problem;
    throw error;
  }
  throw new Error('the tensors were accepted');
}

/** The scores of every class at a pixel. */
const rowOf = (scores: Scores, pixel: number): number[] =>
  Array.from({ length: scores.classes }, (_, id) => scoreAt(scores, pixel, id));

function probabilitiesOf(scores: Scores, pixel = 0): number[] {
  const out = new Float32Array(scores.classes);
  probabilitiesAt(scores, pixel, out);
  return [...out];
}

describe('one head over all classes', () => {
  it.each([[[1, 3, 2, 4]], [[3, 2, 4]]])('is read in planes from %j', (dims) => {
    const scores = toScores(one(3, 'logits'), { out: floats(dims) });
    expect(scores).toMatchObject({ width: 4, height: 2, classes: 3, kind: 'logits' });
    expect(rowOf(scores, 5)).toEqual([5, 13, 21]);
  });

  it.each([[[1, 2, 4, 3]], [[2, 4, 3]]])('is read pixel by pixel from %j', (dims) => {
    const scores = toScores(one(3, 'probabilities', { layout: 'NHWC' }), { out: floats(dims) });
    expect(scores).toMatchObject({ width: 4, height: 2, classes: 3, kind: 'probabilities' });
    expect(rowOf(scores, 5)).toEqual([15, 16, 17]);
  });

  it('is used where it lies, not copied', () => {
    const out = floats([1, 3, 2, 4]);
    expect(toScores(one(3, 'logits'), { out }).data).toBe(out.data);
  });

  it('may have a single row or column', () => {
    expect(toScores(one(2, 'logits'), { out: floats([1, 2, 1, 5]) })).toMatchObject({ width: 5, height: 1 });
    expect(toScores(one(2, 'logits'), { out: floats([1, 2, 5, 1]) })).toMatchObject({ width: 1, height: 5 });
    expect(toScores(one(2, 'logits'), { out: floats([1, 2, 1, 1]) })).toMatchObject({ width: 1, height: 1 });
  });
});

describe('a binary head', () => {
  it.each([
    ['NCHW', [1, 1, 2, 4]],
    ['NCHW', [1, 2, 4]],
    ['NCHW', [2, 4]],
    ['NHWC', [1, 2, 4, 1]],
    ['NHWC', [2, 4, 1]],
    ['NHWC', [1, 2, 4]],
    ['NHWC', [2, 4]],
  ] as const)('is read in %s from %j', (layout, dims) => {
    const values = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75];
    const scores = toScores(one(2, 'binary-probability', { layout }), { out: floats(dims, values) });
    expect(scores).toMatchObject({ width: 4, height: 2, classes: 2, kind: 'binary' });
    expect(probabilitiesOf(scores, 7)).toEqual([0.25, 0.75]);
  });

  it.each([
    ['NCHW', [1, 1, 5, 1], { width: 1, height: 5 }],
    ['NHWC', [1, 1, 5, 1], { width: 5, height: 1 }],
  ] as const)('of a single column or row is read in %s from %j', (layout, dims, size) => {
    expect(toScores(one(2, 'binary-probability', { layout }), { out: floats(dims) })).toMatchObject(size);
  });
});

describe('a head of class ids', () => {
  const ids = [0, 2, 1, 2, 0, 1];
  const written = (tensor: Tensor): number[][] => {
    const scores = toScores(one(3, 'class-ids'), { out: tensor });
    expect(scores).toMatchObject({ width: 3, height: 2, classes: 3, kind: 'probabilities' });
    return ids.map((_, pixel) => rowOf(scores, pixel));
  };
  const certain = ids.map((id) => [0, 1, 2].map((each) => Number(each === id)));

  it.each([
    ['int64', tensor('int64', BigInt64Array.from(ids, BigInt), [1, 2, 3])],
    ['int32', tensor('int32', Int32Array.from(ids), [1, 1, 2, 3])],
    ['uint8', tensor('uint8', Uint8Array.from(ids), [2, 3])],
    ['float32', floats([1, 2, 3], ids)],
  ])('is certain of each, as %s', (_type, tensor) => {
    expect(written(tensor)).toEqual(certain);
  });

  it('means the classes that the manifest lists', () => {
    const spec = one(5, 'class-ids', { classes: [4, 1] });
    const scores = toScores(spec, { out: tensor('int32', Int32Array.of(0, 1), [1, 2]) });
    expect([rowOf(scores, 0), rowOf(scores, 1)]).toEqual([
      [0, 0, 0, 0, 1],
      [0, 1, 0, 0, 0],
    ]);
  });

  it.each([[3], [-1], [255]])('is refused where it holds %i of 3 classes', (id) => {
    const out = tensor('int64', BigInt64Array.of(0n, BigInt(id)), [1, 2]);
    expect(complaint(one(3, 'class-ids'), { out })).toContain(`"out" holds class ${id}`);
  });
});

describe('one head over some classes', () => {
  it('leaves the others at 0 and finds its own by their ids', () => {
    const spec = one(4, 'probabilities', { classes: [3, 1] });
    const scores = toScores(spec, { out: floats([1, 2, 1, 1], [0.75, 0.25]) });
    expect(rowOf(scores, 0)).toEqual([0, 0.25, 0, 0.75]);
  });

  it('keeps the softmax of logits', () => {
    const spec = one(3, 'logits', { classes: [2, 0] });
    const scores = toScores(spec, { out: floats([1, 2, 1, 1], [0, Math.log(3)]) });
    expect(scores.kind).toBe('probabilities');
    [0.75, 0, 0.25].forEach((p, id) => expect(rowOf(scores, 0)[id]).toBeCloseTo(p, 6));
  });
});

describe('several heads', () => {
  const spec = modelOf(4, [
    { name: 'street', kind: 'probabilities', classes: [0, 1] },
    { name: 'people', kind: 'logits', classes: [0, 2] },
    { name: 'car', kind: 'binary-probability', classes: [0, 3], layout: 'NHWC' },
  ]);
  const heads = (people: readonly [number, number], car: number): Readonly<Record<string, Tensor>> => ({
    street: floats([1, 2, 1, 1], [0.25, 0.75]),
    people: floats([1, 2, 1, 1], people),
    car: floats([1, 1, 1, 1], [car]),
  });
  const row = (people: readonly [number, number], car: number): number[] =>
    rowOf(toScores(spec, heads(people, car)), 0);

  it('leave the earlier ones alone where a later one sees nothing', () => {
    expect(row([200, -200], 0)).toEqual([0.25, 0.75, 0, 0]);
  });

  it('are overwritten by a later one that is sure', () => {
    row([-50, 50], 0).forEach((p, id) => expect(p).toBeCloseTo([0, 0, 1, 0][id]!, 6));
    row([-50, 50], 1).forEach((p, id) => expect(p).toBeCloseTo([0, 0, 0, 1][id]!, 6));
  });

  it('share a pixel with a later one that is not', () => {
    row([0, 0], 0.5).forEach((p, id) => expect(p).toBeCloseTo([0.0625, 0.1875, 0.25, 0.5][id]!, 6));
  });

  it('may overwrite a class that an earlier one has too', () => {
    const both = modelOf(2, [
      { name: 'a', kind: 'probabilities' },
      { name: 'b', kind: 'probabilities', classes: [0, 1] },
    ]);
    const tensors = { a: floats([1, 2, 1, 1], [0.5, 0.5]), b: floats([1, 2, 1, 1], [0.5, 0.5]) };
    expect(rowOf(toScores(both, tensors), 0)).toEqual([0.25, 0.75]);
  });

  it('sum to 1 at every pixel', () => {
    const shape = { width: 5, height: 3, interleaved: false } as const;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const head = (name: number, kind: Scores['kind']): Float32Array =>
          randomScores({ ...shape, classes: 2, kind }, seed + name).data;
        const scores = toScores(spec, {
          street: tensor('float32', head(1, 'probabilities'), [1, 2, 3, 5]),
          people: tensor('float32', head(2, 'logits'), [1, 2, 3, 5]),
          car: tensor('float32', head(3, 'binary'), [1, 3, 5, 1]),
        });
        for (let pixel = 0; pixel < 15; pixel += 1) {
          expect(rowOf(scores, pixel).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
        }
      }),
    );
  });

  it('must have one size', () => {
    const tensors = { ...heads([0, 0], 0), car: floats([1, 1, 2, 1]) };
    expect(complaint(spec, tensors)).toContain('differ in size');
  });
});

describe('an output that is not what the manifest says is refused by name', () => {
  it.each([
    ['too many channels', one(3, 'logits'), floats([1, 4, 2, 2]), '"out" has 4 channels where its classes need 3'],
    ['too few channels', one(3, 'probabilities'), floats([1, 2, 2, 2]), '"out" has 2 channels'],
    ['channels in the wrong place', one(3, 'logits'), floats([1, 8, 8, 3]), '"out" has 8 channels'],
    ['two channels of a binary head', one(2, 'binary-probability'), floats([1, 2, 4, 4]), '"out" has 2 channels'],
    ['a plane for each class id', one(3, 'class-ids'), floats([1, 3, 4, 4]), '"out" has 3 channels'],
    ['class ids in the wrong layout', one(3, 'class-ids'), floats([1, 4, 5, 1]), '"out" has 4 channels'],
    ['a batch of two', one(3, 'logits'), floats([2, 3, 4, 4]), '[2, 3, 4, 4]'],
    ['too few dimensions', one(3, 'logits'), floats([3, 4]), '[3, 4]'],
    ['an empty picture', one(3, 'logits'), floats([1, 3, 0, 4]), '[1, 3, 0, 4]'],
  ])('%s', (_name, spec, out, words) => {
    expect(complaint(spec, { out })).toContain(words);
  });

  it('when it is not there', () => {
    expect(complaint(one(2, 'logits'), { logits: floats([1, 2, 2, 2]) })).toContain('no output "out"');
  });
});

describe('scores that are whole numbers', () => {
  const dims = [1, 2, 1, 2];

  it('are logits as they are', () => {
    const { data } = toScores(one(2, 'logits'), { out: tensor('int64', BigInt64Array.of(-9n, 3n, 0n, 2n), dims) });
    expect(data).toEqual(Float32Array.of(-9, 3, 0, 2));
    const doubles = toScores(one(2, 'logits'), { out: tensor('float64', Float64Array.of(0.5, 1, -2, 4), dims) });
    expect(doubles.data).toEqual(Float32Array.of(0.5, 1, -2, 4));
  });

  it('are probabilities as shares of what their type holds', () => {
    const { data } = toScores(one(2, 'probabilities'), { out: tensor('uint8', Uint8Array.of(255, 51, 0, 204), dims) });
    expect([...data].map((value) => value.toFixed(4))).toEqual(['1.0000', '0.2000', '0.0000', '0.8000']);
  });
});

describe('class ids of more than 256 classes', () => {
  it('stay ids, and are checked', () => {
    const ids = (values: number[]) => ({ out: tensor('int32', Int32Array.from(values), [1, 1, 3]) });
    const scores = toScores(one(65_535, 'class-ids'), ids([0, 300, 65_534]));
    expect(scores).toMatchObject({ kind: 'ids', width: 3, height: 1, classes: 65_535 });
    expect([...scores.data]).toEqual([0, 300, 65_534]);
    expect(() => toScores(one(300, 'class-ids'), ids([0, 300, 1]))).toThrow('holds class 300, beyond its 300 classes');
  });
});
