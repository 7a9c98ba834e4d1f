import type { PerPixelError } from '../../core/errors/errors.ts';
import type { FrameReport } from '../../protocol/live.ts';
import type { PresentationEvents } from './presentation.ts';

/** What a stream tells whoever decides for it. */
export interface StreamEvents extends PresentationEvents {
  /** Playback, progress, backend, or what is withheld changed. */
  onChange(): void;
  onFrame(report: FrameReport): void;
  /** The canvas with the newest worker's first frame. */
  onCanvas(canvas: HTMLCanvasElement): void;
  /** The source broke while running. */
  onSourceError(error: PerPixelError): void;
  /** The source has given no picture for a moment. */
  onMuted(): void;
  /** The source opens, though not as was hoped. */
  onNotice(notice: PerPixelError): void;
  /** A frame got no labels. @returns whether the next one may be offered */
  onUnlabelled(error: PerPixelError): boolean;
  /** The worker opened its model anew, on another device. */
  onRenewed(): void;
  /** The worker is gone. */
  onCrash(error: PerPixelError): void;
}
