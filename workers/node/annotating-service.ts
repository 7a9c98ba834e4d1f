import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { Pixels } from '../../src/core/geometry/pixels.ts';
import type { AnnotatingApi, AnnotatingFrame, AnnotatingOptions } from '../../src/protocol/annotating.ts';
import { replier } from '../link/reply.ts';
import { createArena } from '../simd/arena.ts';
import { framesFrom, type DecodedFrame, type LostFrame } from '../video/frames.ts';
import type { OpenVideo } from '../video/video-file.ts';
import { loadAv } from './decoder.ts';
import { createFilm, type Film } from './film.ts';
import { createOverlayPainter, type OverlayPainter } from './overlay-painter.ts';
import { createPictureReader } from './picture-reader.ts';
import type { SharedFrame } from './shared-frame.ts';
import { openInNode } from './video.ts';

const reply = replier('Start again.');

/** A gap between frames that is worth a jump to a later key frame. */
const JUMP = 48;

type Frames = AsyncGenerator<DecodedFrame<SharedFrame> | LostFrame, void>;

interface Work {
  readonly options: AnnotatingOptions;
  readonly video: OpenVideo<SharedFrame>;
  readonly painter: OverlayPainter;
  read(frame: SharedFrame): Promise<Pixels>;
  frames: Frames | null;
  next: number;
  film: Film | null;
  /** Drawn, and shown until the next one. */
  waiting: { readonly words: Uint32Array; readonly stride: number; readonly at: number } | null;
}

/** Draws labels over the frames of a video, and writes them as another one. */
export function createAnnotatingService(): AnnotatingApi {
  let work: Work | null = null;
  return {
    open: (options) =>
      reply(async () => {
        const video = await openInNode(options.source);
        const arena = createArena();
        const reader = createPictureReader(arena);
        const { classes, labelling, opacity } = options;
        const painter = createOverlayPainter(arena, classes, labelling, opacity);
        const read = (frame: SharedFrame): Promise<Pixels> => reader.read(frame.picture);
        work = { options, video, painter, read, frames: null, next: 0, film: null, waiting: null };
        return null;
      }),
    draw: (frame) => reply(async () => (await draw(opened(work), frame), null)),
    finish: () =>
      reply(async () => {
        const { film, video } = opened(work);
        if (!film) throw new PerPixelError('video-empty', 'No frame of the video was labelled.', 'Check the file.');
        await show(opened(work), video.info.duration);
        await film.finish();
        return null;
      }),
    leave: () =>
      reply(async () => {
        const left = work;
        work = null;
        await left?.frames?.return();
        await left?.film?.close();
        left?.video.close();
        return null;
      }),
  };
}

async function draw(work: Work, frame: AnnotatingFrame): Promise<void> {
  const decoded = await decode(work, frame.index);
  if (!decoded) return;
  try {
    const pixels = await work.read(decoded);
    const at = work.video.timestamps[frame.index] ?? 0;
    await show(work, at);
    const { labels, map, instances } = frame;
    const painted = { labels, size: frame, things: map && { instances, map } };
    // a film has the size that it began with
    work.film ??= await createFilm(await loadAv(), work.options.file, evenOf(pixels));
    if (pixels.width < work.film.size.width || pixels.height < work.film.size.height) return;
    const words = work.painter.paint(pixels, painted, at).slice();
    work.waiting = { words, stride: pixels.width, at };
  } finally {
    decoded.close();
  }
}

/** Adds the frame before to the film, now that it is known how long it is shown. */
async function show(work: Work, until: number): Promise<void> {
  const { waiting, film, video } = work;
  work.waiting = null;
  if (!waiting || !film) return;
  const { words, stride, at } = waiting;
  await film.add(words, stride, Math.max(0, at - video.info.start), Math.max(1e-6, until - at));
}

/** null: it cannot be decoded. */
async function decode(work: Work, index: number): Promise<SharedFrame | null> {
  if (work.frames && index - work.next > JUMP) {
    await work.frames.return();
    work.frames = null;
  }
  work.frames ??= framesFrom(work.video, index);
  for (;;) {
    const { value } = await work.frames.next();
    if (!value) return null;
    work.next = value.index + 1;
    if (value.index === index) return value.frame;
    value.frame?.close();
    if (value.index > index) return null;
  }
}

function evenOf({ width, height }: Pixels): { width: number; height: number } {
  return { width: width & ~1 || 2, height: height & ~1 || 2 };
}

function opened(work: Work | null): Work {
  if (work) return work;
  throw new PerPixelError('closed', 'No video is open.', 'Open one first.');
}
