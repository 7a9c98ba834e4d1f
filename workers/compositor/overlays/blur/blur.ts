import type { OverlayKind } from '../overlay.ts';
import wgsl from './blur.wgsl?raw';
import { createBlurred } from './blurred.ts';

/** The background is blurred. */
export const blur: OverlayKind = {
  create({ conceal }) {
    const blurred = createBlurred();
    return (labelled, _view, size, picture) => conceal(labelled, size, blurred.paint(picture, size));
  },
  wgsl,
  blurs: true,
};
