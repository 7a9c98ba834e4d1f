import type { Reply } from '../core/errors/errors.ts';
import type { Labelling } from '../core/instances/instance.ts';
import type { SegmentationMaps } from '../core/labels/segmentation-maps.ts';
import type { ModelManifest, ModelSpec } from '../core/manifest/manifest.ts';
import type { SegmentRequest } from '../core/options/segment-options.ts';
import type { RefineOptions } from '../core/refine/stages.ts';
import type { NodeBackend, NodeBackendChoice } from '../core/tuning/node-backend.ts';
import type { Batch, OpenedVideo, PassOptions } from './video.ts';

/** How one of Node's threads opens a model. */
export interface ThreadOpenOptions {
  /** A manifest's address, or a manifest whose files have their addresses. */
  readonly model: string | ModelManifest;
  /** A second model, whose predictions are averaged with the first one's; null: none. */
  readonly ensemble: string | ModelManifest | null;
  readonly backend: NodeBackendChoice;
  readonly mirror: boolean;
  /** null: what the model's manifest says. */
  readonly refine: RefineOptions | false | null;
  readonly labelling?: Labelling | undefined;
  /** Of a session on the processor. */
  readonly threads: number;
  /** Sessions beside one another, at most. */
  readonly sessions: number;
}

/** What labels in Node, and how. */
export interface ThreadInfo {
  /** The manifest, with every default filled in. */
  readonly model: ModelSpec;
  /** The second model; null: none. */
  readonly ensemble: ModelSpec | null;
  readonly backend: NodeBackend;
  /** One sentence: why this backend. */
  readonly reason: string;
  /** What else there would be, and why it is not used; null: nothing. */
  readonly note: string | null;
  /** Of a session, or sessions beside one another. */
  readonly threads: number;
}

/** A picture in memory, upright. */
export interface RawFrame {
  /** RGBA, four bytes a pixel, row-major. */
  readonly data: Uint8Array | Uint8ClampedArray;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** What a thread labels: pixels, or an image file's path or bytes. */
export type ThreadFrame = RawFrame | string | Uint8Array;

/** The thread of a segmenter. Progress comes aside. */
export interface SegmentingApi {
  open(options: ThreadOpenOptions): Promise<Reply<ThreadInfo>>;
  /**
   * Labels a frame by itself; the thread has the memory for its maps.
   * @param call a number of its own, by which it can be given up
   */
  segment(frame: ThreadFrame, request: SegmentRequest, call: number): Promise<Reply<SegmentationMaps>>;
  /** Nobody waits for that frame any more: while it waits itself, it is not labelled. */
  giveUp(call: number): Promise<Reply<null>>;
  /** Resolves once nothing is under way: a thread that is ended before may take the process along. */
  rest(): Promise<Reply<null>>;
}

/** The thread that reads a video, and has others label its frames. Progress comes aside. */
export interface AnalysingApi {
  /** @param source an address (file:, http:, https:), or the bytes */
  openVideo(source: Blob | string): Promise<Reply<OpenedVideo>>;
  /** One that is open just so stays as it is. */
  openModel(options: ThreadOpenOptions): Promise<Reply<ThreadInfo>>;
  /** Begins a pass; one that runs ends. */
  begin(options: PassOptions): Promise<Reply<null>>;
  /** Waits for the next frames of the pass. */
  take(): Promise<Reply<Batch>>;
  /** Lets go of video and pass. The model stays open. */
  rest(): Promise<Reply<null>>;
}
