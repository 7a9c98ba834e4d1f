import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import * as ort from 'onnxruntime-web/wasm';
import { isBundled } from '../../../src/core/manifest/catalog.ts';
import { sha256 } from '../../../models/build/hash.ts';
import { readRecipes } from '../../../models/build/recipe.ts';
import { PROJECT } from '../../../models/build/places.ts';
import { ports } from './packages.ts';

const { onnx } = createRequire(import.meta.url)('onnx-proto') as typeof import('onnx-proto');

const folder = new URL('../../../models/features/', import.meta.url);
const file = new Uint8Array(readFileSync(new URL('features.onnx', folder)));

interface Described {
  readonly sha256: string;
  readonly bytes: number;
  readonly input: { readonly name: string; readonly width: number; readonly height: number };
  readonly features: {
    readonly position: string;
    readonly maps: readonly { readonly output: string; readonly channels: number; readonly stride: number }[];
    readonly head: {
      readonly weights: string;
      readonly bias: string;
      readonly scores: string;
      readonly classes: number;
    };
  };
}
const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as Described;
const { maps, head, position } = manifest.features;
const { width, height } = manifest.input;
const channels = maps.reduce((sum, map) => sum + map.channels, 0);

/** −1 to 1, the same each time. */
const noise = (count: number, seed: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898 + seed) * Math.cos(i * 0.37 * seed));

describe('the trunk that is taught', () => {
  const weights = noise(head.classes * channels, 3).map((value) => value * 8);
  const bias = noise(head.classes, 5);
  let found: Record<string, Float32Array>;

  beforeAll(async () => {
    ort.env.wasm.numThreads = 1;
    const session = await ort.InferenceSession.create(file, { executionProviders: ['wasm'] });
    const tensors = await session.run({
      [manifest.input.name]: new ort.Tensor('float32', noise(3 * height * width, 2), [1, 3, height, width]),
      [head.weights]: new ort.Tensor('float32', weights, [head.classes, channels]),
      [head.bias]: new ort.Tensor('float32', bias, [head.classes]),
    });
    found = Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, data as Float32Array]));
    await session.release();
  }, 60_000);

  it('is the file that its manifest describes, ships with perpixel, and is taken as it is', async () => {
    expect({ sha256: sha256(file), bytes: file.length }).toEqual({ sha256: manifest.sha256, bytes: manifest.bytes });
    const [finest] = maps;
    expect(ports(file)).toEqual({
      [manifest.input.name]: [1, 3, height, width],
      [head.weights]: [head.classes, channels],
      [head.bias]: [head.classes],
      [head.scores]: [1, head.classes, height / finest!.stride, width / finest!.stride],
      ...Object.fromEntries(
        maps.map(({ output, channels, stride }) => [output, [1, channels, height / stride, width / stride]]),
      ),
    });
    expect(isBundled('features')).toBe(true);
    const recipe = (await readRecipes(PROJECT)).find(({ id }) => id === 'features');
    expect(recipe).toMatchObject({ variants: [], starts: false });
  });

  it('has cell i of each map at pixel stride · i: every 3×3 convolution is padded alike on all sides', () => {
    const nodes = onnx.ModelProto.decode(file).graph?.node ?? [];
    const settings = nodes
      .filter(({ opType }) => opType === 'Conv')
      .map(({ attribute }) => Object.fromEntries((attribute ?? []).map(({ name, ints }) => [name, ints?.map(Number)])));
    const wide = settings.filter((each) => each['kernel_shape']?.[0] === 3);
    expect(wide).toHaveLength(14);
    for (const each of wide) expect(each['pads']).toEqual([1, 1, 1, 1]);
    for (const each of settings.filter((other) => !wide.includes(other))) expect(each['strides']).toEqual([1, 1]);
  });

  it('gives each place of a map a vector of length 1 / √channels', () => {
    for (const { output, channels: depth, stride } of maps.filter((map) => map.output !== position)) {
      const area = (height / stride) * (width / stride);
      for (let place = 0; place < area; place += 1) {
        let squares = 0;
        for (let c = 0; c < depth; c += 1) squares += found[output]![c * area + place]! ** 2;
        expect(Math.abs(Math.sqrt(squares * depth) - 1)).toBeLessThan(1e-3);
      }
    }
  });

  it('says where a place lies, last of its maps: on average nowhere, and as far off as the other maps’ vectors are long', () => {
    const { output, channels: depth, stride } = maps.at(-1)!;
    expect(output).toBe(position);
    const values = found[output]!;
    const [rows, columns] = [height / stride, width / stride];
    for (let c = 0; c < depth; c += 1) {
      const plane = values.subarray(c * rows * columns, (c + 1) * rows * columns);
      expect(plane.reduce((sum, value) => sum + value, 0) / plane.length).toBeCloseTo(0, 6);
    }
    const squares = values.reduce((sum, value) => sum + value * value, 0);
    expect(Math.sqrt((squares * depth) / (rows * columns))).toBeCloseTo(1, 4);
    const along = (c: number, cell: number): number => values[c * rows * columns + cell]!;
    const steps = [along(0, 1) - along(0, 0), along(1, columns) - along(1, 0)];
    // a cell to the right is 16 of 384 pixels of −1 to 1, one below 16 of 288
    expect(steps[1]! / steps[0]!).toBeCloseTo(width / height, 3);
  });

  it('scores every place as each map’s channels there, between its cells by their distance, times the weights', () => {
    const [columns, rows] = [width / 2, height / 2];
    for (let i = 0; i < 400; i += 1) {
      // the last row and column among them, where there is no next cell
      const y = i % 7 === 0 ? rows - 1 : (i * 53) % rows;
      const x = i % 5 === 0 ? columns - 1 : (i * 101) % columns;
      const features = maps.flatMap((map) => featuresAt(map, 2 * y, 2 * x));
      const k = i % head.classes;
      const expected = features.reduce((sum, value, c) => sum + value * weights[k * channels + c]!, bias[k]!);
      expect(found[head.scores]![(k * rows + y) * columns + x]!).toBeCloseTo(expected, 4);
    }
  });

  /** The channels of a map at a pixel of the input. */
  function featuresAt(
    { output, channels: depth, stride }: Described['features']['maps'][number],
    y: number,
    x: number,
  ) {
    const [rows, columns] = [height / stride, width / stride];
    const values = found[output]!;
    const at = (c: number, row: number, column: number): number =>
      values[(c * rows + Math.min(row, rows - 1)) * columns + Math.min(column, columns - 1)]!;
    const [top, left] = [Math.floor(y / stride), Math.floor(x / stride)];
    const [dy, dx] = [y / stride - top, x / stride - left];
    return Array.from(
      { length: depth },
      (_, c) =>
        (at(c, top, left) * (1 - dx) + at(c, top, left + 1) * dx) * (1 - dy) +
        (at(c, top + 1, left) * (1 - dx) + at(c, top + 1, left + 1) * dx) * dy,
    );
  }
});
