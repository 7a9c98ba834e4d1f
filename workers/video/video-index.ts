import { EncodedPacketSink, type EncodedPacket, type Input, type InputVideoTrack } from 'mediabunny';
import { PerPixelError } from '../../src/core/errors/errors.ts';
import { checkFrame } from '../../src/core/geometry/frame-budget.ts';
import type { VideoInfo } from '../../src/core/analysis/video-info.ts';
import { empty } from './video-errors.ts';

/** What the container says of a track's frames. */
interface VideoIndex {
  readonly info: VideoInfo;
  /** Seconds, ascending. */
  readonly timestamps: Float64Array<ArrayBuffer>;
  /** The index of the frame with this time, in whole microseconds. */
  readonly indexOf: ReadonlyMap<number, number>;
  /** Degrees, clockwise. */
  readonly rotation: number;
  readonly flip: boolean;
}

/**
 * Reads the index of a track; no frame is decoded yet.
 * @throws PerPixelError `video-empty`, `frame-too-large`
 */
export async function indexed(track: InputVideoTrack, codec: string): Promise<VideoIndex> {
  const entries = await readIndex(new EncodedPacketSink(track));
  if (entries.length === 0) throw empty();
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
  checkFrame({ width, height });
  return {
    info: {
      width,
      height,
      start: entries[0]?.seconds ?? 0,
      duration: endOf(entries),
      frameCount: entries.length,
      codec,
    },
    timestamps: Float64Array.from(entries, (each) => each.seconds),
    indexOf: new Map(entries.map((each, index) => [each.microseconds, index])),
    rotation: await track.getRotation(),
    flip: await track.getFlip(),
  };
}

/** null: it is no file that is read here, or has no picture. */
export async function primaryTrack(input: Input): Promise<InputVideoTrack | null> {
  try {
    return (await input.canRead()) ? await input.getPrimaryVideoTrack() : null;
  } catch (error) {
    if (error instanceof PerPixelError) throw error;
    return null;
  }
}

/** How long a single picture is shown that does not say so, seconds. */
const ALONE = 1 / 25;

interface Entry {
  readonly seconds: number;
  readonly microseconds: number;
  readonly duration: number;
}

/** Recorders leave out how long the last frame is shown: then as long as the one before it. */
function endOf(entries: readonly Entry[]): number {
  const [before, last] = [entries.at(-2), entries.at(-1)];
  if (!last) return 0;
  return last.seconds + (last.duration || (before ? last.seconds - before.seconds : ALONE));
}

/**
 * Frames whose time is over before the video begins (cut off by an edit list) are decoded and not shown; one that begins
 * before it is shown from its beginning on.
 */
async function readIndex(packets: EncodedPacketSink): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const packet of packets.packets(undefined, undefined, { metadataOnly: true })) {
    if (isShown(packet)) {
      entries.push({
        seconds: Math.max(0, packet.timestamp),
        microseconds: packet.microsecondTimestamp,
        duration: packet.duration,
      });
    }
  }
  return entries.sort((a, b) => a.seconds - b.seconds);
}

function isShown({ timestamp, duration }: EncodedPacket): boolean {
  return timestamp >= 0 || timestamp + duration > 1e-9;
}
