import type { OverlayKind } from '../overlay.ts';
import wgsl from './confidence.wgsl?raw';

/** How sure the model is of each pixel, on a perceptual ramp. */
export const confidence: OverlayKind = {
  create:
    ({ heat, coverPlaced }) =>
    (labelled, _view, size) =>
      coverPlaced(heat.paint(labelled, 'confidence'), labelled, size),
  wgsl,
};
