import { within } from '../../src/core/geometry/fit.ts';
import { can } from '../../src/platform/capabilities.ts';
import { shownSize } from '../../src/platform/stream-frame.ts';
import type { SinglePicture } from '../pipeline/singles.ts';

/** Pixels of its longer side. */
const LONGEST = 640;

/** A picture small enough to be kept for people to look at; null where the browser makes none. */
export async function smallPicture(picture: SinglePicture | ImageBitmap): Promise<Blob | null> {
  if (!can('offscreenCanvas')) return null;
  const drawable = picture instanceof ImageData ? await createImageBitmap(picture) : picture;
  const { width, height } = within(shownSize(drawable), LONGEST);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(drawable, 0, 0, width, height);
  if (drawable !== picture) (drawable as ImageBitmap).close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 }).catch(() => null);
}
