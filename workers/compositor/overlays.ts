import type { Overlay } from '../../src/core/view/overlay.ts';
import { blur } from './overlays/blur/blur.ts';
import { confidence } from './overlays/confidence/confidence.ts';
import { cutout } from './overlays/cutout/cutout.ts';
import { disagreement } from './overlays/disagreement/disagreement.ts';
import { entropy } from './overlays/entropy/entropy.ts';
import { labels } from './overlays/labels/labels.ts';
import { none } from './overlays/none/none.ts';
import { outline } from './overlays/outline/outline.ts';
import type { OverlayKind } from './overlays/overlay.ts';
import { replace } from './overlays/replace/replace.ts';

/** How each overlay is drawn, on a 2D canvas and on the GPU. */
export const OVERLAY_KINDS: Readonly<Record<Overlay, OverlayKind>> = {
  labels,
  outline,
  blur,
  replace,
  cutout,
  confidence,
  entropy,
  none,
  disagreement,
};
