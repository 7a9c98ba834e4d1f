import type { AnalysedFrame, Batch } from '../core/analysis/batch.ts';
import type { Instance, Labelling } from '../core/instances/instance.ts';
import type { PastFrame } from '../core/instances/recent-frames.ts';
import type { Reply } from '../core/errors/errors.ts';
import type { Progress } from '../core/options/progress.ts';
import type { OpenOptions, PipelineInfo } from './live.ts';
import type { ExportApi } from './export.ts';
import type { TruthFile, TruthOptions, TruthScore } from '../core/truth/score.ts';
import type { VideoInfo } from '../core/analysis/video-info.ts';

export type { AnalysedFrame, Batch };

/** What is known of a video as soon as it is open. */
export interface OpenedVideo {
  readonly info: VideoInfo;
  /** Of every frame, seconds, ascending. */
  readonly timestamps: Float64Array<ArrayBuffer>;
}

export interface PassOptions {
  /** The indices to analyse, ascending. */
  readonly frames: Uint32Array;
  /** Hand out the label maps too. */
  readonly labels: boolean;
  /** Hand out the confidence of every pixel too; default false. */
  readonly confidence?: boolean;
  /** Hand out of every pixel the thing that it is of, where things are told apart; default false. */
  readonly instanceMaps?: boolean;
  /** Frames before these, ascending, whose tracks go on; default: none. */
  readonly before?: readonly PastFrame[];
}

export const ANALYSIS_OVERLAYS = ['labels', 'outline', 'none'] as const;

export interface AnalysisView {
  readonly overlay: (typeof ANALYSIS_OVERLAYS)[number];
  /** 0 (picture only) to 1 (labels only). */
  readonly opacity: number;
  /** Where things are told apart: with what is no thing coloured or without; absent: as they were told apart. */
  readonly labelling?: Labelling | undefined;
  /** Frames that were not analysed are shown without labels, and at once; default false: they are labelled. */
  readonly asAnalysed?: boolean | undefined;
}

/** How frames are shown when nobody chose. */
export const FIRST_VIEW: AnalysisView = { overlay: 'labels', opacity: 0.5 };

export interface PlayOptions {
  /** Where to begin; then from `first` to `last`, all indices. */
  readonly from: number;
  readonly first: number;
  readonly last: number;
  /** Times the video's own speed. */
  readonly rate: number;
  readonly loop: boolean;
}

export interface ShownFrame {
  readonly index: number;
  /** Seconds. */
  readonly timestamp: number;
  /** It cannot be decoded; the picture before it stays. */
  readonly lost: boolean;
  readonly width: number;
  readonly height: number;
}

/** The pixel under the pointer. */
export interface AnalysisProbe {
  readonly classId: number;
  readonly name: string;
  /** 0 to 1; null while playing, or before a model is open. */
  readonly confidence: number | null;
  /** The class's share of the picture, 0 to 1. */
  readonly share: number;
  /** Pixels of the connected region. */
  readonly region: number;
  /** The thing that it is of; null: of none. */
  readonly instance: Instance | null;
}

export interface StoredFigures {
  readonly frames: readonly StoredFrame[];
  readonly lost: readonly number[];
}

export interface StoredFrame extends Pick<AnalysedFrame, 'index' | 'width' | 'height' | 'figures'> {
  /** Its things, as instance-words.ts has them; null: they are not told apart. */
  readonly instances: Uint32Array<ArrayBuffer> | null;
}

/** Why label maps are kept in memory: the machine has no more room, or the browser keeps nothing for this page. */
export type Unkept = 'full' | 'refused';

export interface AnalysisEvents {
  shown(frame: ShownFrame): void;
  /** From here on label maps are kept in memory. */
  unkept(why: Unkept): void;
}

/** The analysis worker's interface. Frames are named by their index in the order of showing. */
export interface AnalysisApi extends ExportApi {
  /** @param lock name of a Web Lock that the worker holds while it lives */
  openVideo(source: Blob | string): Promise<Reply<OpenedVideo>>;
  openModel(options: OpenOptions, onProgress: (progress: Progress) => void): Promise<Reply<PipelineInfo>>;
  /** Keeps what is analysed from now on under a key, and tells what was kept there before. */
  openStore(key: string): Promise<Reply<StoredFigures>>;
  removeStore(key: string): Promise<Reply<null>>;
  /** Begins a pass; one that runs ends. */
  begin(options: PassOptions): Promise<Reply<null>>;
  /** Waits for the next frames of the pass. */
  take(): Promise<Reply<Batch>>;
  /** Ends the pass. */
  halt(): Promise<Reply<null>>;

  listen(events: AnalysisEvents): Promise<Reply<null>>;
  /** The canvas that frames are shown on; it takes the video's size. */
  attach(canvas: OffscreenCanvas): Promise<Reply<null>>;
  /** A second picture of the same frame, by another model or otherwise refined. null: none any more. */
  compareWith(canvas: OffscreenCanvas | null, options: OpenOptions | null): Promise<Reply<PipelineInfo | null>>;
  setView(view: AnalysisView): Promise<Reply<null>>;
  show(index: number): Promise<Reply<null>>;
  /** Draws the shown frame again, with the labels that have come meanwhile. */
  again(): Promise<Reply<null>>;
  /** Resolves at the end, or when something else is asked for. */
  play(options: PlayOptions): Promise<Reply<null>>;
  pause(): Promise<Reply<null>>;
  /** x, y in 0 to 1 of the picture; side 1 is the second one. */
  probe(x: number, y: number, side: number): Promise<Reply<AnalysisProbe | null>>;
  /** A small picture of a frame; null where it cannot be decoded. */
  thumbnail(index: number, height: number): Promise<Reply<ImageBitmap | null>>;
  /** A frame as it was decoded; null where it cannot be. Whoever receives it closes it. */
  frame(index: number): Promise<Reply<VideoFrame | null>>;
  /** Scores what is kept against label images. */
  compareTruth(
    files: readonly TruthFile[],
    options: TruthOptions,
    onProgress: (done: number, total: number) => void,
  ): Promise<Reply<TruthScore>>;
}
