import { decodeFloat16s } from '../../../src/core/labels/float16.ts';
import { integers, node, type Attribute, type Constant, type GraphNode } from '../graph.ts';
import type { Activation } from '../tflite/schema.ts';
import type { TfliteOperator, TfliteTensor } from '../tflite/model.ts';

/** Turns one TFLite operator into nodes. */
export type Converter = (operator: TfliteOperator, context: Context) => void;

/** What converters have emitted so far. Four-dimensional values are NCHW from the first node on. */
export class Context {
  readonly nodes: GraphNode[] = [];
  readonly constants = new Map<string, Constant>();
  readonly #names = new Map<number, string>();
  readonly #folded = new Map<number, Float32Array>();

  /** Gives an input or output of the whole graph the name its caller knows. */
  rename(tensor: TfliteTensor, name: string): void {
    this.#names.set(tensor.index, name);
  }

  name(tensor: TfliteTensor): string {
    return this.#names.get(tensor.index) ?? `t${tensor.index}`;
  }

  /** Remembers that `tensor` is computed from constants alone. */
  fold(tensor: TfliteTensor, values: Float32Array): void {
    this.#folded.set(tensor.index, values);
  }

  /** @throws Error if the tensor is not known before the network runs. */
  floats(tensor: TfliteTensor): Float32Array {
    const folded = this.#folded.get(tensor.index);
    if (folded) return folded;
    if (tensor.bytes.length > 0 && tensor.type === 'float16') return decodeFloat16s(tensor.bytes);
    if (tensor.bytes.length > 0 && tensor.type === 'float32') return new Float32Array(tensor.bytes.slice().buffer);
    throw new Error(`tensor "${tensor.name}" is not a float constant`);
  }

  /** Adds a constant and returns its name. */
  constant(tensor: TfliteTensor, shape: readonly number[], values: Float32Array): string {
    const name = `c${tensor.index}`;
    this.constants.set(name, { shape, values });
    return name;
  }

  /** Whether it is known before the network runs. */
  isConstant(tensor: TfliteTensor): boolean {
    return tensor.bytes.length > 0 || this.#folded.has(tensor.index);
  }

  /** Adds a list of integers, such as a shape or paddings, and returns its name. */
  integers(values: readonly number[]): string {
    const name = `integers_${values.join('_').replaceAll('-', 'm')}`;
    this.constants.set(name, { shape: [values.length], values: BigInt64Array.from(integers(values)) });
    return name;
  }

  /** Emits a node that computes `output`, with the activation TFLite fused into the operator behind it. */
  emit(
    op: string,
    inputs: readonly string[],
    output: TfliteTensor,
    attributes: Readonly<Record<string, Attribute>> = {},
    activation: Activation = 'NONE',
  ): void {
    const name = this.name(output);
    const result = activation === 'NONE' ? name : `${name}_linear`;
    this.nodes.push(node(op, inputs, result, attributes));
    if (activation === 'RELU') this.nodes.push(node('Relu', [result], name));
    if (activation === 'RELU6') this.nodes.push(node('Clip', [result, this.#scalar(0), this.#scalar(6)], name));
  }

  /** A value between two nodes of the operator that computes `output`. */
  intermediate(
    op: string,
    inputs: string | readonly string[],
    output: TfliteTensor,
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    const result = `${this.name(output)}_${op.toLowerCase()}`;
    this.nodes.push(node(op, [inputs].flat(), result, attributes));
    return result;
  }

  #scalar(value: number): string {
    const name = `scalar${value}`;
    this.constants.set(name, { shape: [], values: Float32Array.of(value) });
    return name;
  }
}

/** The operand at `position`. @throws Error if the operator has fewer. */
export function operand(operator: TfliteOperator, position: number): TfliteTensor {
  const tensor = operator.inputs[position];
  if (!tensor) throw new Error(`${operator.type} lacks input ${position}`);
  return tensor;
}

/** The operator's only result. */
export function result(operator: TfliteOperator): TfliteTensor {
  const [tensor, ...more] = operator.outputs;
  if (!tensor || more.length > 0) throw new Error(`${operator.type} should have one output`);
  return tensor;
}

/** A constant's whole numbers. @throws Error if they are none that are known before the network runs */
export function wholes({ name, type, bytes }: TfliteTensor): number[] {
  if (type !== 'int32' || bytes.length === 0) throw new Error(`tensor "${name}" is not a constant of int32`);
  const view = new DataView(bytes.slice().buffer);
  return Array.from({ length: bytes.length / 4 }, (_, i) => view.getInt32(i * 4, true));
}

/** Where NHWC's axes are in NCHW; an axis from the end counts as in TFLite. */
export function axisInNchw(axis: number, rank: number): number {
  const own = axis < 0 ? axis + rank : axis;
  return rank === 4 ? ([0, 2, 3, 1][own] ?? own) : own;
}

/** NHWC -> NCHW; other ranks stay. */
export function nchw(shape: readonly number[]): readonly number[] {
  const [n, h, w, c, ...more] = shape;
  if (n === undefined || h === undefined || w === undefined || c === undefined || more.length > 0) return shape;
  return [n, c, h, w];
}

/** Dimensions of a four-dimensional tensor, in TFLite's order. */
export function dimensions(tensor: TfliteTensor): readonly [number, number, number, number] {
  const [a, b, c, d] = tensor.shape;
  if (a === undefined || b === undefined || c === undefined || d === undefined || tensor.shape.length !== 4) {
    throw new Error(`tensor "${tensor.name}" should have four dimensions, has [${tensor.shape.join(', ')}]`);
  }
  return [a, b, c, d];
}
