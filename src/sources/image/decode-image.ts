import { can } from '../../platform/capabilities.ts';
import { PerPixelError } from '../../core/errors/errors.ts';
import { checkFrame } from '../../core/geometry/frame-budget.ts';
import { bitmapOf, imageSize } from './raster.ts';

const SVG = 'image/svg+xml';
/** Of files that do not say what they are, or only that they are text. */
const MAYBE_SVG = ['', 'text/xml', 'application/xml', 'text/plain'];
/** How far an SVG may take to begin: comments and a document type come first. */
const HEAD_BYTES = 4096;

/** Browsers decode an SVG in elements only, and not in workers. */
export async function isSvg(file: Blob): Promise<boolean> {
  const type = file.type.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === SVG) return true;
  return MAYBE_SVG.includes(type) && /^\s*<[^]*<svg[\s>]|^\s*<svg[\s>]/i.test(await file.slice(0, HEAD_BYTES).text());
}

/**
 * Decodes an image file; an SVG at its own size, or at 300 × 150 (or as much of that as its shape takes) where it has none.
 * @param name for people
 * @throws PerPixelError `image-unsupported`, `frame-too-large`
 */
export async function decodeImage(file: Blob, name = ''): Promise<ImageBitmap> {
  try {
    const svg = await isSvg(file);
    return can('imageBitmap') && !svg ? await createImageBitmap(file) : await throughElement(file, svg);
  } catch (cause) {
    if (cause instanceof PerPixelError) throw cause;
    throw unreadable(name || (file.type ? `this file (${file.type})` : 'this file'), cause);
  }
}

export function unreadable(what: string, cause: unknown): PerPixelError {
  const remedy = 'Use a PNG, JPEG, WebP, AVIF or SVG.';
  return new PerPixelError('image-unsupported', `The browser cannot read ${what} as an image.`, remedy, { cause });
}

async function throughElement(file: Blob, svg: boolean): Promise<ImageBitmap> {
  const image = new Image();
  // from another address an SVG with text in HTML would count as another origin's
  image.src = await dataAddress(svg ? file.slice(0, file.size, SVG) : file);
  await image.decode();
  const size = imageSize(image);
  checkFrame(size);
  return bitmapOf(image, size);
}

function dataAddress(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file cannot be read')));
    reader.readAsDataURL(file);
  });
}
