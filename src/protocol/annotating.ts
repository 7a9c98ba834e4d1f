import type { Reply } from '../core/errors/errors.ts';
import type { Instance, Labelling } from '../core/instances/instance.ts';
import type { OwnLabelMap } from '../core/labels/label-map.ts';
import type { ModelClass } from '../core/manifest/manifest.ts';

export interface AnnotatingOptions {
  /** An address (file:, http:, https:), or the bytes. */
  readonly source: Blob | string;
  /** The MP4 that is written. */
  readonly file: string;
  readonly classes: readonly ModelClass[];
  readonly labelling: Labelling;
  /** 0 to 1. */
  readonly opacity: number;
}

/** What is drawn over a frame. */
export interface AnnotatingFrame {
  /** In the video. */
  readonly index: number;
  readonly width: number;
  readonly height: number;
  readonly labels: OwnLabelMap;
  readonly instances: readonly Instance[];
  /** Of each pixel the id of its instance; null: nothing is told apart. */
  readonly map: Uint16Array<ArrayBuffer> | null;
}

/** The thread that draws labels over a video. */
export interface AnnotatingApi {
  open(options: AnnotatingOptions): Promise<Reply<null>>;
  /** The frames in order, each shown until the next one. */
  draw(frame: AnnotatingFrame): Promise<Reply<null>>;
  finish(): Promise<Reply<null>>;
  /** Leaves nothing open. */
  leave(): Promise<Reply<null>>;
}
