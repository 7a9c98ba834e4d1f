import { PerPixelError } from '../errors/errors.ts';
import { capped, type Size } from './fit.ts';

/** The most pixels of a frame: 8K video (7680 × 4320) passes. Above it the maps of one frame outgrow a phone's memory. */
export const MAX_FRAME_PIXELS = 36_000_000;

/** @throws PerPixelError `frame-invalid` for an empty frame, `frame-too-large` above the budget */
export function checkFrame({ width, height }: Size): void {
  if (width < 1 || height < 1) {
    throw new PerPixelError(
      'frame-invalid',
      `The frame is ${width} × ${height} pixels.`,
      'Wait until the source has loaded.',
    );
  }
  if (width * height <= MAX_FRAME_PIXELS) return;
  const fitting = capped({ width, height }, MAX_FRAME_PIXELS);
  throw new PerPixelError(
    'frame-too-large',
    `The frame is ${width} × ${height} pixels; at most ${MAX_FRAME_PIXELS / 1e6} million can be labelled.`,
    `Scale it to ${fitting.width} × ${fitting.height} or less.`,
  );
}
