import {
  getFirstEncodableAudioCodec,
  getFirstEncodableVideoCodec,
  MediaStreamAudioTrackSource,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
  StreamTarget,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat,
  type StreamTargetChunk,
} from 'mediabunny';
import type { Size } from '../../core/geometry/fit.ts';
import { nothingWritten } from './lacks.ts';
import { MemoryFile } from './memory-file.ts';
import { FilmClock, type Movie, type MovieKind } from './movie.ts';

export interface MovieOptions {
  /** Of the first picture: others are fitted into it. */
  readonly size: Size;
  readonly kind: MovieKind;
  /** The microphone's; null: the film is silent. */
  readonly sound: MediaStreamTrack | null;
  /** It cannot go on; what there is can be finished. */
  onError(): void;
  /** There is no memory for more; what there is can be finished. */
  onFull(): void;
}

/** How long a picture is shown, seconds. */
const PICTURE = 1 / 30;

const CODECS = {
  mp4: { picture: ['avc'], sound: ['aac', 'opus'] },
  webm: { picture: ['vp9', 'vp8'], sound: ['opus'] },
} as const;

/**
 * A film by the browser's encoders, whose file says how long it is.
 * @returns null: this browser encodes nothing of that kind
 */
export async function encodedMovie({ size, kind, sound, onError, onFull }: MovieOptions): Promise<Movie | null> {
  // H.264 takes even sizes only
  const [width, height] = [size.width & ~1 || 2, size.height & ~1 || 2];
  const codec = await getFirstEncodableVideoCodec([...CODECS[kind].picture], { width, height, quality: QUALITY_HIGH });
  if (codec === null) return null;
  const file = new MemoryFile({ onFull });
  const writable = new WritableStream<StreamTargetChunk>({
    write: ({ data, position }) => file.write(data, position),
  });
  const format = kind === 'mp4' ? new Mp4OutputFormat({ fastStart: false }) : new WebMOutputFormat();
  const output = new Output({ format, target: new StreamTarget(writable, { chunked: true, chunkSize: 1 << 18 }) });
  const pictures = new VideoSampleSource({
    codec,
    quality: QUALITY_HIGH,
    keyFrameInterval: 2,
    latencyMode: 'realtime',
    sizeChangeBehavior: 'contain',
    transform: { width, height },
  });
  output.addVideoTrack(pictures);
  const voice = sound && (await soundSource(sound, kind));
  if (voice) output.addAudioTrack(voice);
  voice?.errorPromise.catch(() => onError());
  await output.start();
  const clock = new FilmClock();
  let adding: Promise<void> | null = null;
  let last = -1;
  let broken = false;

  return {
    kind,
    get bytes() {
      return file.bytes;
    },
    get seconds() {
      return clock.seconds;
    },
    add(picture) {
      if (!clock.paused && !adding && !broken) adding = add(picture).finally(() => (adding = null));
    },
    pause() {
      clock.pause();
      voice?.pause();
    },
    resume() {
      clock.resume();
      voice?.resume();
    },
    async finish(standing) {
      clock.pause();
      await adding;
      // the one before may have been written until now
      if (standing && !broken && clock.seconds - last > 2 * PICTURE) await add(standing, clock.seconds - PICTURE);
      if (last < 0) throw nothingWritten();
      await output.finalize();
      return file.blob(kind === 'mp4' ? 'video/mp4' : 'video/webm');
    },
    discard() {
      clock.pause();
      if (output.state === 'started') void output.cancel().catch(() => undefined);
    },
  };

  async function add(picture: CanvasImageSource | VideoFrame, at = clock.seconds): Promise<void> {
    // the first picture is where the film begins
    const timestamp = last < 0 ? 0 : Math.max(last + 1e-3, at);
    last = timestamp;
    const sample = new VideoSample(picture, { timestamp, duration: PICTURE });
    try {
      await pictures.add(sample);
    } catch {
      broken = true;
      onError();
    } finally {
      sample.close();
    }
  }
}

async function soundSource(track: MediaStreamTrack, kind: MovieKind): Promise<MediaStreamAudioTrackSource | null> {
  const codec = await getFirstEncodableAudioCodec([...CODECS[kind].sound]);
  return codec && new MediaStreamAudioTrackSource(track as MediaStreamAudioTrack, { codec, quality: QUALITY_HIGH });
}
