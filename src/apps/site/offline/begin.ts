import { keepOffline, provedGood, type Later } from './keep-offline.ts';
import type { PerPixelElement } from '../../../perpixel.ts';

/** Has the site kept for a visit without its server once `viewer` has labelled its first frame. */
export function offline(viewer: PerPixelElement, later: Later): void {
  viewer.addEventListener('perpixel-ready', ({ detail }) => void keepOffline(detail, later), { once: true });
  if (viewer.kiosk) return;
  viewer.addEventListener('perpixel-error', ({ detail }) => {
    // a visitor who refuses the camera sees no frame, and nothing is wrong with the site
    if (detail.code.startsWith('camera-')) void provedGood();
  });
}
