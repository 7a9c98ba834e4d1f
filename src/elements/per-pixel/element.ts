import type { Reach } from '../controllers/reach.ts';
import type { Labelling } from '../../core/instances/instance.ts';
import type { Keep } from '../../core/instances/keep.ts';
import type { PerPixelError } from '../../core/errors/errors.ts';
import type { LatencyReport } from '../../core/metrics/metrics.ts';
import type { RefineOptions } from '../../core/refine/stages.ts';
import type { BackgroundOption } from '../../core/options/background-option.ts';
import type { BackendChoice } from '../../core/tuning/backend.ts';
import type { RuntimeChoice } from '../../core/tuning/runtime.ts';
import type { TaskFound } from '../../core/manifest/tasks.ts';
import type { FrameReport } from '../../protocol/live.ts';
import type { Overlay } from '../../core/view/overlay.ts';
import type { Progress } from '../../core/options/progress.ts';
import type { PlayerSupervisor, SupervisedPlayer } from '../../live/player/supervised.ts';

/** Detail of `perpixel-frame`. */
export interface PerPixelFrame
  extends Pick<FrameReport, 'id' | 'width' | 'height' | 'seconds' | 'shares' | 'timings'>, TaskFound {
  /** Where each class lies from left to right of the picture as shown, 0 to 1; no number where it does not occur. */
  readonly centres: Float32Array;
  /** Mean IoU against the source's own labels, 0 to 1; null where it has none. */
  readonly miou: number | null;
}

/** `<per-pixel>` as other code sees it. */
export interface PerPixelElement extends HTMLElement {
  /** Resolves when what was set has been taken up. */
  readonly updateComplete: Promise<boolean>;
  /** `camera`, `street`, `motorway`, or the address of a video or image. */
  source: string;
  /** A bundled model's id or a manifest's address; empty: what suits the source. */
  model: string;
  /** What labels: `auto` finds out what is fastest here. */
  backend: BackendChoice;
  /** The library that runs the network: `auto` finds out which is faster here. */
  runtime: RuntimeChoice;
  /** What is laid over the picture, or takes its background away. */
  overlay: Overlay;
  /** 0 to 1. */
  opacity: number;
  /** How labels are tidied; null: the model's own, false: the argmax alone. */
  refine: RefineOptions | false | null;
  /** Pixels whose confidence is below are hatched; 0 (off) to 1. */
  doubt: number;
  /** Share of the picture's width that shows raw labels, 0 to 1; null: none. */
  split: number | null;
  /** What labels tell apart; empty: what the model is made for. */
  labelling: Labelling | '';
  /** Whom views that hide the background leave in front; null: what suits the model. */
  keep: Keep | null;
  /**
   * What lies behind: `blur` or `bokeh`, with a strength of 0 to 1 as `blur 0.8`, a scene's name, a colour as `#204060`, `transparent`,
   * the address of an image or a video, or a file of either; null: what the overlay shows by itself.
   */
  background: BackgroundOption;
  /** How much of another background's light falls on the edges of whoever is in front, 0 to 1. */
  lightWrap: number;
  /** Labels each frame in the mirror too and averages both predictions. */
  mirror: boolean;
  /** A second model with the same classes, whose predictions are averaged with the first one's; empty: none. */
  ensemble: string;
  /** The camera's device id; empty: the one that faces the visitor. */
  device: string;
  /** The folder with wasm and models; empty: beside the library. */
  assets: string;
  /** Shows how to teach a thing: the brush over the picture, and the panel beside it where there are controls. */
  teach: boolean;
  /** Shows the tool bar, the legend and the figures. */
  controls: boolean;
  /** Where keys work; `page` means the picture alone where there are no controls. */
  shortcuts: Reach;
  /** Opens addresses of the page's own origin only. */
  sameOrigin: boolean;
  /** What it waits for before it labels; null: nothing, or nothing that can be told. */
  readonly progress: Progress | null;
  /** Shows a camera that faces the visitor as a mirror does. */
  mirrored: boolean;
  /** Frames a second that a camera is asked for; null: its own. */
  rate: number | null;
  /** Goes on playing. */
  play(): Promise<void>;
  /** A camera is let go of, and opened anew by `play()`. */
  pause(): void;
  /** Resolves when the picture at this time is on its way. A live source ignores it. */
  seek(seconds: number): Promise<void>;
  /** What is shown, as PNG. Rejects before the first frame. */
  snapshot(): Promise<Blob>;
  /** What is shown, as a stream whose track lasts as long as the element. Each call gives a stream of its own. */
  captureStream(): MediaStream;
  stats(): LatencyReport;
  /** Opens a file of the visitor's. Rejects with what is wrong with it. */
  openFile(file: File | Blob): Promise<void>;
  /**
   * Hands faults over: the element opens and restarts nothing by itself, and shows no message over the picture, until the
   * supervisor releases the player or another one takes its place.
   */
  supervise(supervisor: PlayerSupervisor): SupervisedPlayer;
  /** Tells the visitor of a mistake without stopping the picture. */
  notify(error: PerPixelError): void;
}
