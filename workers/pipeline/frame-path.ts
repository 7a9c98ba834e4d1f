import type { Backgrounds } from '../compositor/background/backgrounds.ts';
import type { Size } from '../../src/core/geometry/fit.ts';
import type { Instance } from '../../src/core/instances/instance.ts';
import type { StageTimings, TimedBy } from '../../src/core/metrics/metrics.ts';
import type { Accuracy } from '../../src/core/metrics/accuracy.ts';
import type { Sampled } from '../../src/core/metrics/sampled.ts';
import type { Moves } from '../../src/core/metrics/moves.ts';
import type { Probe } from '../../src/core/labels/probe.ts';
import type { Truth } from '../../src/core/truth/truth.ts';
import type { View } from '../../src/core/view/view.ts';
import type { TaskFound } from '../../src/core/manifest/tasks.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import type { StreamFrame } from '../../src/platform/stream-frame.ts';

export interface PathRequest {
  /** Of the frame as shown. */
  readonly size: Size;
  /** Of the label map. */
  readonly labels: Size;
  readonly refine: RefineOptions | false;
  /** The newest: it may change while the frame is on its way, and holds from then on. */
  view(): View;
  /** Media time. */
  readonly seconds: number;
  /** It is a camera's, behind which there is always another one. */
  readonly camera: boolean;
  readonly truth: Truth | null;
  /** Whether later frames will follow this one's labels. */
  readonly hold: boolean;
  /** The labels may follow the last held frame's, where the way `follows`. */
  readonly follow: boolean;
  /** The model may run in a thread beside, where the way `besides`; default false. */
  readonly beside?: boolean;
}

/** What became of one frame of a stream. */
export interface Drawn {
  readonly shares: Float32Array<ArrayBuffer>;
  /** Where each class lies from left to right, 0 to 1; no number where it does not occur. As old as the shares. */
  readonly centres: Float32Array<ArrayBuffer>;
  /** How many frames ago the shares were taken: they may be read back late. */
  readonly sharesAge: number;
  readonly timings: StageTimings;
  readonly timedBy: TimedBy;
  /** Milliseconds that this very frame took; absent: the sum of its timings, which may be of an earlier one. */
  readonly spent?: number;
  readonly moves: Moves;
  /** `performance.timeOrigin + performance.now()`. */
  readonly drawn: number;
  readonly accuracy: Accuracy | null;
  /** A sentence for the visitor where something is amiss with the labels; null: nothing. */
  readonly note: string | null;
  /** What the model's task says of the frame besides its shares; null: nothing. */
  readonly found: TaskFound | null;
  /** How many large regions of things lie apart; null: it was not looked. */
  readonly crowd: number | null;
  /** Of a model that sees some frames only; absent: it sees each. */
  readonly sampled?: Sampled | null;
}

/** What a path shows. */
export interface LastFrame {
  readonly frame: StreamFrame;
  readonly request: PathRequest;
}

/** Where a path draws. */
export interface DrawTarget {
  readonly canvas: OffscreenCanvas;
  /** What is put behind; a stream's own, whichever path draws it. */
  readonly backgrounds: Backgrounds;
  /** Called in the task that drew. @param kept tracks that were left in front; null: nobody was hidden */
  onDrawn(view: View, kept: readonly number[] | null): void;
}

/** The way of a stream's frames from the picture to the canvas. Calls to `present` do not overlap. */
export interface FramePath {
  /** Things can be shown apart. */
  readonly tellsApart: boolean;
  /** Labels can move along with the picture without running the model. */
  readonly follows: boolean;
  /** The model can run in a thread beside the frames, whose labels move along with the picture; absent: it cannot. */
  readonly besides?: boolean;
  /** Labels and draws a frame; the caller closes it. */
  present(frame: StreamFrame, request: PathRequest): Promise<Drawn>;
  /** Draws the last frame, if there is one, again with the view of now. Resolves when that is done. */
  redraw(): Promise<void>;
  /** x, y in 0 to 1 of the picture, unmirrored; null before the first frame. */
  probe(x: number, y: number): Promise<Probe | null>;
  /** PNG of what is drawn; null before the first frame. */
  snapshot(): Promise<Blob | null>;
  /**
   * A frame whose things another way has followed, before the next one that comes here; absent: it follows them anew.
   * @param size of the frame
   */
  adopt?(seconds: number, instances: readonly Instance[], size: Size): void;
  /** Hands out the last frame, which the caller closes: nothing is redrawn before the next one. Absent: it keeps none. */
  takeLast?(): LastFrame | null;
  /** Nothing of the frames before is smoothed into the next one. */
  reset(): void;
  /** Lets go of the last frame and of what was made for the path; the session stays its owner's. Twice is harmless. */
  close(): void;
}
