import type { Reply } from '../core/errors/errors.ts';
import type { Size } from '../core/geometry/fit.ts';
import type { ModelManifest } from '../core/manifest/manifest.ts';
import type { Head } from '../core/teaching/head.ts';
import type { FrameInput, FrameReport, PipelineApi, PipelineInfo } from './live.ts';

/** A frame whose features a worker keeps, so that strokes on it need no other run of the network. */
export interface HeldFrame extends Size {
  /** Its number in that worker. */
  readonly id: number;
  /** The frame, small, for people; null where none was wanted, or the browser makes none. */
  readonly picture: Blob | null;
}

export interface Taught {
  /** Its model's classes are those of the head. */
  readonly info: PipelineInfo;
  /** Of the frame that is shown, labelled anew; null: it was not asked, or there is none. */
  readonly report: FrameReport | null;
}

/** An ordinary model. */
export interface TaughtModel {
  /** Its `file` is a name, for beside the manifest. */
  readonly manifest: ModelManifest;
  readonly file: Blob;
}

/** What a pipeline's worker does for a teacher, where its model's task is `features`. */
export interface TrunkApi {
  /**
   * Every frame from now on is labelled with this head.
   * @param anew the frame that is shown, too
   */
  teach(head: Head, anew: boolean): Promise<Reply<Taught>>;
  /**
   * Keeps a frame's features; of the oldest ones they are forgotten.
   * @param frame null: the one that is shown
   * @param pictured whether a small picture of it is wanted
   */
  holdFrame(frame: FrameInput | null, pictured: boolean): Promise<Reply<HeldFrame>>;
  /** The features of some cells of a held frame, as `sampleMaps` has them. */
  sample(id: number, cells: Uint32Array<ArrayBuffer>): Promise<Reply<Float32Array<ArrayBuffer>>>;
  /** Features are not needed any more. */
  letGo(id: number): Promise<Reply<null>>;
  /** The trunk's file with a head inside. */
  bake(head: Head): Promise<Reply<TaughtModel>>;
}

/** All that a pipeline's worker does. */
export interface LiveApi extends PipelineApi, TrunkApi {}
