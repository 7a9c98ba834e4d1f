import { decodeImage, isSvg, unreadable } from '../sources/image/decode-image.ts';
import { bitmapOf, frameOfImage, imageSize, pixelsOf, type Drawable } from '../sources/image/raster.ts';
import { can } from '../platform/capabilities.ts';
import { PerPixelError } from '../core/errors/errors.ts';
import type { Size } from '../core/geometry/fit.ts';
import { checkFrame } from '../core/geometry/frame-budget.ts';
import { isOf } from '../core/options/kind.ts';
import type { FrameInput } from '../protocol/live.ts';
import { shownSize } from '../platform/stream-frame.ts';
import { shownFrame } from './shown-frame.ts';

/** Anything `segment()` takes. */
export type Frame =
  | ImageBitmap
  | ImageData
  | VideoFrame
  | HTMLVideoElement
  | HTMLImageElement
  | HTMLCanvasElement
  | OffscreenCanvas
  | Blob;

export interface PreparedFrame {
  readonly input: FrameInput;
  /** True where the input is ours (or given away) and moves to the worker; false where it is copied on the way. */
  readonly transferred: boolean;
  /** Copies of the whole picture made to get here. */
  readonly copies: number;
}

/**
 * A frame in a form that can cross to the worker, leaving the caller's own untouched unless it is given away.
 * @throws PerPixelError `frame-invalid`, `frame-too-large`, `image-unsupported`, `origin-blocked`
 */
export async function prepareFrame(frame: Frame, giveAway: boolean): Promise<PreparedFrame> {
  try {
    return await prepared(frame, giveAway);
  } catch (thrown) {
    throw refused(thrown);
  }
}

/** Its owner may have closed it or handed it over while it waited; the worker could not even say so. */
export function assertWhole(input: FrameInput): void {
  if (isOf<Blob>(input, 'Blob', 'File')) return;
  if (isOf<ImageData>(input, 'ImageData')) {
    if (input.data.length === 0) throw invalid('The ImageData is detached: its memory was handed over');
    return;
  }
  open(shownSize(input), isOf(input, 'VideoFrame') ? 'VideoFrame' : 'ImageBitmap');
}

/** Lets go of a frame that never got to the worker. */
export function release({ input, transferred }: PreparedFrame): void {
  if (transferred && 'close' in input) input.close();
}

/** What the browser means that does not hand a frame over; others' errors are left as they are. */
export function refused(thrown: unknown, input?: FrameInput): unknown {
  const name = thrown instanceof DOMException ? thrown.name : '';
  const isTainted = name === 'DataCloneError' && isOf<ImageBitmap>(input, 'ImageBitmap') && input.width > 0;
  if (name === 'SecurityError' || isTainted) return foreign(thrown);
  if (thrown instanceof PerPixelError) return thrown;
  return invalid('The frame cannot be read: it is closed, detached or has no picture yet', thrown);
}

/** The classes by name: a frame may be of another document's, and the browser may not know them all. */
function prepared(frame: Frame, giveAway: boolean): PreparedFrame | Promise<PreparedFrame> {
  if (isOf<Blob>(frame, 'Blob', 'File')) return ofBlob(frame);
  if (isOf<VideoFrame>(frame, 'VideoFrame')) {
    checkFrame(open(shownSize(frame), 'VideoFrame'));
    return { input: giveAway ? frame : frame.clone(), transferred: true, copies: 0 };
  }
  if (isOf<ImageData>(frame, 'ImageData')) return ofPixels(frame, giveAway);
  if (isOf<ImageBitmap>(frame, 'ImageBitmap')) return ofBitmap(frame, giveAway);
  if (isOf<HTMLVideoElement>(frame, 'HTMLVideoElement')) return ofVideo(frame);
  if (isOf<HTMLImageElement>(frame, 'HTMLImageElement')) return ofImage(frame);
  if (isOf<HTMLCanvasElement | OffscreenCanvas>(frame, 'HTMLCanvasElement', 'OffscreenCanvas')) {
    return copyOf(frame, frame);
  }
  throw invalid('This is no frame');
}

async function ofBlob(blob: Blob): Promise<PreparedFrame> {
  // the worker decodes what it can
  if (readsBitmaps() && !(await isSvg(blob))) return { input: blob, transferred: false, copies: 0 };
  const bitmap = await decodeImage(blob);
  return readsBitmaps() ? ofOwnBitmap(bitmap, 0) : copyOf(bitmap, bitmap);
}

