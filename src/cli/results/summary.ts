import { readFile } from 'node:fs/promises';
import { FORMAT, type Making } from './facts.ts';

/** What a merged data set holds. */
export interface Summary extends Making {
  readonly format: number;
  readonly kind: 'data set';
  readonly perpixel: string;
  /** In the order of the table's rows. */
  readonly videos: readonly MergedVideo[];
  readonly failed: number;
  readonly frames: number;
  readonly lost: number;
  readonly tracks: number;
  /** Seconds of video that were analysed. */
  readonly seconds: number;
  /** By class: the mean over all frames, each for as long as it is shown. */
  readonly shares: Readonly<Record<string, number>>;
}

export interface MergedVideo {
  readonly name: string;
  /** Rows in the table, lost frames too. */
  readonly frames: number;
  readonly lost: number;
  readonly seconds: number;
  readonly note: string | null;
}

/** null: there is none. */
export async function readSummary(path: string): Promise<Summary | null> {
  try {
    const summary = JSON.parse(await readFile(path, 'utf8')) as Summary;
    return summary.kind === 'data set' && summary.format === FORMAT ? summary : null;
  } catch {
    return null;
  }
}
