import { can } from '../../platform/capabilities.ts';
import type { Size } from '../../core/geometry/fit.ts';
import { unsupported } from '../../platform/unsupported.ts';

/** What a picture can be taken of. */
export type Drawable = HTMLImageElement | HTMLVideoElement | HTMLCanvasElement | OffscreenCanvas | ImageBitmap;

/** What an image is shown at where it says nothing itself, as an SVG may (CSS 2.1, 10.3.2). */
const UNSIZED: Size = { width: 300, height: 150 };

/** Pixels of an image element whose picture is there. */
export function imageSize({ naturalWidth, naturalHeight }: HTMLImageElement): Size {
  return naturalWidth > 0 && naturalHeight > 0 ? { width: naturalWidth, height: naturalHeight } : UNSIZED;
}

/** A copy as a bitmap. */
export async function bitmapOf(source: Drawable, size: Size): Promise<ImageBitmap> {
  if (can('imageBitmap')) {
    // Chromium refuses those without a size of their own, and takes those with HTML in them for another origin's
    return createImageBitmap(isSvg(source) || isLying(source) ? pixelsOf(source, size) : source);
  }
  if (!can('offscreenCanvas')) throw unsupported('imageBitmap');
  const canvas = new OffscreenCanvas(size.width, size.height);
  canvas.getContext('2d')?.drawImage(source, 0, 0, size.width, size.height);
  return canvas.transferToImageBitmap();
}

/**
 * A copy in memory: for browsers whose workers cannot read bitmaps.
 * @throws DOMException `SecurityError` where the picture is of another origin that does not allow it
 */
export function pixelsOf(source: Drawable, size: Size): ImageData {
  return context(drawn(source, size)).getImageData(0, 0, size.width, size.height);
}

function isSvg(source: Drawable): boolean {
  return 'currentSrc' in source && /^data:image\/svg|\.svg([?#]|$)/i.test(source.currentSrc);
}

/** Firefox turns the film of a phone for the screen and a canvas alone. */
function isLying(source: Drawable): boolean {
  return 'videoWidth' in source && !can('turnedFrames');
}

function drawn(source: Drawable, { width, height }: Size): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  context(canvas).drawImage(source, 0, 0, width, height);
  return canvas;
}

function context(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const found = canvas.getContext('2d', { willReadFrequently: true });
  if (!found) throw new Error('No 2D canvas could be had.');
  return found;
}
