import { expect, it, onTestFinished } from 'vitest';
import { createArena } from '../../../workers/simd/arena.ts';
import { createPixelReader } from '../../../workers/frames/pixels.ts';
import { createEngine } from '../../../workers/model/create-engine.ts';
import { openModel } from '../../../workers/model/model-file.ts';
import { litert } from '../../../workers/runtimes/litert/litert.ts';
import { ortWeb } from '../../../workers/runtimes/ort-web/ort-web.ts';
import type { Runtime } from '../../../workers/runtimes/port.ts';
import { createPreprocess } from '../../../workers/stages/preprocess/preprocess.ts';
import { goldenPicture, SIZE } from '../../fixtures/golden/picture.ts';

const CLASSES = 11;

/** What a driving network and its heads make of the golden picture, and whether it has a map's channels last. */
async function outputsOf(runtime: Runtime) {
  const model = new URL('/lib/models/driving-street.json', location.href).href;
  const source = await openModel({ model, assets: location.href }, () => undefined);
  const file = await source.file('wasm', 'float32', runtime.formats[0]);
  const loaded = await runtime.load({ device: 'cpu', threads: 1, assets: null, onProgress: () => undefined });
  const engine = await createEngine(loaded, file, null);
  onTestFinished(() => engine.close());
  const picture = new ImageData(new Uint8ClampedArray(goldenPicture()), SIZE, SIZE);
  const arena = createArena();
  const pixels = await createPixelReader(arena).read(picture);
  createPreprocess(file.spec.input, arena).run(pixels, picture, engine.input);
  const outputs = await engine.run(true);
  const isLast = file.spec.input.layout === 'NHWC';
  return (name: string, channels: number): Float32Array => {
    const { data } = outputs[name]!;
    const places = data.length / channels;
    return Float32Array.from({ length: data.length }, (_, i) =>
      Number(isLast ? data[i] : data[(i % channels) * places + Math.floor(i / channels)]),
    );
  };
}

/** The class with the largest score, of each place. */
function classes(scores: Float32Array): number[] {
  return Array.from({ length: scores.length / CLASSES }, (_, place) => {
    const own = scores.subarray(place * CLASSES, (place + 1) * CLASSES);
    return own.indexOf(Math.max(...own));
  });
}

it('a network of our own, and the heads that tell its things apart, say in LiteRT what they say in ONNX Runtime', async () => {
  const [ours, theirs] = [await outputsOf(litert), await outputsOf(ortWeb)];
  for (const [name, channels, apart] of [
    ['output', CLASSES, 1e-4],
    ['centres', 1, 1e-4],
    // ways of many places, in places
    ['offsets', 2, 1e-3],
  ] as const) {
    const [own, other] = [ours(name, channels), theirs(name, channels)];
    expect(own).toHaveLength(other.length);
    expect(other.some((value) => value !== other[0])).toBe(true);
    expect(own.reduce((most, value, i) => Math.max(most, Math.abs(value - other[i]!)), 0)).toBeLessThanOrEqual(apart);
  }
  const [own, other] = [classes(ours('output', CLASSES)), classes(theirs('output', CLASSES))];
  expect(own.filter((id, place) => id !== other[place]).length).toBeLessThanOrEqual(own.length * 1e-4);
});
