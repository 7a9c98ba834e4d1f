import type { OwnLabelMap } from '../labels/label-map.ts';
import type { TaskFound } from '../manifest/tasks.ts';

/** A frame that was labelled, with what was asked for. */
export interface AnalysedFrame {
  readonly index: number;
  /** Seconds. */
  readonly timestamp: number;
  /** Of this frame: a video may change its size. */
  readonly width: number;
  readonly height: number;
  /** A share a class, then a number for each column that the model's task adds, and for each class of things, if these are counted. */
  readonly figures: Float32Array<ArrayBuffer>;
  /** What else the task says of the frame; null: nothing. */
  readonly found: TaskFound | null;
  /** height × width class ids; null where nobody asked for them. */
  readonly labels: OwnLabelMap | null;
  /** Of every pixel its top probability; null where nobody asked for that. */
  readonly confidence: Float32Array<ArrayBuffer> | null;
  /** Of each pixel the id of its instance, 0 for none; null where nobody asked for them, or nothing is told apart. */
  readonly instanceMap: Uint16Array<ArrayBuffer> | null;
  /** Milliseconds that the network took. */
  readonly inference: number;
  /** A sentence where something is amiss with the labels; null: nothing. */
  readonly note: string | null;
}

/** What a pass has got done since it was asked last, in order. */
export interface Batch {
  readonly frames: readonly AnalysedFrame[];
  /** Indices of frames that could not be decoded. */
  readonly lost: readonly number[];
  readonly done: boolean;
}
