import type { Front } from '../../front.ts';
import type { OverlayKind } from '../overlay.ts';
import wgsl from './blur.wgsl?raw';

/** Of the blur, as a share of the frame's height. */
const RADIUS = 0.02;

/** The background is blurred. */
export const blur: OverlayKind = {
  create({ conceal }) {
    const under = { paint: (front: Front) => front.backdrop(RADIUS), ofPicture: true };
    return (labelled, view, size) => conceal(labelled, view, size, under);
  },
  wgsl,
  blurs: RADIUS,
};
