import type { OverlayKind } from '../overlay.ts';
import wgsl from './labels.wgsl?raw';

/** Each pixel in its class's colour. */
export const labels: OverlayKind = {
  create:
    ({ layer, coverSplit }) =>
    (labelled, view, size) =>
      coverSplit(layer.fill, labelled, view, size),
  blends: 'labels',
  wgsl,
};
