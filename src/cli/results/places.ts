import { basename, join } from 'node:path';
import { stem } from '../../core/text/names.ts';
import { sha256 } from './digest.ts';

/** Where everything of a video lies in an output folder. */
export interface Places {
  /** Its figures: `drive-1f3c9a20b7.parquet`, or `.csv`. */
  readonly frames: string;
  readonly tracks: string;
  /** What it takes to make them again; where that is here, the result is whole. */
  readonly facts: string;
  /** Finished frames of a video that is not done yet. */
  readonly journal: string;
  readonly lock: string;
  /** Folder of label maps. */
  readonly maps: string;
  /** Label maps that something is made of when the video is done. */
  readonly labels: string;
  /** The video with labels drawn over it. */
  readonly film: string;
  /** All segments in COCO's format. */
  readonly coco: string;
}

export type TableFormat = 'parquet' | 'csv' | 'json';

/**
 * Made of a video's name alone, so that every process finds the same. A name is another's text: of what it says only letters and digits
 * become part of a path, and a hash tells apart what is called alike in two folders.
 */
export function placesOf(out: string, name: string, format: TableFormat = 'parquet'): Places {
  const own = resultName(name);
  return {
    // as JSON all of it is one file
    frames: join(out, `${own}.${format}`),
    tracks: join(out, 'tracks', `${own}.${format}`),
    facts: join(out, `${own}.json`),
    journal: join(out, 'unfinished', `${own}.jsonl`),
    lock: join(out, 'unfinished', `${own}.lock`),
    maps: join(out, 'label-maps', own),
    labels: join(out, 'unfinished', `${own}.labels`),
    film: join(out, 'overlays', `${own}.mp4`),
    coco: join(out, 'coco', `${own}.json`),
  };
}

export function resultName(name: string): string {
  return `${stem(basename(name))}-${sha256(name).slice(0, 10)}`;
}
