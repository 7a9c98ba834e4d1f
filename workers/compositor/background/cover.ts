import { place, type Size } from '../../../src/core/geometry/fit.ts';
import { shownSize, type StreamFrame } from '../../../src/platform/stream-frame.ts';

/** Draws a picture over a whole canvas, in its own shape: what does not fit is cut off, as much on either side. */
export function drawCovering(
  context: OffscreenCanvasRenderingContext2D,
  picture: StreamFrame,
  turned: number,
  size: Size,
): void {
  const { width, height } = shownSize(picture);
  const lies = turned % 180 !== 0;
  const upright = lies ? { width: height, height: width } : { width, height };
  const placed = place('cover', upright, size);
  const [w, h] = lies ? [placed.height, placed.width] : [placed.width, placed.height];
  context.save();
  context.imageSmoothingQuality = 'high';
  context.translate(size.width / 2, size.height / 2);
  context.rotate((turned * Math.PI) / 180);
  context.drawImage(picture, -w / 2, -h / 2, w, h);
  context.restore();
}
