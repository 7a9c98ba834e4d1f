import { SPARSE_DIMENSION, SPARSITY } from './schema.ts';
import type { FlatTable } from './table.ts';

/** One level of a sparse tensor, outermost first. */
export type SparseLevel =
  /** Every place is there. */
  | { readonly size: number }
  /** Of each place of the level above, where in `indices` its own begin (and the next one's, so one more than there are). */
  | { readonly segments: readonly number[]; readonly indices: readonly number[] };

/** How a constant that leaves zeros out is laid down. */
export interface Sparsity {
  readonly levels: readonly SparseLevel[];
  /** The tensor's dimension that each level walks along. */
  readonly order: readonly number[];
}

/** @throws Error for blocks, which no model has needed yet */
export function readSparsity(table: FlatTable | undefined): Sparsity | undefined {
  if (!table) return undefined;
  if (table.int32s(SPARSITY.blockMap).length > 0)
    throw new Error('weights that are sparse by blocks are not supported');
  return {
    levels: table.tables(SPARSITY.dimensions).map(readLevel),
    order: table.int32s(SPARSITY.traversalOrder),
  };
}

function readLevel(table: FlatTable): SparseLevel {
  if (table.int8(SPARSE_DIMENSION.format) === 0) return { size: table.int32(SPARSE_DIMENSION.denseSize) };
  return {
    segments: numbers(table, SPARSE_DIMENSION.segmentsType, SPARSE_DIMENSION.segments),
    indices: numbers(table, SPARSE_DIMENSION.indicesType, SPARSE_DIMENSION.indices),
  };
}

/** Bytes of an element, by the union's types: Int32Vector, Uint16Vector, Uint8Vector. */
const SIZES = [undefined, 4, 2, 1] as const;

function numbers(table: FlatTable, type: number, field: number): number[] {
  const size = SIZES[table.int8(type)];
  if (!size) throw new Error(`indices of type ${table.int8(type)} are not supported`);
  return table.table(field)?.unsigned(0, size) ?? [];
}
