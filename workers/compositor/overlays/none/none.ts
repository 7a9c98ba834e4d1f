import type { OverlayKind } from '../overlay.ts';
import wgsl from './none.wgsl?raw';

/** The picture alone. */
export const none: OverlayKind = {
  create: () => () => undefined,
  blends: 'nothing',
  wgsl,
};
