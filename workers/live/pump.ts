import { NewestSlot } from '../../src/core/async/newest-slot.ts';
import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { CameraTrack, FrameMeta, FrameReport } from '../../src/protocol/live.ts';
import { drain, read, type Arrival } from './arrivals.ts';

/** What becomes of a camera's frames. */
export interface PumpedFrames {
  /** Takes the frame. */
  label(frame: VideoFrame, meta: FrameMeta): Promise<FrameReport>;
  /** A newer one took a frame's place. */
  onDrop(): void;
  /** A frame was lost with its device. */
  onFail(): void;
}

/** Labels a camera's frames, one camera at a time. */
export interface Pump {
  /**
   * Until it ends, or another one begins.
   * @param track whose frames they are, and which is ours to stop
   */
  run(readable: ReadableStream<VideoFrame>, onFrame: (report: FrameReport) => void, track: CameraTrack): Promise<void>;
  stop(): Promise<void>;
}

export function createPump({ label, onDrop, onFail }: PumpedFrames): Pump {
  let current: { stop(): Promise<void> } | null = null;

  return {
    async run(readable, onFrame, track) {
      await current?.stop();
      const reader = readable.getReader();
      const slot = new NewestSlot<Arrival>(onDrop);
      const reading = read(reader, slot);
      const labelling = labelAll(slot, onFrame);
      const own = {
        stop: () => {
          track.stop();
          return drain(slot, Promise.all([reading, labelling]));
        },
      };
      current = own;
      try {
        await labelling;
        await reading;
      } finally {
        await own.stop();
        if (current === own) current = null;
      }
    },
    stop: async () => current?.stop(),
  };

  async function labelAll(slot: NewestSlot<Arrival>, onFrame: (report: FrameReport) => void): Promise<void> {
    for (let next = await slot.take(); next; next = await slot.take()) {
      const { frame, captured } = next;
      try {
        onFrame(await label(frame, { seconds: frame.timestamp / 1e6, captured, truth: null }));
      } catch (error) {
        // the next frame opens another device
        if (!(error instanceof PerPixelError && error.code === 'device-lost')) throw error;
        onFail();
      }
    }
  }
}
