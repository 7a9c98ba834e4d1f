import type { Track } from '../../core/instances/tracks.ts';
import type { ParquetColumn } from './parquet-column.ts';
import type { ResultClass } from './facts.ts';

/** The columns of the table of a video's tracks. */
export function trackColumns(
  classes: readonly ResultClass[],
  video: string,
  tracks: readonly Track[],
): ParquetColumn[] {
  const each = <T>(value: (track: Track) => T): T[] => tracks.map(value);
  return [
    { name: 'video', type: 'text', values: each(() => video) },
    { name: 'track', type: 'int', values: each(({ track }) => track) },
    { name: 'class', type: 'text', values: each(({ classId }) => classes[classId]?.name ?? String(classId)) },
    { name: 'first', type: 'double', values: each(({ first }) => first) },
    { name: 'last', type: 'double', values: each(({ last }) => last) },
    { name: 'frames', type: 'int', values: each(({ frames }) => frames) },
    { name: 'largest', type: 'float?', values: each(({ largest }) => largest) },
  ];
}
