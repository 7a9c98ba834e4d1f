import { encodeFloat16s } from '../../../src/core/labels/float16.ts';
import type { Activation, TensorType } from './schema.ts';

/** A tensor that is to be written. */
export interface DraftTensor {
  name: string;
  readonly shape: readonly number[];
  readonly type: TensorType;
  /** A constant's little-endian values; empty where a run computes the tensor. */
  readonly bytes: Uint8Array;
}

/** One value of an operator's options: the field's id in the schema, and how it is stored. */
export type OptionField = readonly [field: number, kind: 'int8' | 'int32' | 'float32' | 'bool', value: number];

export interface DraftOptions {
  /** Its kind: one of `OPTIONS`. */
  readonly union: number;
  readonly fields: readonly OptionField[];
  /** The field that holds an activation; absent: it cannot have one. */
  readonly activation?: number;
}

export interface DraftOperator {
  readonly type: string;
  /** The first of the operator's versions that has what is used of it. */
  readonly version: number;
  /** Tensors, by their index. */
  readonly inputs: readonly number[];
  readonly output: number;
  readonly options?: DraftOptions;
  activation: Activation;
}

export interface Weights {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A TFLite graph in the making. */
export class Draft {
  readonly tensors: DraftTensor[] = [];
  readonly operators: DraftOperator[] = [];
  readonly #constants = new Map<string, number>();

  /** A tensor that a run computes. @returns its index */
  computed(shape: readonly number[], type: TensorType = 'float32', name?: string): number {
    return this.#add({ name: name ?? `t${this.tensors.length}`, shape, type, bytes: new Uint8Array(0) });
  }

  shape(tensor: number): readonly number[] {
    return this.#at(tensor).shape;
  }

  type(tensor: number): TensorType {
    return this.#at(tensor).type;
  }

  rename(tensor: number, name: string): void {
    this.#at(tensor).name = name;
  }

  /** Adds an operator. @returns its output, as it was given */
  add(operator: Omit<DraftOperator, 'activation' | 'version'> & { readonly version?: number }): number {
    this.operators.push({ version: 1, activation: 'NONE', ...operator });
    return operator.output;
  }

  /** A constant of whole numbers, such as a shape or paddings. @returns its index */
  wholes(shape: readonly number[], values: readonly number[]): number {
    return this.#constant(shape, 'int32', new Uint8Array(Int32Array.from(values).buffer));
  }

  /** A constant of floats. @returns its index */
  floats(shape: readonly number[], values: Float32Array): number {
    return this.#constant(shape, 'float32', new Uint8Array(values.slice().buffer));
  }

  /**
   * What an operator weighs its input with, and its bias: halves where all of both are that, of which XNNPACK makes floats when the
   * model is opened. Where one were halves and the other floats, XNNPACK would leave the operator to TFLite's own slow kernel.
   * @returns the indices of the floats
   */
  weights(...parts: readonly Weights[]): number[] {
    const halves = parts.map(({ values }) => encodeFloat16s(values));
    return parts.map(({ shape, values }, i) => {
      const stored = halves.every((each) => each !== undefined) ? halves[i] : undefined;
      if (!stored) return this.floats(shape, values);
      const inputs = [this.#constant(shape, 'float16', stored)];
      return this.add({ type: 'DEQUANTIZE', version: 3, inputs, output: this.computed(shape) });
    });
  }

  /** The same values are stored once. */
  #constant(shape: readonly number[], type: TensorType, bytes: Uint8Array): number {
    const key = bytes.length > LONGEST_SHARED ? undefined : `${type} ${shape.join()} ${bytes.join()}`;
    const known = key === undefined ? undefined : this.#constants.get(key);
    if (known !== undefined) return known;
    const index = this.#add({ name: `c${this.tensors.length}`, shape, type, bytes });
    if (key !== undefined) this.#constants.set(key, index);
    return index;
  }

  #at(tensor: number): DraftTensor {
    const found = this.tensors[tensor];
    if (!found) throw new Error(`there is no tensor ${tensor}`);
    return found;
  }

  #add(tensor: DraftTensor): number {
    return this.tensors.push(tensor) - 1;
  }
}

/** Longer constants are weights, which are not looked for among others. */
const LONGEST_SHARED = 256;
