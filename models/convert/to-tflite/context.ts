import type { Attribute, Constant, GraphNode } from '../graph.ts';
import type { OnnxGraph } from '../onnx/model.ts';
import { Draft, type DraftOperator } from '../tflite/draft.ts';
import type { Activation } from '../tflite/schema.ts';
import { asItIs, CHANNELS_LAST, liesAlike, orderOfPorts, reordered, stored, type Order } from './order.ts';

/** Turns one ONNX operator into TFLite's. */
export type Emitter = (node: GraphNode, context: Context) => void;

/** A value of the ONNX graph as a run computes it. */
export interface Value {
  /** As ONNX has it. */
  readonly shape: readonly number[];
  /** How the tensor stores it. */
  readonly order: Order;
  readonly tensor: number;
}

type Operator = Pick<DraftOperator, 'type' | 'inputs'> & Partial<Pick<DraftOperator, 'version' | 'options'>>;

/**
 * What has been emitted so far. A map lies with its channels last from the first operator on; what only renames axes is kept as
 * another order of the same tensor, and nothing is moved before somebody needs it otherwise.
 */
export class Context {
  readonly draft = new Draft();
  readonly #values = new Map<string, Value>();
  readonly #constants: ReadonlyMap<string, Constant>;
  /** By the value that it computes, as long as an activation may join it. */
  readonly #makers = new Map<string, DraftOperator>();
  readonly #reads = new Map<string, number>();

  constructor({ inputs, outputs, nodes, constants }: OnnxGraph) {
    this.#constants = constants;
    for (const name of [...outputs, ...nodes.flatMap((node) => node.inputs)]) {
      this.#reads.set(name, (this.#reads.get(name) ?? 0) + 1);
    }
    for (const { name, shape } of inputs) {
      const order = orderOfPorts(shape.length);
      this.#values.set(name, { shape, order, tensor: this.draft.computed(stored(shape, order), 'float32', name) });
    }
  }

  /** As ONNX has it. @throws Error if nothing has computed it */
  shape(name: string): readonly number[] {
    return this.#constants.get(name)?.shape ?? this.value(name).shape;
  }

  value(name: string): Value {
    const value = this.#values.get(name);
    if (!value) throw new Error(`"${name}" is a constant, or nothing computes it`);
    return value;
  }

  isConstant(name: string): boolean {
    return this.#constants.has(name);
  }

  /** @throws Error if the value is no constant of floats */
  floats(name = ''): { readonly shape: readonly number[]; readonly values: Float32Array } {
    const { shape, values } = this.#constants.get(name) ?? {};
    if (shape && values instanceof Float32Array) return { shape, values };
    throw new Error(`"${name}" should be a constant of floats`);
  }

  /** @throws Error if the value is no constant of whole numbers */
  wholes(name = ''): number[] {
    const { values } = this.#constants.get(name) ?? {};
    if (values instanceof BigInt64Array) return Array.from(values, Number);
    throw new Error(`"${name}" should be a constant of whole numbers`);
  }

  /** The tensor of a value in that order, moved if it lies otherwise. Of fewer axes, it gets ones in front. */
  tensor(name: string, order: Order): number {
    const rank = order.length;
    if (this.isConstant(name)) {
      const { shape, values } = this.floats(name);
      const whole = widened(shape, rank);
      return this.draft.floats(stored(whole, order), reordered(values, whole, order));
    }
    const own = this.value(name);
    const { shape, order: from } = own.shape.length === rank ? own : this.#widened(own, rank);
    const sizes = stored(shape, order);
    if (liesAlike(shape, from, order)) return this.reshaped(own.tensor, sizes);
    const laid = this.reshaped(own.tensor, stored(shape, from));
    const perm = order.map((axis) => from.indexOf(axis));
    const inputs = [laid, this.draft.wholes([perm.length], perm)];
    return this.draft.add({
      type: 'TRANSPOSE',
      inputs,
      output: this.draft.computed(sizes, this.draft.type(own.tensor)),
    });
  }

  /** A map with its channels last. @throws Error if it has not four dimensions */
  map(name: string): { readonly tensor: number; readonly sizes: readonly [number, number, number, number] } {
    const shape = this.shape(name);
    const [n, c, h, w] = shape;
    if (n === undefined || c === undefined || h === undefined || w === undefined || shape.length !== 4) {
      throw new Error(`"${name}" should have four dimensions, has [${shape.join(', ')}]`);
    }
    return { tensor: this.tensor(name, CHANNELS_LAST), sizes: [n, c, h, w] };
  }

  /** The same values in another shape; the tensor itself where it has that. */
  reshaped(tensor: number, shape: readonly number[]): number {
    return this.draft.shape(tensor).join() === shape.join() ? tensor : this.copied(tensor, shape);
  }

  /** The same values in a tensor of their own. */
  copied(tensor: number, shape: readonly number[]): number {
    const inputs = [tensor, this.draft.wholes([shape.length], shape)];
    return this.draft.add({ type: 'RESHAPE', inputs, output: this.draft.computed(shape, this.draft.type(tensor)) });
  }

  /** Emits the operator that computes a node's value. @param shape as ONNX has it */
  emit({ output }: GraphNode, shape: readonly number[], order: Order, operator: Operator): void {
    const tensor = this.draft.computed(stored(shape, order));
    this.draft.add({ ...operator, output: tensor });
    this.#values.set(output, { shape, order, tensor });
    const maker = this.draft.operators.at(-1);
    if (maker?.options?.activation !== undefined) this.#makers.set(output, maker);
  }

  /** Says that a tensor is a node's value: nothing is computed. */
  define({ output }: GraphNode, value: Value): void {
    this.#values.set(output, value);
  }

  /** Lets an activation join the operator before. @returns false if that cannot have it, or others read what it computes */
  fuse({ output, inputs: [input = ''] }: GraphNode, activation: Activation): boolean {
    const maker = this.#makers.get(input);
    if (!maker || maker.activation !== 'NONE' || this.#reads.get(input) !== 1) return false;
    maker.activation = activation;
    this.#values.set(output, this.value(input));
    return true;
  }

  /** How often a value is read, by the caller of the network too. */
  reads(name: string): number {
    return this.#reads.get(name) ?? 0;
  }

  #widened({ shape, order }: Value, rank: number): Pick<Value, 'shape' | 'order'> {
    const more = rank - shape.length;
    return { shape: widened(shape, rank), order: [...asItIs(more), ...order.map((axis) => axis + more)] };
  }
}

/** With ones in front, as ONNX's operators on two values of different rank have it. */
function widened(shape: readonly number[], rank: number): readonly number[] {
  if (shape.length > rank) throw new Error(`[${shape.join(', ')}] has more than ${rank} dimensions`);
  return [...asItIs(rank - shape.length).map(() => 1), ...shape];
}

/** A whole number of a node's attributes. */
export function whole({ attributes }: GraphNode, name: string, fallback: number): number {
  const value = attributes[name];
  return typeof value === 'bigint' ? Number(value) : fallback;
}

/** A list of whole numbers of a node's attributes. */
export function wholesOf({ attributes }: GraphNode, name: string): number[] | undefined {
  const value: Attribute | undefined = attributes[name];
  return Array.isArray(value) ? value.map(Number) : undefined;
}

/** @throws Error where an attribute says something else than what is supported */
export function expect(node: GraphNode, name: string, supported: readonly (string | number)[]): void {
  const value = node.attributes[name];
  if (value === undefined) return;
  const plain = typeof value === 'bigint' ? Number(value) : value;
  if (!supported.includes(plain as string | number)) throw new Error(`${name} ${String(value)} is not supported`);
}
