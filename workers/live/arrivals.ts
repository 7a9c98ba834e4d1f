import { atMost } from '../../src/core/async/at-most.ts';
import type { NewestSlot } from '../../src/core/async/newest-slot.ts';
import { createCaptureClock } from '../../src/platform/capture-clock.ts';

/** A camera's frame that waits its turn. */
export interface Arrival {
  readonly frame: VideoFrame;
  readonly captured: number;
  close(): void;
}

/** How long a stopped camera may take to end its stream. */
const DRAIN_MS = 250;

/**
 * Waits for a stream whose track was stopped to end, and for the frame that is being labelled. It is read to its end and not
 * cancelled, since what comes late must be closed and a cancelled stream forgets its frames.
 */
export async function drain(slot: NewestSlot<Arrival>, atWork: Promise<unknown>): Promise<void> {
  slot.close();
  await atMost(DRAIN_MS, atWork).catch(() => undefined);
}

/** Offers what a camera gives, until it ends. */
export async function read(reader: ReadableStreamDefaultReader<VideoFrame>, slot: NewestSlot<Arrival>): Promise<void> {
  const clock = createCaptureClock();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const frame = next.value;
      const captured = clock.captured(frame.timestamp / 1000, performance.timeOrigin + performance.now());
      slot.offer({ frame, captured, close: () => frame.close() });
    }
  } finally {
    slot.close();
  }
}
