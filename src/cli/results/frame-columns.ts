import { COUNT } from '../../core/instances/count-column.ts';
import type { ParquetColumn } from './parquet-column.ts';
import type { Making } from './facts.ts';

/** A frame's row. */
export interface FrameRow {
  /** Counts from 0 in the order of showing. */
  readonly index: number;
  /** Seconds. */
  readonly time: number;
  /** Seconds until the next analysed frame, or the end. */
  readonly duration: number;
  /** By class id; null: it could not be decoded. */
  readonly shares: Float32Array | null;
  /** As `Making.columns` names them. */
  readonly columns: Float32Array | null;
  /** The mean of the top probability over its pixels; null where it is unknown. */
  readonly confidence: number | null;
}

/** The column of a class's share. */
export function shareName(name: string): string {
  return `share_${name}`;
}

/** The column of what is counted besides: `count:car` is `count_car`, which needs no quotes in SQL. */
export function columnName(name: string): string {
  return name.replace(':', '_');
}

/** The columns of a video's table, in their order: the same for every video of a data set. */
export function frameColumns(
  { classes, columns }: Pick<Making, 'classes' | 'columns'>,
  video: string,
  rows: readonly FrameRow[],
): ParquetColumn[] {
  const each = <T>(value: (row: FrameRow) => T): T[] => rows.map(value);
  return [
    { name: 'video', type: 'text', values: each(() => video) },
    { name: 'index', type: 'int', values: each(({ index }) => index) },
    { name: 'time', type: 'double', values: each(({ time }) => time) },
    { name: 'duration', type: 'double', values: each(({ duration }) => duration) },
    ...classes.map(({ name }, id) => ({
      name: shareName(name),
      type: 'float?' as const,
      values: each(({ shares }) => shares?.[id] ?? null),
    })),
    ...columns.map((name, place) => ({
      name: columnName(name),
      type: name.startsWith(`${COUNT}:`) ? ('int?' as const) : ('float?' as const),
      values: each((row) => row.columns?.[place] ?? null),
    })),
    { name: 'confidence', type: 'float?', values: each(({ confidence }) => confidence) },
  ];
}
