import type { OverlayKind } from '../overlay.ts';

/** How far the results of several runs are apart, on a perceptual ramp. Several runs are averaged, and drawn, on the CPU. */
export const disagreement: OverlayKind = {
  create:
    ({ heat, coverPlaced }) =>
    (labelled, _view, size) =>
      coverPlaced(heat.paint(labelled, 'disagreement'), labelled, size),
  wgsl: null,
};
