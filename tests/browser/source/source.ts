import { onTestFinished } from 'vitest';
import { openSource } from '../../../src/sources/open-source.ts';
import type { FrameSource } from '../../../src/sources/source.ts';
import type { PerPixelError } from '../../../src/perpixel.ts';
import { shownSize } from '../../../src/platform/stream-frame.ts';

const media = import.meta.glob(
  '../../fixtures/media/{*,kinds/*,analysis/*}.{mp4,mkv,mov,webm,m2t,gif,webp,png,avif,avi,ogv}',
  {
    query: '?url',
    import: 'default',
    eager: true,
  },
);

/** The address of a file of tests/fixtures/media. */
export function mediaUrl(path: string): string {
  const url = media[`../../fixtures/media/${path}`];
  if (typeof url !== 'string') throw new Error(`There is no ${path}.`);
  return new URL(url, location.href).href;
}

/** Such a file under a name and a type of one's own; by default none. */
export async function mediaFile(path: string, name = '', type = ''): Promise<File> {
  return new File([await (await fetch(mediaUrl(path))).arrayBuffer()], name, { type });
}

/** Whether the browser shows a picture of it in an element of its own. */
export function playsItself(source: Blob | string): Promise<boolean> {
  const video = document.createElement('video');
  const url = typeof source === 'string' ? source : URL.createObjectURL(source);
  onTestFinished(() => {
    video.removeAttribute('src');
    if (typeof source !== 'string') URL.revokeObjectURL(url);
  });
  return new Promise((resolve) => {
    video.addEventListener('loadeddata', () => resolve(video.videoWidth > 0), { once: true });
    video.addEventListener('error', () => resolve(false), { once: true });
    Object.assign(video, { src: url, muted: true, preload: 'auto' });
  });
}

export interface Opened {
  readonly source: FrameSource;
  /** Media times of the frames that it gave, seconds. */
  readonly seconds: number[];
  readonly sizes: (readonly [number, number])[];
  readonly notices: PerPixelError[];
  readonly errors: PerPixelError[];
  /** Resolves when it has given so many frames. */
  frames(count: number): Promise<void>;
}

/** A source, open and fed into a sink that takes every frame at once; closed when the test ends. */
export async function opened(from: string | Blob): Promise<Opened> {
  const [seconds, sizes, notices, errors]: [number[], [number, number][], PerPixelError[], PerPixelError[]] = [
    [],
    [],
    [],
    [],
  ];
  const waiting = new Set<() => void>();
  const source = await openSource(from, {
    sameOrigin: false,
    onChange: () => undefined,
    onError: (error) => errors.push(error),
    onNotice: (notice) => notices.push(notice),
  });
  onTestFinished(() => source.close());
  source.feed({
    offer(frame, meta) {
      seconds.push(meta.seconds);
      const { width, height } = shownSize(frame);
      sizes.push([width, height]);
      frame.close();
      for (const look of waiting) look();
    },
    room: () => Promise.resolve(),
  });
  const frames = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (seconds.length < count) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { source, seconds, sizes, notices, errors, frames };
}
