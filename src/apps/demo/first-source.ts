import type { PerPixelElement } from '../../perpixel.ts';
import { cameraPermitted } from '../../sources/camera/camera.ts';

/**
 * What is looked at where nobody has said: nobody is asked for a camera before they want it, but one that stands allowed is wanted. What
 * the visitor chooses while the browser is asked for that goes before it, be it a source or a file of theirs.
 */
export async function chooseFirst(viewer: PerPixelElement): Promise<void> {
  const chosen = new AbortController();
  const { signal } = chosen;
  viewer.addEventListener('perpixel-statechange', ({ detail }) => detail.state !== 'idle' && chosen.abort(), {
    signal,
  });
  const permitted = await cameraPermitted();
  const already = signal.aborted || viewer.source !== '';
  // it listens no longer
  chosen.abort();
  if (already) return;
  viewer.source = permitted ? 'camera' : viewer.teach ? '' : 'street';
}
