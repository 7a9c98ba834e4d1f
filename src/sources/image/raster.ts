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

/** Larger canvases are not kept. */
const KEPT_PIXELS = 2 ** 21;

let kept: OffscreenCanvas | null = null;

/**
 * A copy as a video frame, by way of a canvas: what the browser decoded to show the image it draws there, and decodes once more for a
 * bitmap, which takes ten times as long. What is transparent turns black. Null where there are no such frames.
 * @throws DOMException `SecurityError` where the picture is of another origin that does not allow it
 */
export function frameOfImage(image: HTMLImageElement, { width, height }: Size): VideoFrame | null {
  if (!can('videoFrame') || !can('offscreenCanvas')) return null;
  const canvas = kept ?? new OffscreenCanvas(width, height);
  // one that drew another origin's picture is of no use any more
  kept = null;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const drawing = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!drawing) return null;
  drawing.globalCompositeOperation = 'copy';
  drawing.drawImage(image, 0, 0, width, height);
  const frame = new VideoFrame(canvas, { timestamp: 0 });
  if (width * height <= KEPT_PIXELS) kept = canvas;
  return frame;
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
