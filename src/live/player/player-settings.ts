import type { PerPixelError } from '../../core/errors/errors.ts';
import type { ModelManifest } from '../../core/manifest/manifest.ts';
import type { BackendChoice } from '../../core/tuning/backend.ts';
import type { RuntimeChoice } from '../../core/tuning/runtime.ts';
import type { FrameReport, Picture } from '../../protocol/live.ts';

export interface PlayerSettings {
  /** null: what suits the source. */
  readonly model: string | URL | ModelManifest | null;
  readonly backend: BackendChoice;
  /** Default: the faster one. */
  readonly runtime?: RuntimeChoice | undefined;
  readonly assets?: string | URL | undefined;
  readonly mirror?: boolean;
  readonly ensemble?: string | ModelManifest | undefined;
  readonly deviceId?: string | undefined;
  readonly sameOrigin: boolean;
  /** Workers let themselves be provoked; default false. */
  readonly faults?: boolean;
}

/** What a player tells its owner. */
export interface PlayerEvents {
  /** Phase, playback, progress or backend changed. */
  onChange(): void;
  onFrame(report: FrameReport): void;
  /** The canvas with the newest worker's first frame: show it in place of the last one. */
  onCanvas(canvas: HTMLCanvasElement): void;
  /** What is drawn, while `captured`; null: what was handed out before may not be shown any more. */
  onPicture(picture: Picture | null): void;
  onError(error: PerPixelError): void;
}

export type PlayerPhase = 'idle' | 'opening' | 'loading' | 'running' | 'recovering' | 'failed';
