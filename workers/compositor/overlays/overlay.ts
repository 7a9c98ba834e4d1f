import type { Size } from '../../../src/core/geometry/fit.ts';
import type { Labelled } from '../../../src/core/labels/labelled.ts';
import type { View } from '../../../src/core/view/view.ts';
import type { Ink } from './ink.ts';

/**
 * Draws one frame's overlay on the 2D canvas, on which the picture lies already, unless the overlay conceals the background; canvas
 * and opacity are set as the view is.
 */
export type Paint = (labelled: Labelled, view: View, size: Size) => void;

/** How both compositors draw an overlay. Its words are in `src/core/view/overlay.ts`. */
export interface OverlayKind {
  /** What it draws with on a 2D canvas; called once, when it is first shown. */
  create(ink: Ink): Paint;
  /** Of the kernel that blends bytes in memory, where sizes and ids allow: what it lays over the picture. */
  readonly blends?: 'labels' | 'nothing';
  /**
   * A function in WGSL, `overlay_NAME(at: Pixel) -> vec4f`, which gives a premultiplied colour and may use whatever is in
   * `gpu/composite.wgsl`; null: it is not drawn on the GPU, where then nothing of the picture is shown.
   */
  readonly wgsl: string | null;
}
