import { describe, expect, it } from 'vitest';
import { converted, floats, options, tensor, whole } from './converted.ts';
import { largestDifference } from './session.ts';

type Shape = readonly [n: number, h: number, w: number, c: number];
interface Values {
  readonly shape: Shape;
  readonly values: Float32Array;
}

let seed = 1;
/** In -1 to 1. */
function random(): number {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed / 0x7fffffff) * 2 - 1;
}
const count = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
const noise = (shape: Shape): Values => ({ shape, values: Float32Array.from({ length: count(shape) }, random) });
/** Each place of NHWC, in order. */
function fill(shape: Shape, value: (n: number, y: number, x: number, c: number) => number): number[] {
  const [, h, w, c] = shape;
  return Array.from({ length: count(shape) }, (_, i) =>
    value(Math.floor(i / (h * w * c)), Math.floor(i / (w * c)) % h, Math.floor(i / c) % w, i % c),
  );
}
const at =
  ({ shape: [, h, w, c], values }: Values) =>
  (n: number, y: number, x: number, channel: number): number =>
    values[((n * h + y) * w + x) * c + channel] ?? NaN;

describe('RESHAPE of a map to another', () => {
  it.each([
    [
      [1, 4, 6, 5],
      [2, 2, 3, 10],
    ],
    [
      [1, 3, 4, 1],
      [1, 3, 1, 4],
    ],
    [
      [1, 3, 1, 4],
      [1, 3, 4, 1],
    ],
    [
      [1, 1, 1, 6],
      [1, 2, 3, 1],
    ],
    [
      [1, 1, 1, 1],
      [1, 1, 1, 1],
    ],
  ] as [Shape, Shape][])('%j -> %j keeps the order of NHWC', async (from, to) => {
    const input = noise(from);
    const made = await converted('RESHAPE', input, to, { inputs: [whole(...to)] });
    expect(made).toEqual([...input.values]);
  });
});

describe('TRANSPOSE', () => {
  it.each([
    [
      [2, 3, 4, 5],
      [0, 2, 1, 3],
    ],
    [
      [1, 2, 3, 4],
      [3, 1, 0, 2],
    ],
    [
      [2, 1, 3, 1],
      [1, 0, 3, 2],
    ],
  ] as [Shape, Shape][])('turns axes of %j by %j as they are in NHWC', async (from, axes) => {
    const input = noise(from);
    const to = axes.map((axis) => from[axis]) as unknown as Shape;
    const made = await converted('TRANSPOSE', input, to, { inputs: [whole(...axes)] });
    const expected = fill(to, (...place) => {
      const source = [0, 0, 0, 0] as [number, number, number, number];
      axes.forEach((axis, i) => (source[axis] = place[i]!));
      return at(input)(...source);
    });
    expect(made).toEqual(expected.map(Math.fround));
  });
});

describe('SOFTMAX', () => {
  it.each([[[1, 3, 1, 7]], [[1, 2, 3, 4]], [[1, 1, 1, 1]]] as [Shape][])(
    'of %j sums to one over channels',
    async (shape) => {
      const input = noise(shape);
      const made = await converted('SOFTMAX', input, shape, { options: options({ 0: 1 }) });
      const expected = fill(shape, (n, y, x, c) => {
        const sum = Array.from({ length: shape[3] }, (_, k) => Math.exp(at(input)(n, y, x, k))).reduce((a, b) => a + b);
        return Math.exp(at(input)(n, y, x, c)) / sum;
      });
      expect(largestDifference(made, expected)).toBeLessThan(1e-6);
    },
  );

  it('is not converted where it is sharpened', async () => {
    await expect(
      converted('SOFTMAX', noise([1, 1, 1, 2]), [1, 1, 1, 2], { options: options({ 0: 2 }) }),
    ).rejects.toThrow('beta 2 is not supported');
  });
});

describe('SUM', () => {
  it.each([
    [[1, 3, 4, 5], [2], [1, 3, 1, 5]],
    [[1, 3, 4, 5], [-1], [1, 3, 4, 1]],
    [
      [2, 3, 1, 2],
      [1, 2],
      [2, 1, 1, 2],
    ],
    [
      [1, 2, 2, 3],
      [3, 0, 1, 2],
      [1, 1, 1, 1],
    ],
  ] as [Shape, number[], Shape][])('of %j along %j', async (from, axes, to) => {
    const input = noise(from);
    const made = await converted('SUM', input, to, { inputs: [whole(...axes)], options: options({ 0: 1 }) });
    const expected = new Float64Array(count(to));
    fill(from, (n, y, x, c) => {
      const [, h, w, k] = to;
      const along = (size: number, place: number): number => (size === 1 ? 0 : place);
      const place = ((along(to[0], n) * h + along(h, y)) * w + along(w, x)) * k + along(k, c);
      return (expected[place] = (expected[place] ?? NaN) + at(input)(n, y, x, c));
    });
    expect(largestDifference(made, expected)).toBeLessThan(1e-5);
  });

  it('is not converted where it drops axes', async () => {
    const dropped = converted('SUM', noise([1, 2, 2, 2]), [1, 2, 2], { inputs: [whole(1)], options: options({}) });
    await expect(dropped).rejects.toThrow('drops its axes');
  });
});

