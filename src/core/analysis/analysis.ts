import type { Track } from '../instances/tracks.ts';
import type { LabelMap } from '../labels/label-map.ts';
import type { ModelSpec } from '../manifest/manifest.ts';
import type { FrameShares } from './report.ts';
import type { VideoInfo } from './video-info.ts';

/** What a pass over a video found. */
export interface Analysis {
  /** Size, times and codec. */
  readonly video: VideoInfo;
  /** The manifest, with every default filled in: `model.classes` names the shares. */
  readonly model: ModelSpec;
  /** In the order of showing. */
  readonly frames: readonly FrameShares[];
  /** The things that were followed, by number; none where they are not told apart. */
  readonly tracks: readonly Track[];
  /** Indices of the frames that could not be decoded; they are missing from `frames`. */
  readonly lost: readonly number[];
  /** A sentence where something is amiss with the labels of any frame; null: nothing. */
  readonly note: string | null;
  /** A line a frame: index, seconds, each class's share, and how many things of each class, where they are told apart. */
  toCSV(): string;
  /** Everything, with what it takes to do it again: the model's hash, the options, the version. */
  toJSON(): Record<string, unknown>;
}

/** One analysed frame. */
export interface FrameAnalysis extends FrameShares {
  /** Of this frame: a video may change its size. */
  readonly width: number;
  readonly height: number;
  /** height × width class ids, row-major; in 16 bits where the model has more than 256 classes. */
  readonly labelMap: LabelMap;
  /** height × width top probabilities; absent: nobody asked for them. */
  readonly confidence?: Float32Array<ArrayBuffer>;
  /** height × width: of each pixel the `id` of its instance, 0 for none; absent: nobody asked for them, or nothing is told apart. */
  readonly instanceMap?: Uint16Array<ArrayBuffer>;
  /** A sentence where something is amiss with the labels; null: nothing. */
  readonly note: string | null;
}
