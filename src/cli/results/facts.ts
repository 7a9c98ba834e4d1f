import type { VideoInfo } from '../../core/analysis/video-info.ts';
import type { Every } from '../../core/analysis/every.ts';
import type { Labelling } from '../../core/instances/instance.ts';
import type { RefineOptions } from '../../core/refine/stages.ts';

/** Of the files that results are kept in. Another number, and all are made again. */
export const FORMAT = 1;

/** A class, as queries and pages need it. */
export interface ResultClass {
  readonly name: string;
  readonly colour: string;
  readonly thing: boolean;
}

/** A model, by what it takes to know it again. */
export interface ResultModel {
  readonly id: string;
  readonly title: string;
  readonly licence: string;
  /** Of its file. */
  readonly sha256: string;
  /** Of its manifest, which says how pictures are brought to it. */
  readonly manifest: string;
}

export interface ResultOptions {
  readonly every: Every;
  readonly refine: RefineOptions | false;
  readonly mirror: boolean;
  readonly labelling: Labelling;
}

/** What all videos of a data set have in common. */
export interface Making {
  readonly model: ResultModel;
  readonly ensemble: ResultModel | null;
  readonly options: ResultOptions;
  readonly classes: readonly ResultClass[];
  /** The names of what else is counted in a frame, as `count:car`. */
  readonly columns: readonly string[];
}

/** A video file, by what it takes to know it again. */
export interface ResultVideo {
  /** The path as it was given. */
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of its length, its first and its last mebibyte. */
  readonly fingerprint: string;
}

/** All that is said of a video besides its frames: what it takes to make the figures again. Nothing in it tells when or where. */
export interface Facts extends Making {
  readonly format: number;
  /** Version of perpixel. */
  readonly perpixel: string;
  /** Of whatever the figures depend on; results with the same one are the same. */
  readonly key: string;
  readonly video: ResultVideo & VideoInfo;
  readonly runtime: { readonly backend: string; readonly versions: Readonly<Record<string, string>> };
  /** Frames of the table, lost ones too. */
  readonly rows: number;
  /** Indices of frames that could not be decoded. */
  readonly lost: readonly number[];
  /** What is amiss with the labels. */
  readonly note: string | null;
  readonly totals: Totals;
}

/** A video's figures in short. */
export interface Totals {
  /** Of video that was analysed. */
  readonly seconds: number;
  /** By class: the mean share, each frame for as long as it is shown. */
  readonly shares: readonly number[];
  readonly tracks: number;
}
