import type { SerialQueue } from '../../src/core/async/serial-queue.ts';
import { isVideoFrame } from '../../src/platform/stream-frame.ts';
import type { LiveSettings } from '../pipeline/live-settings.ts';

/** Milliseconds without a newer frame after which the one that is kept rests. */
const RESTS_AFTER = 300;

/** The frame that is shown, once none follows. */
export interface RestingFrame {
  /** Another frame was labelled. */
  follow(): void;
  /** Twice is harmless. */
  close(): void;
}

/** A camera has few buffers and stands still while they are kept: a frame that stays is kept as a picture of its own. */
export function createRestingFrame(settings: Pick<LiveSettings, 'kept'>, queue: SerialQueue): RestingFrame {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    follow() {
      clearTimeout(timer);
      if (settings.kept) timer = setTimeout(() => void queue.run(giveBack), RESTS_AFTER);
    },
    close: () => clearTimeout(timer),
  };

  async function giveBack(): Promise<void> {
    const { kept } = settings;
    if (!kept || !isVideoFrame(kept.frame)) return;
    const frame = await createImageBitmap(kept.frame).catch(() => null);
    if (!frame) return;
    settings.kept = { ...kept, frame };
    kept.frame.close();
  }
}
