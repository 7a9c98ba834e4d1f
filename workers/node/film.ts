import { EncodedPacket, EncodedVideoPacketSource, FilePathTarget, Mp4OutputFormat, Output } from 'mediabunny';
import type { CodecContext, Frame, Packet } from 'node-av';
import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { Size } from '../../src/core/geometry/fit.ts';
import type { Av } from './decoder.ts';
import { toI420 } from './yuv.ts';

const MICROSECONDS = 1_000_000;
/** Seconds from one key frame to the next, at most. */
const KEY_EVERY = 2;
/** Of x264: what is hard to tell from the original. */
const QUALITY = { preset: 'veryfast', crf: '20' };

/** An MP4 that is written frame by frame. */
export interface Film {
  /** Even. */
  readonly size: Size;
  /**
   * @param words RGBA, `stride` wide
   * @param at seconds, ascending
   */
  add(words: Uint32Array, stride: number, at: number, duration: number): Promise<void>;
  finish(): Promise<void>;
  /** Twice, and after `finish`, is harmless. */
  close(): Promise<void>;
}

/** @throws PerPixelError `video-unsupported` where FFmpeg has no H.264 encoder here */
export async function createFilm(av: Av, path: string, size: Size): Promise<Film> {
  const codec = av.Codec.findEncoder(av.AV_CODEC_ID_H264);
  if (!codec) {
    throw new PerPixelError(
      'video-unsupported',
      'FFmpeg has no H.264 encoder here.',
      'Leave the video with labels out; figures and label maps can be had all the same.',
    );
  }
  const context: CodecContext = new av.CodecContext();
  const frame: Frame = new av.Frame();
  const packet: Packet = new av.Packet();
  context.allocContext3(codec);
  context.width = size.width;
  context.height = size.height;
  context.pixelFormat = av.AV_PIX_FMT_YUV420P;
  context.timeBase = new av.Rational(1, MICROSECONDS);
  context.framerate = new av.Rational(30, 1);
  context.gopSize = KEY_EVERY * 30;
  context.colorSpace = av.AVCOL_SPC_BT709;
  context.colorPrimaries = av.AVCOL_PRI_BT709;
  context.colorTrc = av.AVCOL_TRC_BT709;
  context.colorRange = av.AVCOL_RANGE_MPEG;
  for (const [name, value] of Object.entries(QUALITY)) context.setOption(name, value);
  av.FFmpegError.throwIfError(context.open2Sync(codec));
  packet.alloc();
  const planes = Buffer.alloc((size.width * size.height * 3) / 2);
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: false }), target: new FilePathTarget(path) });
  const track = new EncodedVideoPacketSource('avc');
  output.addVideoTrack(track);
  await output.start();
  /** Of frames that the encoder has not given back, microseconds. */
  const durations = new Map<number, number>();
  let open = true;
  let first = true;

  return {
    size,
    async add(words, stride, at, duration) {
      toI420(words, stride, size, planes);
      const pts = Math.round(at * MICROSECONDS);
      durations.set(pts, duration);
      frame.alloc();
      try {
        frame.width = size.width;
        frame.height = size.height;
        frame.format = av.AV_PIX_FMT_YUV420P;
        frame.pts = BigInt(pts);
        frame.timeBase = new av.Rational(1, MICROSECONDS);
        av.FFmpegError.throwIfError(frame.fromBuffer(planes));
        av.FFmpegError.throwIfError(context.sendFrameSync(frame));
      } finally {
        frame.free();
      }
      await drain();
    },
    async finish() {
      av.FFmpegError.throwIfError(context.sendFrameSync(null));
      await drain();
      await output.finalize();
    },
    async close() {
      if (!open) return;
      open = false;
      context.freeContext();
      packet.free();
      frame.free();
      if (output.state !== 'finalized') await output.cancel();
    },
  };

  async function drain(): Promise<void> {
    for (;;) {
      const status = context.receivePacketSync(packet);
      if (status === av.AVERROR_EAGAIN || status === av.AVERROR_EOF) return;
      av.FFmpegError.throwIfError(status);
      const pts = Number(packet.pts);
      const data = new Uint8Array(packet.data ?? []);
      const kind = packet.isKeyframe ? 'key' : 'delta';
      packet.unref();
      const encoded = new EncodedPacket(data, kind, pts / MICROSECONDS, durations.get(pts) ?? 0);
      durations.delete(pts);
      await track.add(encoded, first ? { decoderConfig: configOf(size) } : undefined);
      first = false;
    }
  }
}

/** Without a description: packets are as they stand in a stream, and their head says the rest. */
function configOf({ width, height }: Size): VideoDecoderConfig {
  return {
    codec: 'avc1.640028',
    codedWidth: width,
    codedHeight: height,
    colorSpace: { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', fullRange: false },
  };
}
