import { WITHHELD, type SentView } from '../../src/core/view/view.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import type { Head } from '../../src/core/teaching/head.ts';
import type { FrameMeta } from '../../src/protocol/live.ts';
import type { StreamFrame } from '../../src/platform/stream-frame.ts';
import type { TrackNumbers } from '../../src/core/instances/track-numbers.ts';
import { createBackgrounds, type Backgrounds } from '../compositor/background/backgrounds.ts';
import type { Capture } from './capture.ts';
import type { DisplayWatch } from './display-watch.ts';

/**
 * What a stream's frames are drawn with. It belongs to the worker and not to a session or a frame path, since both are
 * replaced while it changes; whoever draws looks at the moment of drawing.
 */
export interface LiveSettings {
  view: SentView;
  /** null: the model's own. */
  refine: RefineOptions | false | null;
  /** What a trunk labels with; null: it was taught nothing. */
  head: Head | null;
  /** The frame that is shown, upright, where somebody may teach on it; null: none. */
  kept: KeptFrame | null;
  readonly tracks: TrackNumbers;
  /** Pictures of the visitor's that views put behind. */
  readonly backgrounds: Backgrounds;
  /** Where drawn pictures go besides the canvas; null: nowhere. */
  capture: Capture | null;
  /** Who is told what the display has taken of the canvas; null: nobody. */
  display: DisplayWatch | null;
}

export interface KeptFrame {
  readonly frame: StreamFrame;
  readonly meta: FrameMeta;
}

/** Nothing of the picture is shown before somebody has said what may be seen. */
export function createLiveSettings(): LiveSettings {
  return {
    view: WITHHELD,
    refine: null,
    head: null,
    kept: null,
    tracks: { last: 0 },
    backgrounds: createBackgrounds(),
    capture: null,
    display: null,
  };
}
