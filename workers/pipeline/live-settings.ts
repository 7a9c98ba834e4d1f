import { WITHHELD, type ChosenView } from '../../src/core/view/view.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import type { TrackNumbers } from '../../src/core/instances/track-numbers.ts';
import { createBackgrounds, type Backgrounds } from '../compositor/background/backgrounds.ts';
import type { Capture } from './capture.ts';

/**
 * What a stream's frames are drawn with. It belongs to the worker and not to a session or a frame path, since both are
 * replaced while it changes; whoever draws looks at the moment of drawing.
 */
export interface LiveSettings {
  view: ChosenView;
  /** null: the model's own. */
  refine: RefineOptions | false | null;
  readonly tracks: TrackNumbers;
  /** Pictures of the visitor's that views put behind. */
  readonly backgrounds: Backgrounds;
  /** Where drawn pictures go besides the canvas; null: nowhere. */
  capture: Capture | null;
}

/** Nothing of the picture is shown before somebody has said what may be seen. */
export function createLiveSettings(): LiveSettings {
  return { view: WITHHELD, refine: null, tracks: { last: 0 }, backgrounds: createBackgrounds(), capture: null };
}
