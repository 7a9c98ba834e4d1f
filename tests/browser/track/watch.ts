/** What a frame shows, told by its upper left part, where nothing but background is. */
export type Seen = 'raw' | 'black' | 'covered';

export interface Watched {
  readonly seen: Seen;
  readonly width: number;
  readonly height: number;
}

interface TrackProcessor {
  readonly readable: ReadableStream<VideoFrame>;
}

/** A test may take it from the page. */
const Processor = MediaStreamTrackProcessor as unknown as new (init: { track: MediaStreamTrack }) => TrackProcessor;

/** The frames of a track from now on, until it ends or nobody wants more. */
export async function* frames(track: MediaStreamTrack): AsyncGenerator<Watched, void> {
  const own = track.clone();
  const reader = new Processor({ track: own }).readable.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const frame = next.value;
      try {
        yield { seen: await seenIn(frame), width: frame.displayWidth, height: frame.displayHeight };
      } finally {
        frame.close();
      }
    }
  } finally {
    own.stop();
    reader.cancel().catch(() => undefined);
  }
}

/** So many frames from now on. */
export async function take(track: MediaStreamTrack, count: number): Promise<Watched[]> {
  const taken: Watched[] = [];
  for await (const each of frames(track)) {
    taken.push(each);
    if (taken.length >= count) break;
  }
  return taken;
}

/**
 * The next frame that is as it should be; those before it must not show the raw background.
 * @param late so many frames may, which had left before
 */
export async function next(track: MediaStreamTrack, wanted: (frame: Watched) => boolean, late = 0): Promise<Watched> {
  let raw = 0;
  for await (const each of frames(track)) {
    if (each.seen === 'raw') raw += 1;
    if (raw > late) throw new Error('the raw background came through');
    if (wanted(each)) return each;
  }
  throw new Error('the track has ended');
}

/** Stripes of four pixels are told by how much neighbours differ; an encoder leaves most of that. */
async function seenIn(frame: VideoFrame): Promise<Seen> {
  const width = frame.displayWidth >> 2;
  const row = frame.displayHeight >> 3;
  const canvas = new OffscreenCanvas(width, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(frame, 0, row, width, 1, 0, 0, width, 1);
  const { data } = context.getImageData(0, 0, width, 1);
  let brightest = 0;
  let change = 0;
  for (let x = 0; x < width; x += 1) {
    const luma = (at: number): number => data[4 * at]! + data[4 * at + 1]! + data[4 * at + 2]!;
    brightest = Math.max(brightest, luma(x));
    if (x >= 4) change += Math.abs(luma(x) - luma(x - 4));
  }
  if (change / (width - 4) > 40) return 'raw';
  return brightest < 24 ? 'black' : 'covered';
}
