import type { EncodedPacket } from 'mediabunny';
import { can } from '../../src/platform/capabilities.ts';
import { createUprighting, type Uprighting } from '../pipeline/upright.ts';
import { DecodeFailure, decodeRun, findCulprit } from './decode-run.ts';
import type { VideoFile } from './video-file.ts';

/** A frame and its place in the video. Whoever takes it closes it. */
export interface DecodedFrame {
  readonly index: number;
  readonly frame: VideoFrame;
}

/** A frame that could not be decoded. */
export interface LostFrame {
  readonly index: number;
  readonly frame: null;
}

/** Packets that one stretch may lose before the rest up to the next key frame is given up. */
const PATIENCE = 8;

/**
 * The frames of a video from an index on, each one once and in order. What cannot be decoded comes as lost: where a packet
 * is damaged it alone is left out and decoding goes on behind it.
 */
export async function* framesFrom(video: VideoFile, start: number): AsyncGenerator<DecodedFrame | LostFrame, void> {
  const count = video.timestamps.length;
  const without = new Set<number>();
  const turned = video.rotation !== 0 || video.flip;
  const uprighting = turned && !can('turnedFrames') ? createUprighting() : null;
  let next = start;
  let lost = 0;
  while (next < count) {
    const key = await keyBefore(video, next);
    if (!key) break;
    const run = { packets: video.packets, config: video.config, from: key, without };
    try {
      for await (const frame of decodeRun(run)) {
        const index = video.indexOf.get(frame.timestamp) ?? -1;
        if (index < next) {
          frame.close();
          continue;
        }
        let mine: VideoFrame | null = frame;
        try {
          for (; next < index; next += 1) yield { index: next, frame: null };
          next = index + 1;
          const shown: VideoFrame | Promise<VideoFrame> = turned ? oriented(mine, video, uprighting) : mine;
          mine = null;
          yield { index, frame: await shown };
        } finally {
          mine?.close();
        }
      }
      break;
    } catch (error) {
      if (!(error instanceof DecodeFailure)) throw error;
      const culprit = lost < PATIENCE ? await findCulprit(run, error.last) : null;
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
async function keyBefore(video: VideoFile, index: number): Promise<EncodedPacket | null> {
  const options = { verifyKeyPackets: true };
  const key = await video.packets.getKeyPacket(video.timestamps[index] ?? 0, options);
  return key ?? (await video.packets.getFirstKeyPacket(options));
}

/** The index of the first key frame behind a key packet that is also behind `next`; the end where there is none. */
async function nextKeyIndex(video: VideoFile, from: EncodedPacket, next: number): Promise<number> {
  let key: EncodedPacket | null = from;
  while ((key = await video.packets.getNextKeyPacket(key, { verifyKeyPackets: true }))) {
    const index = video.indexOf.get(key.microsecondTimestamp) ?? -1;
    if (index > next) return index;
  }
  return video.timestamps.length;
}

type Turned = VideoFrameInit & { readonly rotation?: number; readonly flip?: boolean };

/** The frame as it is to be shown. Takes it. */
function oriented(
  frame: VideoFrame,
  { rotation, flip }: VideoFile,
  uprighting: Uprighting | null,
): VideoFrame | Promise<VideoFrame> {
  if (uprighting) return uprighting.run(frame, { degrees: rotation, flip });
  try {
    const init: Turned = { timestamp: frame.timestamp, rotation, flip };
    return new VideoFrame(frame, init);
  } finally {
    frame.close();
  }
}
