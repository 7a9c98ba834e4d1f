import { DecodeFailure, type RunOptions } from './decoding.ts';
import { Signal } from './signal.ts';

/** Pixels of decoded frames that wait for their reader, and the most frames: enough to keep it busy. */
const READY_PIXELS = 20_000_000;
const READY = 4;
/** Packets that the decoder has not started. */
const QUEUED = 4;

/** `Decoding.run` by the browser's decoder. */
export async function* decodeRun(
  config: VideoDecoderConfig,
  { packets, from, without }: RunOptions,
): AsyncGenerator<VideoFrame, void> {
  const ready: VideoFrame[] = [];
  const changed = new Signal();
  const { codedWidth = 1, codedHeight = 1 } = config;
  const room = Math.max(1, Math.min(READY, Math.floor(READY_PIXELS / (codedWidth * codedHeight))));
  const state = { failure: null as unknown, last: from.sequenceNumber, ended: false, stopped: false };
  const decoder = new VideoDecoder({
    output(frame) {
      if (state.stopped) frame.close();
      else ready.push(frame);
      changed.notify();
    },
    error(error) {
      state.failure ??= error;
      changed.notify();
    },
  });
  decoder.addEventListener('dequeue', changed.notify);

  async function pump(): Promise<void> {
    decoder.configure(config);
    for await (const packet of packets.packets(from)) {
      if (without.has(packet.sequenceNumber)) continue;
      while (!state.stopped && state.failure === null && (ready.length >= room || decoder.decodeQueueSize >= QUEUED)) {
        await changed.wait();
      }
      if (state.stopped || state.failure !== null) return;
      state.last = packet.sequenceNumber;
      decoder.decode(packet.toEncodedVideoChunk());
    }
    await decoder.flush();
  }
  const pumping = pump()
    .catch((error: unknown) => (state.failure ??= error))
    .then(() => {
      state.ended = true;
      changed.notify();
    });

  try {
    while (true) {
      const frame = ready.shift();
      if (frame) {
        changed.notify();
        yield frame;
      } else if (state.failure !== null) {
        throw new DecodeFailure(state.last, state.failure);
      } else if (state.ended) {
        return;
      } else {
        await changed.wait();
      }
    }
  } finally {
    state.stopped = true;
    changed.notify();
    if (decoder.state !== 'closed') decoder.close();
    for (const frame of ready) frame.close();
    await pumping;
  }
}

/** How long a packet may take to show that it cannot be decoded. */
const VERDICT_MS = 30;

/** `Decoding.findCulprit`, by giving the browser's decoder one packet at a time. */
export async function findCulprit(
  config: VideoDecoderConfig,
  options: RunOptions,
  until: number,
): Promise<number | null> {
  let failed = false;
  const verdict = new Signal();
  const decoder = new VideoDecoder({
    output(frame) {
      frame.close();
      verdict.notify();
    },
    error() {
      failed = true;
      verdict.notify();
    },
  });
  try {
    decoder.configure(config);
    for await (const packet of options.packets.packets(options.from)) {
      if (packet.sequenceNumber > until) break;
      if (options.without.has(packet.sequenceNumber)) continue;
      const known = verdict.wait(VERDICT_MS);
      try {
        decoder.decode(packet.toEncodedVideoChunk());
      } catch {
        return packet.sequenceNumber;
      }
      await known;
      if (failed) return packet.sequenceNumber;
    }
    await decoder.flush().catch(() => undefined);
    return failed ? until : null;
  } finally {
    if (decoder.state !== 'closed') decoder.close();
  }
}
