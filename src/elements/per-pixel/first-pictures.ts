import type { PerPixelError } from '../../core/errors/errors.ts';
import type { Size } from '../../core/geometry/fit.ts';
import { openSource } from '../../sources/open-source.ts';
import type { FrameSource } from '../../sources/source.ts';

/** Seconds behind its beginning, where a film is looked at: many begin with a title, or in the dark. */
const LOOKS = [0, 2, 6] as const;

export interface Opening {
  readonly sameOrigin: boolean;
  readonly signal: AbortSignal;
}

/** Some of a file's first pictures, drawn at that size. It is opened for them beside whoever plays it. */
export async function* firstPictures(
  file: string | Blob,
  size: Size,
  { sameOrigin, signal }: Opening,
): AsyncGenerator<ImageBitmap> {
  let broken: (error: PerPixelError) => void = () => undefined;
  const source = await openSource(file, {
    sameOrigin,
    signal,
    onChange: () => undefined,
    onError: (error) => broken(error),
  });
  const { start = 0, duration, seekable } = source.playback;
  const end = start + duration;
  try {
    for (const look of LOOKS) {
      const seconds = start + look;
      if (look > 0 && (!seekable || !(seconds < end))) return;
      if (look > 0) await source.seek(seconds);
      signal.throwIfAborted();
      yield await new Promise<ImageBitmap>((resolve, reject) => {
        broken = reject;
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        takeOne(source, size, resolve);
      });
    }
  } finally {
    source.close();
  }
}

function takeOne(source: FrameSource, { width, height }: Size, take: (picture: ImageBitmap) => void): void {
  source.feed({
    offer(frame) {
      const canvas = new OffscreenCanvas(width, height);
      canvas.getContext('2d')?.drawImage(frame, 0, 0, width, height);
      frame.close();
      source.feed(null);
      take(canvas.transferToImageBitmap());
    },
    room: () => Promise.resolve(),
  });
}
