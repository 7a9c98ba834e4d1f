import { can } from '../../src/platform/capabilities.ts';
import type { StreamFrame } from '../../src/platform/stream-frame.ts';

/** Takes what a canvas has just drawn as a frame. */
export type Picture = (timestamp: number) => StreamFrame;

/** With a GPU: the frame stays there. */
export function pictureOnGpu(canvas: OffscreenCanvas): Picture {
  if (!can('videoFrame')) return () => canvas.transferToImageBitmap();
  return (timestamp) => new VideoFrame(canvas, { timestamp });
}

/**
 * Without one: the pixels are read at once. A frame of the canvas would have to be read back by whoever wants its pixels,
 * and by then that waits until the next picture is drawn.
 */
export function pictureInMemory(canvas: OffscreenCanvas, context: WebGL2RenderingContext): Picture {
  if (!can('videoFrame')) return pictureOnGpu(canvas);
  const { drawingBufferWidth: width, drawingBufferHeight: height } = context;
  const read = new Uint32Array(width * height);
  const turned = new Uint32Array(width * height);
  const bytes = new Uint8Array(read.buffer);
  return (timestamp) => {
    context.bindFramebuffer(context.FRAMEBUFFER, null);
    context.readPixels(0, 0, width, height, context.RGBA, context.UNSIGNED_BYTE, bytes);
    // WebGL's lowest row comes first
    for (let row = 0; row < height; row += 1) {
      turned.set(read.subarray((height - 1 - row) * width, (height - row) * width), row * width);
    }
    return new VideoFrame(turned, { format: 'RGBA', codedWidth: width, codedHeight: height, timestamp });
  };
}
