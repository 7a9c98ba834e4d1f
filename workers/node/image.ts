import { PerPixelError } from '../../src/core/errors/errors.ts';
import { checkFrame } from '../../src/core/geometry/frame-budget.ts';
import { fileKind, HEAD } from '../../src/core/media/file-kind.ts';
import type { RawFrame, ThreadFrame } from '../../src/protocol/threads.ts';
import { peer } from '../../src/threads/peer.ts';
import type { SharedPicture } from './shared-frame.ts';

/** @throws PerPixelError `frame-invalid`, `frame-too-large`, `image-unsupported` */
export async function pictureOf(frame: ThreadFrame): Promise<SharedPicture> {
  const raw = typeof frame === 'string' || frame instanceof Uint8Array ? await decoded(frame) : frame;
  const { data, width, height } = raw;
  checkFrame(raw);
  if (data.length < 4 * width * height) {
    throw new PerPixelError(
      'frame-invalid',
      `The frame is ${width} × ${height}, and its data holds ${data.length} bytes.`,
      'Pass RGBA, four bytes a pixel.',
    );
  }
  return {
    bytes: new Uint8Array(data.buffer, data.byteOffset, 4 * width * height),
    layout: [{ offset: 0, stride: 4 * width }],
    format: 'RGBA',
    colours: { matrix: null, fullRange: null },
    turn: null,
    width,
    height,
    shown: { width, height },
  };
}

/** Upright, in sRGB: as browsers decode images. What is transparent turns black, as it does there. */
async function decoded(file: string | Uint8Array): Promise<RawFrame> {
  const sharp = await peer(async () => (await import('sharp')).default, {
    name: 'sharp',
    code: 'image-unsupported',
    what: 'An image file',
  });
  const name = typeof file === 'string' ? file : 'This file';
  try {
    const { data, info } = await sharp(file, { limitInputPixels: false })
      .autoOrient()
      .toColourspace('srgb')
      .flatten({ background: '#000' })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch (cause) {
    throw unreadable(name, typeof file === 'string' ? null : file, cause);
  }
}

function unreadable(name: string, bytes: Uint8Array | null, cause: unknown): PerPixelError {
  const said = cause instanceof Error ? cause.message : String(cause);
  if (/missing/i.test(said)) {
    return new PerPixelError(
      'source-unavailable',
      `${name} cannot be read: there is no such file.`,
      'Check its path.',
      { cause },
    );
  }
  const kind = bytes && fileKind(new Uint8Array(bytes.subarray(0, HEAD)));
  const what = kind ? `it is ${kind.name}, or damaged` : 'it is damaged, or of another kind';
  return new PerPixelError(
    'image-unsupported',
    `${name} cannot be read as an image: ${what}.`,
    'Use a PNG, JPEG, WebP, AVIF or SVG.',
    {
      cause,
    },
  );
}
