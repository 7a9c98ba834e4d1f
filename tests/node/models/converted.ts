import { convertGraph } from '../../../models/convert/convert.ts';
import type { TfliteOperator, TfliteTensor } from '../../../models/convert/tflite/model.ts';
import { writeOnnx } from '../../../models/convert/write-onnx.ts';
import { run } from './session.ts';

let count = 0;
/** Computed where it has no bytes. */
export const tensor = (shape: readonly number[], bytes = new Uint8Array(0), type: TfliteTensor['type'] = 'float32') =>
  ({ index: count, name: `t${(count += 1)}`, shape, type, bytes }) satisfies TfliteTensor;
export const whole = (...values: number[]) =>
  tensor([values.length], new Uint8Array(Int32Array.from(values).buffer), 'int32');

/** Options as a flat table has them: the value of each field. */
export const options = (fields: Record<number, number>) => {
  const read = (field: number, fallback = 0): number => fields[field] ?? fallback;
  return {
    int8: read,
    int32: read,
    float32: read,
    bool: (field: number) => read(field) !== 0,
  } as unknown as TfliteOperator['options'];
};

/** What an operator makes of one input of NHWC, in NHWC's order where it has four dimensions. */
export async function converted(
  type: string,
  input: { shape: readonly number[]; values: ArrayLike<number> },
  output: readonly number[],
  more: { before?: TfliteTensor[]; inputs?: TfliteTensor[]; options?: TfliteOperator['options'] } = {},
): Promise<number[]> {
  const [from, to] = [tensor(input.shape), tensor(output)];
  const operator: TfliteOperator = {
    type,
    inputs: [...(more.before ?? []), from, ...(more.inputs ?? [])],
    outputs: [to],
    options: more.options,
    customOptions: new Uint8Array(0),
  };
  const graph = convertGraph({ inputs: [from], outputs: [to], operators: [operator] }, type);
  const [n = 1, h = 1, w = 1, c = 1] = input.shape.length === 4 ? input.shape : [1, 1, 1, 1];
  const isMap = input.shape.length === 4;
  const planes = Float32Array.from(input.values, (_, i) => {
    if (!isMap) return input.values[i] ?? 0;
    const [batch, channel, pixel] = [Math.floor(i / (h * w * c)), Math.floor(i / (h * w)) % c, i % (h * w)];
    return input.values[(batch * h * w + pixel) * c + channel] ?? 0;
  });
  const made = [...(await run(writeOnnx(graph), planes, isMap ? [n, c, h, w] : input.shape))];
  if (output.length !== 4) return made;
  const [, oh = 1, ow = 1, oc = 1] = output;
  return made.map((_, i) => {
    const [batch, pixel, channel] = [Math.floor(i / (oh * ow * oc)), Math.floor(i / oc) % (oh * ow), i % oc];
    return made[(batch * oc + channel) * oh * ow + pixel] ?? NaN;
  });
}

/** A constant of floats. */
export const floats = (shape: readonly number[], values: Iterable<number>) =>
  tensor(shape, new Uint8Array(Float32Array.from(values).buffer));
