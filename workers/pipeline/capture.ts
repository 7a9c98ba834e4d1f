import { can } from '../../src/platform/capabilities.ts';
import { NewestSlot } from '../../src/core/async/newest-slot.ts';
import type { Picture } from '../../src/protocol/live.ts';
import type { Drawing } from '../../src/core/view/view.ts';

/** Hands drawn pictures to whoever records or transmits them. */
export interface Capture {
  /** Call it in the task that drew: a canvas of a graphics device is empty in the next one. */
  take(canvas: OffscreenCanvas, drawing: Drawing): void;
  /** Twice is harmless. */
  close(): void;
}

interface Taken extends Picture {
  close(): void;
}

/** @param send takes the picture; the next one waits for it, and a newer one takes the waiting one's place */
export function createCapture(send: (picture: Picture) => Promise<void>): Capture {
  const slot = new NewestSlot<Taken>(() => undefined);
  const offer = (frame: VideoFrame | ImageBitmap, { overlay, revision }: Drawing): void =>
    slot.offer({ frame, overlay, revision, close: () => frame.close() });
  void run();
  return {
    take(canvas, drawing) {
      const bitmap = pictureOf(canvas);
      if (bitmap instanceof Promise) bitmap.then((frame) => offer(frame, drawing)).catch(() => undefined);
      else offer(bitmap, drawing);
    },
    close: () => slot.close(),
  };

  async function run(): Promise<void> {
    for (let next = await slot.take(); next; next = await slot.take()) {
      // a page that is gone hears nothing
      const { frame, overlay, revision } = next;
      await send({ frame, overlay, revision }).catch(() => undefined);
      next.close();
    }
  }
}

function pictureOf(canvas: OffscreenCanvas): VideoFrame | Promise<ImageBitmap> {
  if (!can('videoFrame')) return createImageBitmap(canvas);
  return new VideoFrame(canvas, { timestamp: Math.round(performance.now() * 1000) });
}
