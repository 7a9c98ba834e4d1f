import { decodeImage } from '../picture/decode-image.ts';
import { can } from '../shared/capabilities.ts';
import { throwIfAborted } from '../shared/errors.ts';
import { checkFrame } from '../shared/frame-budget.ts';
import type { FileOptions } from './video.ts';
import type { FrameSink, FrameSource, Playback } from './source.ts';

/**
 * Opens a still image.
 * @throws PerPixelError `image-unsupported`, `frame-too-large`, `aborted`
 */
export async function openImage(file: Blob, label: string, { signal }: FileOptions): Promise<FrameSource> {
  const bitmap = await decodeImage(file, label);
  try {
    throwIfAborted(signal);
    checkFrame(bitmap);
  } catch (error) {
    bitmap.close();
    throw error;
  }
  return new Still(bitmap, label);
}

class Still implements FrameSource {
  readonly kind = 'image';
  readonly mirrored = false;
  readonly playback: Playback = { paused: true, time: 0, duration: 0, seekable: false, loop: false };
  truth = false;
  readonly size;
  #sink: FrameSink | null = null;
  #closed = false;

  constructor(
    private readonly bitmap: ImageBitmap,
    readonly label: string,
  ) {
    this.size = { width: bitmap.width, height: bitmap.height };
  }

  stream(): null {
    return null;
  }

  feed(sink: FrameSink | null): void {
    this.#sink = sink;
    if (!sink || this.#closed) return;
    void this.#hand(sink);
  }

  async play(): Promise<void> {}

  pause(): void {}

  async seek(): Promise<void> {}

  setLoop(): void {}

  close(): void {
    this.#closed = true;
    this.#sink = null;
    this.bitmap.close();
  }

  async #hand(sink: FrameSink): Promise<void> {
    const { bitmap } = this;
    const frame = can('videoFrame')
      ? new VideoFrame(bitmap, { timestamp: 0 })
      : await createImageBitmap(bitmap).catch(() => null);
    if (frame && sink === this.#sink) sink.offer(frame, { seconds: 0, captured: null, truth: null });
    else frame?.close();
  }
}
