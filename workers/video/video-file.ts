import { ALL_FORMATS, EncodedPacketSink, HLS, Input, type EncodedPacket, type InputVideoTrack } from 'mediabunny';
import { undecodedCodecs } from '../../src/platform/capabilities.ts';
import { PerPixelError } from '../../src/core/errors/errors.ts';
import { checkFrame } from '../../src/core/geometry/frame-budget.ts';
import type { VideoInfo } from '../../src/core/analysis/video-info.ts';
import { describeFile } from '../../src/core/media/describe.ts';
import { unplayable } from '../../src/platform/unplayable.ts';
import { nameAt, nameOf } from '../../src/core/text/names.ts';
import { decoderConfig } from './decoder-config.ts';
import { empty, undecodable } from './video-errors.ts';
import { sourceFor } from './video-source.ts';

/** A video's frames in the order of showing, known from the container alone. */
export interface VideoFile {
  readonly info: VideoInfo;
  /** Seconds, ascending. */
  readonly timestamps: Float64Array<ArrayBuffer>;
  /** The index of the frame with this time, in whole microseconds. */
  readonly indexOf: ReadonlyMap<number, number>;
  readonly config: VideoDecoderConfig;
  /** Degrees, clockwise. */
  readonly rotation: number;
  readonly flip: boolean;
  readonly packets: EncodedPacketSink;
  close(): void;
}

/**
 * Reads the index of a video; no frame is decoded yet.
 * @throws PerPixelError `video-unsupported`, `video-no-track`, `video-empty`, `frame-too-large`, `source-unavailable`
 */
export async function openVideoFile(source: Blob | string): Promise<VideoFile> {
  const name = typeof source === 'string' ? nameAt(source, '') : nameOf(source, '');
  const { source: bytes, read } = await sourceFor(source);
  // a playlist would have us fetch from wherever it says
  const input = new Input({ formats: ALL_FORMATS.filter((format) => format !== HLS), source: bytes });
  try {
    const track = await primaryTrack(input);
    const decodable = track && (await decoderConfig(track));
    if (!track || !decodable) {
      const lacking = await undecodedCodecs();
      throw unplayable(await describeFile(read), { name, to: 'analyse', lacking });
    }
    const { config, failure } = decodable;
    if (failure !== null) throw undecodable(name, (await describeFile(read)).codec ?? config.codec, failure);
    const packets = new EncodedPacketSink(track);
    const entries = await readIndex(packets);
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
        codec: config.codec,
      },
      timestamps: Float64Array.from(entries, (each) => each.seconds),
      indexOf: new Map(entries.map((each, index) => [each.microseconds, index])),
      config,
      rotation: await track.getRotation(),
      flip: await track.getFlip(),
      packets,
      close: () => input.dispose(),
    };
  } catch (error) {
    input.dispose();
    throw error;
  }
}

/** null: it is no file that is read here, or has no picture. */
async function primaryTrack(input: Input): Promise<InputVideoTrack | null> {
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
