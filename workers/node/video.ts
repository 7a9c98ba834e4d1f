import { ALL_FORMATS, EncodedPacketSink, HLS, Input, Logging, LogLevel, type InputVideoTrack } from 'mediabunny';
import type { PerPixelError } from '../../src/core/errors/errors.ts';
import { describeFile } from '../../src/core/media/describe.ts';
import { nameAt } from '../../src/core/text/names.ts';
import { unplayable } from '../../src/platform/unplayable.ts';
import type { FrameColours } from '../frames/colour-matrix.ts';
import { coloured } from '../video/hd-colours.ts';
import { undecodable } from '../video/video-errors.ts';
import type { OpenVideo } from '../video/video-file.ts';
import { indexed, primaryTrack } from '../video/video-index.ts';
import { sourceFor } from '../video/video-source.ts';
import { codecOf, loadAv } from './decoder.ts';
import { avDecoding } from './decoding.ts';
import { fileSource, isFile } from './file-source.ts';
import { createFrameTaker } from './frame-pixels.ts';
import type { SharedFrame } from './shared-frame.ts';

// what matters of it is thrown as well
Logging.level = LogLevel.Silent;

const DECODER = 'FFmpeg in Node';
const PICTURES = 'Label it as a picture, with “perpixel image” or segment()';

/**
 * Reads the index of a video, and decodes its first frame to see that it can be.
 * @param source an address (file:, http:, https:), or the bytes
 * @throws PerPixelError `video-unsupported`, `video-no-track`, `video-empty`, `frame-too-large`, `source-unavailable`
 */
export async function openInNode(source: Blob | string): Promise<OpenVideo<SharedFrame>> {
  const name = typeof source === 'string' ? nameAt(source, '') : '';
  const { source: bytes, read } = await (isFile(source) ? fileSource(source) : sourceFor(source));
  // a playlist would have us fetch from wherever it says
  const input = new Input({ formats: ALL_FORMATS.filter((format) => format !== HLS), source: bytes });
  try {
    const track = await primaryTrack(input);
    const config = track && (await track.getDecoderConfig());
    if (!track || !config)
      throw unplayable(await describeFile(read), { name, to: 'analyse', by: DECODER, pictures: PICTURES });
    const av = await loadAv();
    const codec = codecOf(av, (await track.getCodec()) ?? '');
    const { codec: word } = await describeFile(read);
    if (!codec) throw undecodable(name, word ?? config.codec, null, DECODER);
    const { rotation, flip, ...index } = await indexed(track, config.codec);
    const turn = rotation === 0 && !flip ? null : { degrees: rotation, flip };
    const keep = createFrameTaker(av, { turn, pixelAspect: await pixelAspect(track), colours: coloursOf(config) });
    const video = {
      ...index,
      packets: new EncodedPacketSink(track),
      decoding: avDecoding(av, { codec, config, keep }),
      close: () => input.dispose(),
    };
    await tryFirst(video, (cause) => undecodable(name, word ?? config.codec, cause, DECODER));
    return video;
  } catch (error) {
    input.dispose();
    throw error;
  }
}

/** Of a picture as it lies. */
async function pixelAspect(track: InputVideoTrack): Promise<number> {
  const { num, den } = await track.getPixelAspectRatio();
  return num / den;
}

function coloursOf(config: VideoDecoderConfig): FrameColours {
  const { colorSpace } = coloured(config)?.[0] ?? config;
  return { matrix: colorSpace?.matrix ?? null, fullRange: colorSpace?.fullRange ?? null };
}

/** Key packets that are tried before a file is given up: the first one may be damaged. */
const TRIES = 2;

/** What cannot be read of the packets is met again, and reported, when frames are decoded. */
async function tryFirst(
  { packets, decoding }: OpenVideo<SharedFrame>,
  failed: (cause: unknown) => PerPixelError,
): Promise<void> {
  let failure: unknown = null;
  let key = await packets.getFirstKeyPacket({ verifyKeyPackets: true }).catch(() => null);
  for (let tried = 0; key && tried < TRIES; tried += 1) {
    try {
      for await (const frame of decoding.run({ packets, from: key, without: new Set() })) {
        frame.close();
        return;
      }
    } catch (error) {
      failure = error;
    }
    key = await packets.getNextKeyPacket(key, { verifyKeyPackets: true }).catch(() => null);
  }
  if (failure !== null) throw failed(failure);
}
