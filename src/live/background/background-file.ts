import { PerPixelError, throwIfAborted } from '../../core/errors/errors.ts';
import { within, type Size } from '../../core/geometry/fit.ts';
import type { StreamFrame } from '../../platform/stream-frame.ts';
import { openSource } from '../../sources/open-source.ts';
import type { FrameSource } from '../../sources/source.ts';
import { BoundedFrames, type TakePicture } from './bounded-frames.ts';

/** Longest side of an image that is kept, pixels: it is cut to the picture's shape. */
const LONGEST = 2560;
/** The most pixels of a video: decoding it must leave the camera its pace. */
const MOST_VIDEO_PIXELS = 2560 * 1440;

export interface BackgroundFileOptions {
  /** Only addresses of the page's own origin. */
  readonly sameOrigin: boolean;
  readonly signal?: AbortSignal | undefined;
  /** A video broke while it was shown; its last picture stays. */
  onError(error: PerPixelError): void;
}

/** An image or a video that is put behind. Owns what it was opened from until `close`. */
export interface BackgroundFile {
  /** Under which views name it: no other file's. */
  readonly id: number;
  /** Its pictures go there from now on, the one of now first; null: nowhere. */
  feed(take: TakePicture | null): void;
  /** Twice is harmless. */
  close(): void;
}

let opened = 0;

/**
 * Opens an image, or a video, which plays muted and over again. Resolves with its first picture there.
 * @throws PerPixelError with the codes of images and videos, `origin-blocked`, `source-unavailable`, `frame-too-large`, `aborted`
 */
export async function openBackgroundFile(
  file: string | Blob,
  { sameOrigin, signal, onError }: BackgroundFileOptions,
): Promise<BackgroundFile> {
  let onFirst: (error: PerPixelError) => void = () => undefined;
  let shown = false;
  const source = await openSource(file, {
    sameOrigin,
    signal,
    onChange: () => undefined,
    onError: (error) => (shown ? onError(error) : onFirst(error)),
  }).catch((thrown: unknown) => {
    throw explained(thrown);
  });
  try {
    if (source.traits.moves) checkVideo(source.size);
    const first = await new Promise<[StreamFrame, number]>((resolve, reject) => {
      onFirst = reject;
      source.feed(firstOf((...picture) => resolve(picture)));
      if (source.traits.moves) source.play().catch(() => undefined);
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    shown = true;
    const id = (opened += 1);
    if (source.traits.moves) {
      const video = new VideoFile(id, source, first);
      if (!signal?.aborted) return video;
      video.close();
      throwIfAborted(signal);
    }
    const still = await bitmapOf(first[0]);
    source.close();
    return new ImageFile(id, still);
  } catch (error) {
    source.close();
    throw error;
  }
}

function firstOf(take: (frame: StreamFrame, turned: number) => void): Parameters<FrameSource['feed']>[0] {
  let taken = false;
  return {
    offer(frame, { turned = 0 }) {
      if (taken) frame.close();
      else take(frame, turned);
      taken = true;
    },
    room: () => (taken ? new Promise(() => undefined) : Promise.resolve()),
  };
}

/** Small enough to be handed to each new worker, and for its memory. */
async function bitmapOf(frame: StreamFrame): Promise<ImageBitmap> {
  try {
    const size = 'displayWidth' in frame ? { width: frame.displayWidth, height: frame.displayHeight } : frame;
    const { width, height } = within(size, LONGEST);
    return await createImageBitmap(frame, { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' });
  } finally {
    frame.close();
  }
}

/** The words are those of a background, and not of what is labelled. */
function explained(thrown: unknown): unknown {
  if (!(thrown instanceof PerPixelError) || thrown.code !== 'frame-too-large') return thrown;
  return new PerPixelError(
    'frame-too-large',
    'The picture has more pixels than this browser should hold.',
    'Use a smaller one: 1920 × 1080 is as sharp as any screen shows it.',
    { cause: thrown },
  );
}

function checkVideo({ width, height }: Size): void {
  if (width * height <= MOST_VIDEO_PIXELS) return;
  throw new PerPixelError(
    'frame-too-large',
    `The video is ${width} × ${height} pixels: to decode it would slow the camera down.`,
    'Use one of at most 2560 × 1440, or a picture.',
  );
}

class ImageFile implements BackgroundFile {
  constructor(
    readonly id: number,
    private readonly bitmap: ImageBitmap,
  ) {}

  feed(take: TakePicture | null): void {
    take?.(this.bitmap, 0).catch(() => undefined);
  }

  close(): void {
    this.bitmap.close();
  }
}

class VideoFile implements BackgroundFile {
  readonly #frames: BoundedFrames;

  constructor(
    readonly id: number,
    private readonly source: FrameSource,
    first: [StreamFrame, number],
  ) {
    this.#frames = new BoundedFrames(first);
    source.feed(this.#frames);
  }

  feed(take: TakePicture | null): void {
    this.#frames.take = take;
    // at rest it would give none by itself
    this.source.feed(this.#frames);
  }

  close(): void {
    this.#frames.close();
    this.source.close();
  }
}
