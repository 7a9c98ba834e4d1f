import { shownBackground } from '../../../../src/core/view/view.ts';
import type { Front } from '../../front.ts';
import type { OverlayKind } from '../overlay.ts';
import wgsl from './replace.wgsl?raw';

/** Another background is put behind, and some of its light falls on who is before it. */
export const replace: OverlayKind = {
  create:
    ({ conceal, background, wrap }) =>
    (labelled, view, size) => {
      const shown = shownBackground(view);
      if (!shown) return;
      const paint = () => background(shown, size);
      const wrapping = view.lightWrap > 0 && { wrap: (front: Front) => wrap(shown, view, size, front) };
      conceal(labelled, view, size, { paint, ofPicture: false, ...wrapping });
    },
  wgsl,
};