describe('MUL and ADD by a constant', () => {
  it.each([
    ['a value a channel', [5], (c: number) => c],
    ['one value', [], () => 0],
    ['a map of its own', [1, 2, 3, 5], (c: number, y: number, x: number) => (y * 3 + x) * 5 + c],
  ] as [string, number[], (c: number, y: number, x: number) => number][])('%s', async (_, shape, place) => {
    const [input, constant] = [noise([1, 2, 3, 5]), Float32Array.from({ length: count(shape) }, random)];
    const inputs = [floats(shape, constant)];
    const value = (y: number, x: number, c: number): number => constant[place(c, y, x)] ?? NaN;
    const multiplied = await converted('MUL', input, input.shape, { inputs });
    expect(
      largestDifference(
        multiplied,
        fill(input.shape, (n, y, x, c) => at(input)(n, y, x, c) * value(y, x, c)),
      ),
    ).toBeLessThan(1e-6);
    const added = await converted('ADD', input, input.shape, { inputs });
    expect(
      largestDifference(
        added,
        fill(input.shape, (n, y, x, c) => at(input)(n, y, x, c) + value(y, x, c)),
      ),
    ).toBeLessThan(1e-6);
  });

  it('of a lower rank that is computed is refused: it would be laid along other axes', async () => {
    await expect(converted('ADD', noise([1, 2, 2, 2]), [1, 2, 2, 2], { inputs: [tensor([2])] })).rejects.toThrow(
      'should have four dimensions',
    );
  });
});

describe('RESIZE_NEAREST_NEIGHBOR', () => {
  it.each([
    [[1, 3, 4, 2], [1, 6, 8, 2], 'centres'],
    [[1, 4, 6, 1], [1, 7, 9, 1], 'centres'],
    [[1, 4, 6, 1], [1, 7, 9, 1], 'corners'],
    [[1, 5, 4, 1], [1, 3, 9, 1], 'plain'],
    [[1, 1, 1, 3], [1, 4, 2, 3], 'centres'],
  ] as [Shape, Shape, 'centres' | 'corners' | 'plain'][])('%j -> %j, %s', async (from, to, mode) => {
    const input = noise(from);
    const made = await converted('RESIZE_NEAREST_NEIGHBOR', input, to, {
      inputs: [whole(to[1], to[2])],
      options: options({ 0: mode === 'corners' ? 1 : 0, 1: mode === 'centres' ? 1 : 0 }),
    });
    const source = (place: number, size: number, wanted: number): number => {
      if (mode === 'corners' && wanted > 1) return Math.round((place * (size - 1)) / (wanted - 1));
      return Math.min(size - 1, Math.floor(((place + (mode === 'centres' ? 0.5 : 0)) * size) / wanted));
    };
    const expected = fill(to, (n, y, x, c) => at(input)(n, source(y, from[1], to[1]), source(x, from[2], to[2]), c));
    expect(made).toEqual(expected);
  });
});

describe('TRANSPOSE_CONV', () => {
  it.each([
    ['a kernel of its stride', [1, 3, 2, 4], [1, 6, 4, 3], 2, 2, 0],
    ['padded alike', [1, 3, 4, 2], [1, 6, 8, 2], 4, 2, 0],
    ['padded by an odd number', [1, 3, 4, 2], [1, 6, 8, 2], 3, 2, 0],
    ['not padded, with an activation', [1, 2, 3, 1], [1, 5, 7, 2], 3, 2, 1],
    ['one value', [1, 1, 1, 1], [1, 1, 1, 1], 1, 1, 0],
  ] as [string, Shape, Shape, number, number, number][])('%s', async (_, from, to, kernel, stride, activation) => {
    const [input, bias] = [noise(from), Float32Array.from({ length: to[3] }, random)];
    const weights = noise([to[3], kernel, kernel, from[3]]);
    const made = await converted('TRANSPOSE_CONV', input, to, {
      before: [whole(...to), floats(weights.shape, weights.values)],
      inputs: [floats([to[3]], bias)],
      options: options({ 0: 0, 1: stride, 2: stride, 3: activation }),
    });
    const cut = [0, 1].map((axis) => Math.floor(((from[axis + 1]! - 1) * stride + kernel - to[axis + 1]!) / 2));
    const sums = fill(to, (_n, _y, _x, c) => bias[c]!);
    fill(from, (n, y, x, c) => {
      for (let v = 0; v < kernel; v += 1) {
        for (let u = 0; u < kernel; u += 1) {
          const [row, column] = [y * stride + v - cut[0]!, x * stride + u - cut[1]!];
          if (row < 0 || row >= to[1] || column < 0 || column >= to[2]) continue;
          for (let o = 0; o < to[3]; o += 1) {
            const place = (row * to[2] + column) * to[3] + o;
            sums[place] = sums[place]! + at(input)(n, y, x, c) * at(weights)(o, v, u, c);
          }
        }
      }
      return 0;
    });
    expect(largestDifference(made, activation === 1 ? sums.map((each) => Math.max(0, each)) : sums)).toBeLessThan(1e-5);
  });
});
