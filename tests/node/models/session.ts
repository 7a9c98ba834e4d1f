import * as ort from 'onnxruntime-web/wasm';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

/** Runs an ONNX file with the ports `input` and `output` on the CPU, once. */
export async function run(onnx: Uint8Array, input: Float32Array, shape: readonly number[]): Promise<Float32Array> {
  const { output } = await runAll(onnx, { input: { values: input, shape } });
  if (!output) throw new Error('the session gave no "output"');
  return output;
}

interface Fed {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/** The same with inputs and outputs of any names. */
export async function runAll(
  onnx: Uint8Array,
  inputs: Readonly<Record<string, Fed>>,
): Promise<Record<string, Float32Array>> {
  // ONNX Runtime may take the buffer over, so it gets its own.
  const session = await ort.InferenceSession.create(onnx.slice(), { executionProviders: ['wasm'] });
  try {
    const feeds = Object.entries(inputs).map(
      ([name, { values, shape }]) => [name, new ort.Tensor('float32', values, shape)] as const,
    );
    const outputs = Object.entries(await session.run(Object.fromEntries(feeds)));
    return Object.fromEntries(
      outputs.map(([name, { data }]) => {
        if (!(data instanceof Float32Array)) throw new Error(`the session gave no float32 "${name}"`);
        return [name, data.slice()];
      }),
    );
  } finally {
    await session.release();
  }
}

/** RGBA bytes, row-major -> three planes of value / 255. */
export function planes(rgba: Uint8ClampedArray): Float32Array {
  const pixels = rgba.length / 4;
  return Float32Array.from({ length: pixels * 3 }, (_, i) => {
    const [channel, pixel] = [Math.floor(i / pixels), i % pixels];
    return (rgba[pixel * 4 + channel] ?? 0) / 255;
  });
}

export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`${a.length} values against ${b.length}`);
  return Array.from(a).reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b[i] ?? NaN))), 0);
}
