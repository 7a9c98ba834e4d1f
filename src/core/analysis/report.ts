import { csvText, parseCsv } from '../text/csv.ts';
import { PerPixelError } from '../errors/errors.ts';
import type { Backend } from '../tuning/backend.ts';
import type { NodeBackend } from '../tuning/node-backend.ts';
import { isColumn, type TaskFound } from '../manifest/tasks.ts';
import type { Instance, Labelling } from '../instances/instance.ts';
import type { Track } from '../instances/tracks.ts';
import type { RefineOptions } from '../refine/stages.ts';
import type { Every } from './every.ts';
import type { VideoInfo } from './video-info.ts';

/** A model, by what it takes to know it again. */
interface NamedModel {
  readonly id: string;
  readonly sha256: string;
  readonly licence: string;
  readonly classes: readonly { readonly id: number; readonly name: string }[];
}

/** What an analysis found, and what it takes to do it again. */
export interface Findings {
  /** Version of perpixel. */
  readonly version: string;
  readonly video: VideoInfo;
  readonly model: NamedModel;
  /** The names of each frame's `columns`; absent: none. */
  readonly columns?: readonly string[];
  readonly options: {
    readonly every: Every;
    readonly refine: RefineOptions | false;
    readonly mirror: boolean;
    readonly ensemble: NamedModel | null;
    /** Absent: classes alone. */
    readonly labelling?: Labelling;
    readonly backend: Backend | NodeBackend;
  };
  readonly frames: readonly FrameShares[];
  /** By number; absent: things are not told apart. */
  readonly tracks?: readonly Track[];
  /** Indices of frames that could not be decoded. */
  readonly lost: readonly number[];
  /** What is amiss with the labels; absent or null: nothing. */
  readonly note?: string | null;
}

/** A frame's figures. */
export interface FrameShares extends TaskFound {
  /** Counts from 0 in the order of showing. */
  readonly index: number;
  /** Seconds. */
  readonly timestamp: number;
  /** By class id: its share of the pixels; sums to 1. */
  readonly shares: Float32Array;
  /** What else is counted, by the columns that the model's task adds; absent: nothing. */
  readonly columns?: Float32Array;
}

/** A line a frame: index, seconds, each class's share, and what else is counted. Names that a spreadsheet would run as formulas are guarded. */
export function toCsv({ model, columns = [], frames }: Findings): string {
  const head = ['frame', 'seconds', ...model.classes.map(({ name }) => name), ...columns];
  const lines = frames.map(({ index, timestamp, shares, columns: counted = NONE }) => [
    index,
    seconds(timestamp),
    ...Array.from(shares, share),
    ...Array.from(counted, share),
  ]);
  return csvText([head, ...lines]);
}

const NONE = new Float32Array();

/** What a CSV of ours says. */
export interface CsvTable {
  /** Names by class id, as the model has them. */
  readonly classes: readonly string[];
  /** The names of each frame's `columns`; absent: none. */
  readonly columns?: readonly string[];
  readonly frames: readonly FrameShares[];
}

/**
 * Reads what `toCSV()` wrote.
 * @throws PerPixelError `option-invalid` where it is no such table
 */
export function fromCsv(text: string): CsvTable {
  const [head = [], ...lines] = rowsOf(text);
  const [frame, second, ...names] = head;
  if (frame !== 'frame' || second !== 'seconds') throw noTable('its first line does not begin with frame,seconds');
  const count = names.findLastIndex((name) => !isColumn(name)) + 1;
  const classes = names.slice(0, count);
  const columns = names.slice(count);
  const frames = lines.map((line, place) => {
    const [index = NaN, timestamp = NaN, ...figures] = line.map((each) => (each.trim() === '' ? NaN : Number(each)));
    if (line.length !== head.length || ![index, timestamp, ...figures].every(Number.isFinite)) {
      throw noTable(`row ${place + 2} does not hold ${head.length} numbers`);
    }
    const shares = Float32Array.from(figures.slice(0, count));
    const counted = columns.length > 0 ? { columns: Float32Array.from(figures.slice(count)) } : {};
    return { index, timestamp, shares, ...counted };
  });
  return { classes, ...(columns.length > 0 ? { columns } : {}), frames };
}

function rowsOf(text: string): string[][] {
  try {
    return parseCsv(text);
  } catch (cause) {
    throw noTable(cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause));
  }
}

function noTable(what: string): PerPixelError {
  return new PerPixelError(
    'option-invalid',
    `This is no table of shares: ${what}.`,
    'Give the text that an analysis’s toCSV() wrote.',
  );
}

/** The findings as plain values for `JSON.stringify`. */
export function toPlain({
  version,
  video,
  model,
  columns = [],
  options,
  frames,
  tracks,
  lost,
  note,
}: Findings): Record<string, unknown> {
  return {
    perpixel: version,
    video: { ...video },
    model: plainModel(model),
    options: { ...options, ensemble: options.ensemble && plainModel(options.ensemble) },
    lost: [...lost],
    ...(note ? { note } : {}),
    ...(columns.length > 0 ? { columns: [...columns] } : {}),
    ...(tracks ? { tracks: tracks.map(plainTrack) } : {}),
    frames: frames.map(({ index, timestamp, shares, columns: counted, instances, ...found }) => ({
      index,
      timestamp: seconds(timestamp),
      shares: Array.from(shares, share),
      ...(counted ? { columns: Array.from(counted, share) } : {}),
      ...(instances ? { instances: instances.map(plainInstance) } : {}),
      ...found,
    })),
  };
}

/** Rounded as the rest is. */
export function plainTrack({ first, last, largest, ...rest }: Track): Track {
  return { ...rest, first: seconds(first), last: seconds(last), largest: share(largest) };
}

export function plainInstance({ score, ...rest }: Instance): Instance {
  return { ...rest, score: share(score) };
}

function plainModel({ id, sha256, licence, classes }: NamedModel): Record<string, unknown> {
  return { id, sha256, licence, classes: classes.map(({ name }) => name) };
}

/** Microseconds are as fine as containers get in practice. */
function seconds(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** Seven digits: more than a float of 32 bits knows. */
function share(value: number): number {
  return Math.round(value * 1e7) / 1e7;
}
