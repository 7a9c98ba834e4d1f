import type { VideoInfo } from '../../core/analysis/video-info.ts';
import type { PastFrame } from '../../core/instances/recent-frames.ts';
import type { Instance } from '../../core/instances/instance.ts';
import type { LabelMap } from '../../core/labels/label-map.ts';
import type { Making } from '../results/facts.ts';

/** An opened model, which labels one video after another. */
export interface Analyzer {
  readonly making: Making;
  readonly backend: string;
  /** Of what figures depend on: the runtime, the decoder. */
  readonly versions: Readonly<Record<string, string>>;
  /** Whether a frame's figures depend on those before it: labels are smoothed over time, or things are followed. */
  readonly remembers: boolean;
  analyze(path: string, resume: Resume): Promise<VideoPass>;
  close(): Promise<void> | void;
}

export interface Resume {
  /** Only frames from this index of the video on. */
  readonly from: number;
  /** Frames before that one whose things have their tracks. */
  readonly before: readonly PastFrame[];
  readonly signal: AbortSignal;
}

/** A video under way. */
export interface VideoPass {
  readonly video: VideoInfo;
  /** Of every frame of the file, seconds. */
  readonly timestamps: Float64Array;
  /** Indices of the frames to be labelled, of those from `Resume.from` on. */
  readonly chosen: Uint32Array;
  /** In order: one for each that was chosen. */
  readonly frames: AsyncIterable<PassFrame | LostFrame>;
  close(): void;
}

export interface LostFrame {
  readonly index: number;
  readonly lost: true;
}

export interface PassFrame {
  readonly index: number;
  readonly lost?: false;
  readonly width: number;
  readonly height: number;
  readonly shares: Float32Array;
  readonly columns?: Float32Array | undefined;
  /** The mean of the top probability over its pixels. */
  readonly confidence?: number | undefined;
  readonly instances?: readonly Instance[] | undefined;
  /** height × width; absent where none was wanted. */
  readonly labelMap?: LabelMap | undefined;
  /** height × width: of each pixel the id of its instance; absent where none was wanted, or nothing is told apart. */
  readonly instanceMap?: Uint16Array | undefined;
  readonly note: string | null;
}
