import { onnxToTflite } from '../../../models/convert/onnx-to-tflite.ts';
import { readTflite } from '../../../models/convert/tflite/model.ts';
import { runTflite } from './litert.ts';
import { runAll } from './session.ts';

export interface Compared {
  /** What ONNX Runtime gives, in the order of NHWC where it is a map. */
  readonly expected: Float32Array;
  /** What LiteRT gives. */
  readonly found: Float32Array;
  readonly shape: readonly number[];
}

/** An ONNX file in ONNX Runtime, and as TFLite in LiteRT. @param inputs by name, NCHW @returns each output, by name */
export async function runBoth(
  onnx: Uint8Array,
  inputs: Readonly<Record<string, Input>>,
): Promise<Record<string, Compared>> {
  const tflite = onnxToTflite(onnx);
  const laid = Object.entries(inputs).map(([name, { values, shape }]) => [name, channelsLast(values, shape)] as const);
  const found = await runTflite(tflite, Object.fromEntries(laid));
  const expected = await runAll(onnx, inputs);
  return Object.fromEntries(
    Object.entries(expected).map(([name, values]) => {
      const own = found[name];
      if (!own) throw new Error(`LiteRT gave no "${name}", only ${Object.keys(found).join(', ')}`);
      const [n = 1, h = 1, w = 1, c = 1] = own.shape;
      const ordered = own.shape.length === 4 ? channelsLast(values, [n, c, h, w]) : values;
      return [name, { expected: ordered, found: own.values, shape: own.shape }];
    }),
  );
}

export interface Input {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/** NCHW -> NHWC; other ranks stay. */
export function channelsLast(values: Float32Array, shape: readonly number[]): Float32Array {
  if (shape.length !== 4) return values;
  const [, channels = 1, height = 1, width = 1] = shape;
  const plane = height * width;
  return Float32Array.from(values, (_, i) => {
    const [place, channel] = [Math.floor(i / channels), i % channels];
    const batch = Math.floor(place / plane);
    return values[(batch * channels + channel) * plane + (place % plane)] ?? NaN;
  });
}

/** The operators of a TFLite file, in order. */
export function tfliteOperators(file: Uint8Array): string[] {
  return readTflite(file).operators.map(({ type }) => type);
}
