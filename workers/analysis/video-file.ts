import { ALL_FORMATS, EncodedPacketSink, Input, type EncodedPacket, type InputVideoTrack } from 'mediabunny';
import { PerPixelError } from '../../src/shared/errors.ts';
import { checkFrame } from '../../src/shared/frame-budget.ts';
import type { VideoInfo } from '../../src/shared/analysis/video-info.ts';
import { codecName, empty, notAVideo, noTrack, unsupportedCodec } from './video-errors.ts';
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
  const input = new Input({ formats: ALL_FORMATS, source: await sourceFor(source) });
  try {
    const track = await primaryTrack(input);
    const config = await decodable(track);
    const packets = new EncodedPacketSink(track);
    const entries = await readIndex(packets);
    if (entries.length === 0) throw empty();
    const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
    checkFrame({ width, height });
    const last = entries.at(-1);
    return {
      info: {
        width,
        height,
        duration: last ? last.seconds + last.duration : 0,
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

async function primaryTrack(input: Input): Promise<InputVideoTrack> {
  let track: InputVideoTrack | null;
  try {
    if (!(await input.canRead())) throw notAVideo(null);
    track = await input.getPrimaryVideoTrack();
    if (!track && (await input.getTracks()).length === 0) throw notAVideo(null);
  } catch (error) {
    if (error instanceof PerPixelError) throw error;
    throw notAVideo(error);
  }
  if (!track) throw noTrack();
  return track;
}

async function decodable(track: InputVideoTrack): Promise<VideoDecoderConfig> {
  const [codec, parameters] = [await track.getCodec(), await track.getCodecParameterString()];
  const config = await track.getDecoderConfig();
  if (config && codec && (await VideoDecoder.isConfigSupported(config)).supported) return config;
  throw unsupportedCodec(codecName(codec, await track.getInternalCodecId(), parameters));
}

interface Entry {
  readonly seconds: number;
  readonly microseconds: number;
  readonly duration: number;
}

/** Frames whose time is over before the video begins (cut off by an edit list) are decoded and not shown. */
async function readIndex(packets: EncodedPacketSink): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const packet of packets.packets(undefined, undefined, { metadataOnly: true })) {
    if (isShown(packet)) {
      entries.push({
        seconds: packet.timestamp,
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
