import { ALL_FORMATS, EncodedPacketSink, HLS, Input } from 'mediabunny';
import { undecodedCodecs } from '../../src/platform/capabilities.ts';
import type { VideoInfo } from '../../src/core/analysis/video-info.ts';
import { describeFile } from '../../src/core/media/describe.ts';
import { unplayable } from '../../src/platform/unplayable.ts';
import { nameAt, nameOf } from '../../src/core/text/names.ts';
import { browserDecoding } from './browser-decoding.ts';
import { decoderConfig } from './decoder-config.ts';
import type { Decodable } from './frames.ts';
import { undecodable } from './video-errors.ts';
import { indexed, primaryTrack } from './video-index.ts';
import { sourceFor } from './video-source.ts';

/** A video's frames in the order of showing, known from the container alone. */
export interface OpenVideo<Frame> extends Decodable<Frame> {
  readonly info: VideoInfo;
  close(): void;
}

export interface VideoFile extends OpenVideo<VideoFrame> {
  readonly config: VideoDecoderConfig;
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
    const found = await indexed(track, config.codec);
    const { rotation, flip, ...index } = found;
    return {
      ...index,
      config,
      packets: new EncodedPacketSink(track),
      decoding: browserDecoding(config, rotation, flip),
      close: () => input.dispose(),
    };
  } catch (error) {
    input.dispose();
    throw error;
  }
}
