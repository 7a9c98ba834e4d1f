import type { EncodedPacket } from 'mediabunny';
import type { Codec, CodecContext, Frame, Packet } from 'node-av';
import { DecodeFailure, type Decoding, type RunOptions } from '../video/decoding.ts';
import type { Av } from './decoder.ts';
import type { SharedFrame } from './shared-frame.ts';

export interface DecodingOptions {
  readonly codec: Codec;
  readonly config: VideoDecoderConfig;
  /** Takes the frame's pixels; the frame stays the decoder's. */
  keep(frame: Frame): SharedFrame;
}

/**
 * By FFmpeg, on the processor: each frame is decoded when its reader wants it, and in this thread, as one that ends while
 * the library works in another takes the process along.
 */
export function avDecoding(av: Av, { codec, config, keep }: DecodingOptions): Decoding<SharedFrame> {
  /** The packet that the last run that failed was given last, where that was at fault. */
  let culprit: number | null = null;
  return {
    async *run({ packets, from, without }: RunOptions) {
      culprit = null;
      let last = from.sequenceNumber;
      const context = new av.CodecContext();
      const packet = new av.Packet();
      const frame = new av.Frame();
      try {
        open(context, packet, frame);
        for await (const each of packets.packets(from)) {
          if (without.has(each.sequenceNumber)) continue;
          last = each.sequenceNumber;
          culprit = last;
          send(context, packet, each);
          culprit = null;
          yield* received(context, frame);
        }
        send(context, null);
        yield* received(context, frame);
      } catch (error) {
        throw error instanceof DecodeFailure ? error : new DecodeFailure(last, error);
      } finally {
        context.freeContext();
        packet.free();
        frame.free();
      }
    },
    findCulprit: async () => culprit,
    // what reads its pixels turns them
    oriented: (frame) => frame,
  };

  function open(context: CodecContext, packet: Packet, frame: Frame): void {
    packet.alloc();
    frame.alloc();
    context.allocContext3(codec);
    context.codecType = av.AVMEDIA_TYPE_VIDEO;
    context.codecId = codec.id;
    context.width = config.codedWidth ?? 0;
    context.height = config.codedHeight ?? 0;
    context.extraData = config.description ? bufferOf(config.description) : null;
    // frames that are reordered come in order also where the stream does not say how far
    check(context.setOption('strict', av.FF_COMPLIANCE_STRICT));
    check(context.open2Sync(codec));
  }

  function send(context: CodecContext, packet: Packet | null, each?: EncodedPacket): void {
    if (packet && each) {
      packet.data = bufferOf(each.data);
      packet.isKeyframe = each.type === 'key';
      packet.pts = BigInt(each.microsecondTimestamp);
      packet.dts = av.AV_NOPTS_VALUE;
    }
    const status = context.sendPacketSync(packet);
    packet?.unref();
    check(status);
  }

  function* received(context: CodecContext, frame: Frame): Generator<SharedFrame, void> {
    for (;;) {
      const status = context.receiveFrameSync(frame);
      if (status === av.AVERROR_EAGAIN || status === av.AVERROR_EOF) return;
      check(status);
      const kept = keep(frame);
      frame.unref();
      yield kept;
    }
  }

  function check(status: number): void {
    av.FFmpegError.throwIfError(status);
  }
}

function bufferOf(bytes: AllowSharedBufferSource): Buffer {
  return ArrayBuffer.isView(bytes)
    ? Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength)
    : Buffer.from(bytes as ArrayBuffer);
}
