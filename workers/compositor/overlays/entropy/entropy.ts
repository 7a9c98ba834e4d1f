import type { OverlayKind } from '../overlay.ts';
import wgsl from './entropy.wgsl?raw';

/** Where the model wavers between classes, on a perceptual ramp. */
export const entropy: OverlayKind = {
  create:
    ({ heat, coverPlaced }) =>
    (labelled, _view, size) =>
      coverPlaced(heat.paint(labelled, 'entropy'), labelled, size),
  wgsl,
};
