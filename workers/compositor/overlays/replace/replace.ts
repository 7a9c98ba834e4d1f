import { createGradient } from './gradient.ts';
import type { OverlayKind } from '../overlay.ts';
import wgsl from './replace.wgsl?raw';

/** Another background is put behind. */
export const replace: OverlayKind = {
  create({ conceal }) {
    const gradient = createGradient();
    return (labelled, view, size) =>
      conceal(labelled, view, size, { paint: () => gradient.paint(size), ofPicture: false });
  },
  wgsl,
};
