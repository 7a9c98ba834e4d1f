import { decodeImage } from './decode-image.ts';
import { can } from '../../platform/capabilities.ts';
import { PerPixelError, throwIfAborted } from '../../core/errors/errors.ts';
import { checkFrame } from '../../core/geometry/frame-budget.ts';
import { isAnimated } from '../../core/media/animated.ts';
import { conversion } from '../../platform/unplayable.ts';
import { mayMove, type FileKind } from '../../core/media/file-kind.ts';
import { canMove, openMovingImage } from './moving-image.ts';
import type { FileOptions, FrameSink, FrameSource, Playback } from '../source.ts';
import { IMAGE } from './traits.ts';

/**
 * Opens an image: a still one, or one that moves, where the browser decodes all of its pictures.
 * @param kind what its content says; null: nothing that is known
 * @throws PerPixelError `image-unsupported`, `frame-too-large`, `aborted`
 */
export async function openImage(
  file: Blob,
  label: string,
  kind: FileKind | null,
  options: FileOptions,
): Promise<FrameSource> {
  if (kind && mayMove(kind) && isAnimated(new Uint8Array(await file.arrayBuffer()))) {
    const { type = '' } = kind;
    if (await canMove(type)) return openMovingImage(file, type, label, options);
    options.onNotice?.(
      new PerPixelError(
        'image-unsupported',
        `${label} is ${kind.name} that moves, and this browser shows its first picture only.`,
        `Make a video of it: ${conversion(label)}`,
      ),
    );
  }
  // its content says what it is
  const typed = kind?.type ? file.slice(0, file.size, kind.type) : file;
  const bitmap = await decodeImage(typed, label).catch((error: unknown) => {
    throw explained(error, label, kind);
  });
  try {
    throwIfAborted(options.signal);
    checkFrame(bitmap);
  } catch (error) {
    bitmap.close();
    throw error;
  }
  return new Still(bitmap, label);
}

/** The error with what the file is, where that is known. */
function explained(error: unknown, label: string, kind: FileKind | null): unknown {
  if (!(error instanceof PerPixelError) || error.code !== 'image-unsupported' || !kind) return error;
  const problem = {
    empty: `${label} is empty: it holds no bytes.`,
    image: `${label} is ${kind.name}, which this browser cannot read, or it is damaged.`,
    other: `${label} is ${kind.name}, not an image.`,
    video: error.problem,
    sound: error.problem,
  }[kind.kind];
  return new PerPixelError('image-unsupported', problem, error.remedy, { cause: error.cause });
}

class Still implements FrameSource {
  readonly traits = IMAGE;
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
