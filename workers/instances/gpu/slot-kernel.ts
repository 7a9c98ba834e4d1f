import { axisTable } from '../../gpu/axis-table.ts';
import type { Buffers } from '../../gpu/buffers.ts';
import type { Axis } from '../../../src/core/geometry/bilinear.ts';
import type { ModelClass } from '../../../src/core/manifest/classes.ts';

/** What takes the things of a label map apart: each gets a slot, which is a number from 1 on. */
export interface SlotKernel {
  /** A count, a word that is unused, then of each slot key and place. */
  readonly ranked: GPUBuffer;
  /** The slot of each pixel of the label map, a byte each, 0: none. */
  readonly slots: GPUBuffer;
  /** The keys are bits of a heat, 0 to 1, which says how sure the model is; else how sure it is of a thing's pixels does. */
  readonly byHeat: boolean;
  /** A thing is at least so sure; what gathers in slots of less sure ones is none. */
  readonly least: number;
  /** @param outputs the buffers of the model's outputs by their names */
  run(pass: GPUComputePassEncoder, outputs: Outputs): void;
  destroy(): void;
}

export type Outputs = Readonly<Record<string, { readonly buffer: GPUBuffer }>>;

const NONE = 0xffff_ffff;

/** A thing's class has a number, counted from 0; what is none has none. */
export function thingsTable(buffers: Buffers, classes: readonly ModelClass[]): { table: GPUBuffer; count: number } {
  let count = 0;
  const words = classes.map(({ thing }) => (thing ? count++ : NONE));
  return { table: buffers.filled('Instances.things', Uint32Array.from(words)), count: Math.max(1, count) };
}

/** Of a weight between two cells. */
const PARTS = 64;

/** An axis as `axisTable` has it, with weights in whole parts of 64. */
export function wholeAxisTable(axis: Axis): Uint32Array<ArrayBuffer> {
  const table = axisTable(axis);
  axis.weight.forEach((weight, target) => (table[target * 4 + 2] = Math.floor(weight * PARTS + 0.5)));
  return table;
}