async function ofPixels(image: ImageData, giveAway: boolean): Promise<PreparedFrame> {
  checkFrame(image);
  assertWhole(image);
  // pixels of more than 8 bits
  if (image.data.BYTES_PER_ELEMENT > 1) {
    return ofOwnBitmap(await createImageBitmap(image), 1);
  }
  if (giveAway) return { input: image, transferred: true, copies: 0 };
  const frame = frameOfPixels(image);
  return { input: frame ?? image, transferred: frame !== null, copies: 1 };
}

/**
 * In memory that browsers have ready for frames: what is sent as it is, is copied twice into new memory, whose pages cost more than what is
 * written to them. Null where it cannot be one, as of more than 32,767 pixels in a row.
 */
function frameOfPixels({ data, width, height }: ImageData): VideoFrame | null {
  if (!can('videoFrame')) return null;
  try {
    return new VideoFrame(data, { format: 'RGBX', codedWidth: width, codedHeight: height, timestamp: 0 });
  } catch {
    return null;
  }
}

function ofBitmap(bitmap: ImageBitmap, giveAway: boolean): PreparedFrame | Promise<PreparedFrame> {
  checkFrame(open(bitmap, 'ImageBitmap'));
  const frame = frameOf(bitmap);
  if (frame) {
    if (giveAway) bitmap.close();
    return { input: frame, transferred: true, copies: giveAway ? 0 : 1 };
  }
  if (!readsBitmaps()) return copyOf(bitmap, bitmap);
  return { input: bitmap, transferred: giveAway, copies: giveAway ? 0 : 1 };
}

async function ofVideo(video: HTMLVideoElement): Promise<PreparedFrame> {
  // the element's own state runs ahead of its first frame
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) throw invalid('The video has no picture yet');
  const size = { width: video.videoWidth, height: video.videoHeight };
  checkFrame(size);
  // of a film only what the element shows is sure to be turned as the phone was held
  const upright = can('turnedFrames') || video.srcObject !== null;
  if (upright && can('videoFrame')) return { input: await shownFrame(video), transferred: true, copies: 1 };
  return copyOf(video, size);
}

async function ofImage(image: HTMLImageElement): Promise<PreparedFrame> {
  // one that waits until it is seen may wait for ever
  if (!image.complete && image.loading === 'lazy') throw invalid('The image has not loaded');
  await image.decode().catch((cause: unknown) => {
    throw unreadable('the element’s source', cause);
  });
  const size = imageSize(image);
  checkFrame(size);
  const frame = frameOfImage(image, size);
  return frame ? { input: frame, transferred: true, copies: 2 } : copyOf(image, size);
}

async function copyOf(source: Drawable, { width, height }: Size): Promise<PreparedFrame> {
  const size = { width, height };
  checkFrame(size);
  const frame = 'getContext' in source ? frameOf(source) : null;
  if (frame) return { input: frame, transferred: true, copies: 1 };
  if (!readsBitmaps()) return { input: pixelsOf(source, size), transferred: true, copies: 1 };
  return ofOwnBitmap(await bitmapOf(source, size), 1);
}

/** Takes the bitmap. */
function ofOwnBitmap(bitmap: ImageBitmap, copies: number): PreparedFrame {
  const frame = frameOf(bitmap);
  if (frame) bitmap.close();
  return { input: frame ?? bitmap, transferred: true, copies };
}

/**
 * As a video frame, where there are any: WebKit's bitmap of a canvas or of pixels is empty, or another's, once it is in a worker. Null where
 * it cannot be one, as a canvas on which nothing was drawn in some browsers.
 */
function frameOf(source: ImageBitmap | HTMLCanvasElement | OffscreenCanvas): VideoFrame | null {
  if (!can('videoFrame')) return null;
  try {
    return new VideoFrame(source, { timestamp: 0 });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'SecurityError') throw error;
    return null;
  }
}

/** Whether a bitmap's pixels can be had, as in a worker. */
function readsBitmaps(): boolean {
  return can('imageBitmap') && (can('offscreenCanvas') || can('videoFrame'));
}

/** A closed frame reports a size of 0. */
function open(size: Size, kind: string): Size {
  if (size.width === 0 || size.height === 0) throw invalid(`The ${kind} is closed`);
  return size;
}

function foreign(cause: unknown): PerPixelError {
  return new PerPixelError(
    'origin-blocked',
    'The picture is of another origin, which does not let this page read it.',
    'Have that server send Access-Control-Allow-Origin (CORS) and set crossorigin="anonymous" on the element, or serve the file from this origin.',
    { cause },
  );
}

function invalid(problem: string, cause?: unknown): PerPixelError {
  return new PerPixelError(
    'frame-invalid',
    `${problem}.`,
    'Pass an ImageBitmap, ImageData, VideoFrame, Blob, or a video, image or canvas element that has loaded.',
    { cause },
  );
}
