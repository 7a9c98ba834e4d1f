import type { StreamFrame } from '../../platform/stream-frame.ts';

/** Where drawn pictures come out as a track. */
export interface Outlet {
  readonly track: MediaStreamTrack;
  /** Takes the picture. */
  show(picture: StreamFrame): void;
  /** Black, in place of a picture that may not be shown any more. */
  cover(): void;
  /** The track ends as one whose device is gone: whoever listens to it hears of that. Twice is harmless. */
  end(): void;
}
