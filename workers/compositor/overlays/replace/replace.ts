import { shownBackground } from '../../../../src/core/view/view.ts';
import type { OverlayKind } from '../overlay.ts';
import wgsl from './replace.wgsl?raw';

/** Another background is put behind. */
export const replace: OverlayKind = {
  create:
    ({ conceal, background }) =>
    (labelled, view, size) => {
      const shown = shownBackground(view);
      conceal(labelled, view, size, shown && { paint: () => background(shown, size), ofPicture: false });
    },
  wgsl,
};
