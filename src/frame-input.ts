import { PerPixelError } from './shared/errors.ts';
import { checkFrame } from './shared/frame-budget.ts';
import type { FrameInput } from './shared/protocol.ts';

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
 * @throws PerPixelError `frame-invalid`, `frame-too-large`, `image-unsupported`
 */
export async function prepareFrame(frame: Frame, giveAway: boolean): Promise<PreparedFrame> {
  if (frame instanceof Blob) return { input: frame, transferred: false, copies: 0 };
  if (frame instanceof VideoFrame) {
    checkFrame(open(frame.displayWidth, frame.displayHeight, 'VideoFrame'));
    return { input: giveAway ? frame : frame.clone(), transferred: true, copies: 0 };
  }
  if (frame instanceof ImageData || frame instanceof ImageBitmap) {
    checkFrame(open(frame.width, frame.height, frame.constructor.name));
    return { input: frame, transferred: giveAway, copies: giveAway ? 0 : 1 };
  }
  if (frame instanceof HTMLVideoElement) {
    if (frame.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) throw notReady('The video has no picture yet');
    checkFrame({ width: frame.videoWidth, height: frame.videoHeight });
    return { input: videoFrame(frame), transferred: true, copies: 1 };
  }
  if (frame instanceof HTMLImageElement) {
    await frame.decode().catch((cause: unknown) => {
      throw new PerPixelError(
        'image-unsupported',
        'The image could not be decoded.',
        'Use a PNG, JPEG, WebP or AVIF.',
        {
          cause,
        },
      );
    });
    checkFrame({ width: frame.naturalWidth, height: frame.naturalHeight });
    return { input: await createImageBitmap(frame), transferred: true, copies: 1 };
  }
  if (frame instanceof HTMLCanvasElement || frame instanceof OffscreenCanvas) {
    checkFrame(frame);
    return { input: await createImageBitmap(frame), transferred: true, copies: 1 };
  }
  throw notReady('This is no frame');
}

/** `readyState` runs ahead of the first frame. */
function videoFrame(video: HTMLVideoElement): VideoFrame {
  try {
    return new VideoFrame(video);
  } catch {
    throw notReady('The video has no picture yet');
  }
}

/** A closed or detached frame reports a size of 0. */
function open(width: number, height: number, kind: string): { width: number; height: number } {
  if (width === 0 || height === 0) throw notReady(`The ${kind} is closed`);
  return { width, height };
}

function notReady(problem: string): PerPixelError {
  return new PerPixelError(
    'frame-invalid',
    `${problem}.`,
    'Pass an ImageBitmap, ImageData, VideoFrame, Blob, or a video, image or canvas element that has loaded.',
  );
}
