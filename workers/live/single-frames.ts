import { can } from '../../src/platform/capabilities.ts';
import { PerPixelError, throwIfAborted } from '../../src/core/errors/errors.ts';
import type { SegmentRequest } from '../../src/core/options/segment-options.ts';
import type { SegmentationMaps } from '../../src/core/labels/segmentation-maps.ts';
import { unsupported } from '../../src/platform/unsupported.ts';
import type { FrameInput } from '../../src/protocol/live.ts';
import { Calls } from '../link/calls.ts';
import { closePicture } from '../pipeline/close-picture.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { SinglePicture } from '../pipeline/singles.ts';

/** Frames that are labelled by themselves, in order. */
export interface SingleFrames {
  /** Takes the frame. @param call by which it can be given up */
  segment(frame: FrameInput, request: SegmentRequest, call: number): Promise<SegmentationMaps>;
  giveUp(call: number): void;
}

/** @param run has a frame labelled when its turn comes */
export function createSingleFrames(run: <T>(task: (pipeline: Pipeline) => Promise<T>) => Promise<T>): SingleFrames {
  const calls = new Calls();
  /** Resolves once the newest frame's turn has come. */
  let newest: Promise<unknown> = Promise.resolve();
  return {
    segment: (frame, request, call) => calls.run(call, (signal) => segment(frame, request, signal)),
    giveUp: (call) => calls.giveUp(call),
  };

  async function segment(frame: FrameInput, request: SegmentRequest, signal: AbortSignal): Promise<SegmentationMaps> {
    // an image is decoded while the frame before is labelled, and no sooner: of those in memory there are two
    const opening = newest.then(() => (throwIfAborted(signal), openPicture(frame)));
    opening.catch(() => undefined);
    let begin = (): void => undefined;
    newest = new Promise<void>((resolve) => (begin = resolve));
    let handedOver = false;
    try {
      return await run((pipeline) => {
        begin();
        throwIfAborted(signal);
        handedOver = true;
        return pipeline.segment(opening, request, signal);
      });
    } finally {
      begin();
      if (!handedOver) {
        closePicture(frame);
        opening.then(closePicture, () => undefined);
      }
    }
  }
}

/** @throws PerPixelError `image-unsupported` */
export function openPicture(frame: FrameInput): SinglePicture | Promise<SinglePicture> {
  return frame instanceof Blob ? decode(frame) : frame;
}

async function decode(blob: Blob): Promise<ImageBitmap> {
  if (!can('imageBitmap')) throw unsupported('imageBitmap');
  return createImageBitmap(blob).catch((cause: unknown) => {
    throw new PerPixelError(
      'image-unsupported',
      `The browser cannot read this file as an image${blob.type ? ` (${blob.type})` : ''}.`,
      'Use a PNG, JPEG, WebP, AVIF or SVG.',
      { cause },
    );
  });
}
