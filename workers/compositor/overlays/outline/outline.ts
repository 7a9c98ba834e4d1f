import type { OverlayKind } from '../overlay.ts';
import wgsl from './outline.wgsl?raw';

/** Lines where classes meet. */
export const outline: OverlayKind = {
  create:
    ({ layer, coverSplit }) =>
    (labelled, view, size) =>
      coverSplit(layer.outline, labelled, view, size),
  wgsl,
};
