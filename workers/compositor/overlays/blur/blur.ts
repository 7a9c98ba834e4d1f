import { radiusOf } from '../../../../src/core/background/background.ts';
import { blurIn } from '../../../../src/core/view/view.ts';
import type { OverlayKind } from '../overlay.ts';
import wgsl from './blur.wgsl?raw';

/** The background is blurred: evenly, as discs take a GPU. */
export const blur: OverlayKind = {
  create:
    ({ blur: behind }) =>
    (labelled, view, size) => {
      const blurring = blurIn(view);
      if (blurring) behind(labelled, view, size, radiusOf(blurring));
    },
  wgsl,
};
