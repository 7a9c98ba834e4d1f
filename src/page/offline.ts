import { keepOffline, provedGood } from '../offline/keep-offline.ts';
import type { PerPixelElement } from '../perpixel.ts';

/** Has the site kept for a visit without its server once `viewer` has labelled its first frame. @param also models needed later */
export function offline(viewer: PerPixelElement, also: readonly string[] = []): void {
  viewer.addEventListener('perpixel-ready', ({ detail }) => void keepOffline(detail, also), { once: true });
  if (viewer.kiosk) return;
  viewer.addEventListener('perpixel-error', ({ detail }) => {
    // a visitor who refuses the camera sees no frame, and nothing is wrong with the site
    if (detail.code.startsWith('camera-')) void provedGood();
  });
}
