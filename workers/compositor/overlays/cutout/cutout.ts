import type { OverlayKind } from '../overlay.ts';
import wgsl from './cutout.wgsl?raw';

/** The background is taken away. */
export const cutout: OverlayKind = {
  create:
    ({ conceal }) =>
    (labelled, view, size) =>
      conceal(labelled, view, size, null),
  wgsl,
};
