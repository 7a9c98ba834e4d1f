import type { EncodedPacket, EncodedPacketSink } from 'mediabunny';
import { DecodeFailure, type Decoding } from './decoding.ts';

/** A frame and its place in the video. Whoever takes it closes it. */
export interface DecodedFrame<Frame = VideoFrame> {
  readonly index: number;
  readonly frame: Frame;
}

/** A frame that could not be decoded. */
export interface LostFrame {
  readonly index: number;
  readonly frame: null;
}

/** A video whose frames are known, and how they are decoded. */
export interface Decodable<Frame> {
  /** Seconds, ascending. */
  readonly timestamps: Float64Array<ArrayBuffer>;
  /** The index of the frame with this time, in whole microseconds. */
  readonly indexOf: ReadonlyMap<number, number>;
  readonly packets: EncodedPacketSink;
  readonly decoding: Decoding<Frame>;
}

/** A decoded frame, by its time in whole microseconds. */
interface Timed {
  readonly timestamp: number;
  close(): void;
}

/** Packets that one stretch may lose before the rest up to the next key frame is given up. */
const PATIENCE = 8;

/**
 * The frames of a video from an index on, each one once and in order. What cannot be decoded comes as lost: where a packet
 * is damaged it alone is left out and decoding goes on behind it.
 */
export async function* framesFrom<Frame extends Timed>(
  video: Decodable<Frame>,
  start: number,
): AsyncGenerator<DecodedFrame<Frame> | LostFrame, void> {
  const { decoding } = video;
  const count = video.timestamps.length;
  const without = new Set<number>();
  let next = start;
  let lost = 0;
  while (next < count) {
    const key = await keyBefore(video, next);
    if (!key) break;
    const run = { packets: video.packets, from: key, without };
    try {
      for await (const frame of decoding.run(run)) {
        const index = video.indexOf.get(frame.timestamp) ?? -1;
        if (index < next) {
          frame.close();
          continue;
        }
        let mine: Frame | null = frame;
        try {
          for (; next < index; next += 1) yield { index: next, frame: null };
          next = index + 1;
          const shown = decoding.oriented(mine);
          mine = null;
          yield { index, frame: await shown };
        } finally {
          mine?.close();
        }
      }
      break;
    } catch (error) {
      if (!(error instanceof DecodeFailure)) throw error;
      const culprit = lost < PATIENCE ? await decoding.findCulprit(run, error.last) : null;
      lost += 1;
      if (culprit !== null && culprit !== key.sequenceNumber) {
        without.add(culprit);
        continue;
      }
      lost = 0;
      const resume = await nextKeyIndex(video, key, next);
      for (; next < resume; next += 1) yield { index: next, frame: null };
    }
  }
  for (; next < count; next += 1) yield { index: next, frame: null };
}

/** The key packet from which a frame can be decoded. */
async function keyBefore(video: Decodable<unknown>, index: number): Promise<EncodedPacket | null> {
  const options = { verifyKeyPackets: true };
  const key = await video.packets.getKeyPacket(video.timestamps[index] ?? 0, options);
  return key ?? (await video.packets.getFirstKeyPacket(options));
}

/** The index of the first key frame behind a key packet that is also behind `next`; the end where there is none. */
async function nextKeyIndex(video: Decodable<unknown>, from: EncodedPacket, next: number): Promise<number> {
  let key: EncodedPacket | null = from;
  while ((key = await video.packets.getNextKeyPacket(key, { verifyKeyPackets: true }))) {
    const index = video.indexOf.get(key.microsecondTimestamp) ?? -1;
    if (index > next) return index;
  }
  return video.timestamps.length;
}
