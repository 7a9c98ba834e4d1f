import { radiusOf } from '../../../../src/core/background/background.ts';
import { blurIn } from '../../../../src/core/view/view.ts';
import type { Front } from '../../front.ts';
import type { OverlayKind } from '../overlay.ts';
import wgsl from './blur.wgsl?raw';

/** The background is blurred: evenly, as discs take a GPU. */
export const blur: OverlayKind = {
  create:
    ({ conceal }) =>
    (labelled, view, size) => {
      const blurring = blurIn(view);
      if (!blurring) return;
      const radius = radiusOf(blurring);
      conceal(labelled, view, size, { paint: (front: Front) => front.backdrop(radius), ofPicture: true });
    },
  wgsl,
};
