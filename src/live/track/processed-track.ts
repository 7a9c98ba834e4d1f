import type { PerPixelError } from '../../core/errors/errors.ts';
import type { Labelling } from '../../core/instances/instance.ts';
import type { Keep } from '../../core/instances/keep.ts';
import type { ModelManifest } from '../../core/manifest/manifest.ts';
import type { LatencyReport } from '../../core/metrics/metrics.ts';
import type { OpeningOptions } from '../../core/options/model-choice.ts';
import type { BackgroundOption } from '../../core/options/background-option.ts';
import type { Overlay } from '../../core/view/overlay.ts';

/** What becomes of a track's picture. */
export interface TrackOptions extends OpeningOptions {
  /** A bundled model's id, a manifest's address, or a manifest; default: the person model that suits the picture's shape. */
  readonly model?: string | URL | ModelManifest | undefined;
  /** What is laid over the picture, or takes its background away; default: the one that shows the background, else 'blur'. */
  readonly overlay?: Overlay | undefined;
  /**
   * What lies behind: `blur` or `bokeh`, with a strength of 0 to 1 as `blur 0.8`, a scene's name, a colour as `#204060`, `transparent`,
   * the address of an image or a video, or a file of either. Default: what the overlay shows by itself.
   */
  readonly background?: BackgroundOption | undefined;
  /** How much of another background's light falls on the edges of whoever is in front, 0 to 1; default 0. */
  readonly lightWrap?: number | undefined;
  /** Of the overlay, 0 to 1; default 0.5. */
  readonly opacity?: number | undefined;
  /** What labels tell apart; default: what the model is made for. */
  readonly labelling?: Labelling | undefined;
  /** Whom views that hide the background leave in front; default: what suits the model. */
  readonly keep?: Keep | undefined;
  /**
   * What went wrong since: the track is black from then on, until an update helps or it is stopped; but for a background, in whose
   * place the one before is shown.
   */
  readonly onError?: ((error: PerPixelError) => void) | undefined;
}

/** A track of the same pictures as they are drawn. Where the overlay hides the background, nothing raw ever comes out of it. */
export interface ProcessedTrack {
  /** Ends with the track that goes in. */
  readonly track: MediaStreamTrack;
  /**
   * Changes what is named; the rest stays. What hides more holds from this call on. Where one of `blur`, `replace` and `cutout` is on,
   * a background alone takes its overlay along.
   * @throws PerPixelError `option-invalid`, `model-invalid`; then all stays as it was
   */
  update(options: TrackOptions): void;
  /** Percentiles over the last 600 frames. */
  stats(): LatencyReport;
  /** Ends the worker and the processed track; the one that went in stays its owner's. Twice is harmless. */
  stop(): void;
}
