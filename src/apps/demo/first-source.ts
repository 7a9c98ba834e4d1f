import type { PerPixelElement } from '../../perpixel.ts';
import { cameraPermitted } from '../../sources/camera/camera.ts';

/**
 * What is looked at where nobody has said: nobody is asked for a camera before they want it, but one that stands allowed is wanted. What
 * the visitor chooses while the browser is asked for that goes before it, be it a source or a file of theirs.
 */
export async function chooseFirst(viewer: PerPixelElement): Promise<void> {
  const chosen = new AbortController();
  viewer.addEventListener('perpixel-statechange', () => chosen.abort(), { signal: chosen.signal });
  const permitted = await cameraPermitted();
  if (chosen.signal.aborted || viewer.source) return;
  chosen.abort();
  viewer.source = permitted ? 'camera' : viewer.teach ? '' : 'street';
}
