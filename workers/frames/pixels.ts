import { can, convertsFrames } from '../../src/platform/capabilities.ts';
import type { Size } from '../../src/core/geometry/fit.ts';
import { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import type { Pixels } from '../../src/core/geometry/pixels.ts';
import { isVideoFrame, shownSize, type StreamFrame } from '../../src/platform/stream-frame.ts';
import { unsupported } from '../../src/platform/unsupported.ts';
import { createArena } from '../simd/arena.ts';
import { pixelFormat, type FrameFormat } from './pixel-format.ts';
import { turnOf, type Turn } from './turn.ts';
import { createUnpack } from './unpack.ts';

export type Picture = StreamFrame | ImageData;

export interface PixelReader {
  /**
   * The picture's pixels, upright (a video frame's display size may differ: sampling takes care of that).
   * @param turn how it has to be turned where it cannot say so itself; null: it stands upright, or says so
   */
  read(picture: Picture, turn?: Turn | null): Promise<Pixels>;
}

/**
 * Brings pictures into memory.
 *
 * A video frame's planes are copied as they are and converted here: WebKit ignores that another format is asked for and hands
 * out what it has without a word (up to Safari 27.3 at least), Firefox swaps U and V of NV12, and it is the shortest way
 * everywhere. Of the time that the browser's own conversion takes it needs 0.6 (I420, NV12) and 0.4 (BGRA) in Chromium, 0.1
 * and 0.4 in Firefox. Frames that do not hand their planes out, as those of a video element in WebKit, do so as bitmaps. A
 * canvas comes last: it takes many times as long, and WebKit's mix up what several workers draw.
 */
export function createPixelReader(arena = createArena(), moves = new MoveCounter()): PixelReader {
  const unpack = createUnpack(arena, moves);
  /** Formats that this browser has and does not hand out. */
  const withheld = new Set<string>();
  let canvas: OffscreenCanvas | null = null;
  return {
    async read(picture, turn = null) {
      if (picture instanceof ImageData) {
        const { data, width, height } = picture;
        return { words: new Uint32Array(data.buffer, data.byteOffset, width * height), width, height };
      }
      const pixels = isVideoFrame(picture) ? await frame(picture, turn) : await bitmap(picture, turn);
      if (pixels) return pixels;
      if (!can('offscreenCanvas')) throw unsupported('offscreenCanvas');
      const drawn = draw(picture);
      return turn ? turned(drawn, turn) : drawn;
    },
  };

  async function frame(picture: VideoFrame, turn: Turn | null): Promise<Pixels | null> {
    const pixels = (await planes(picture, turn)) ?? (await rgba(picture, turn));
    if (pixels || !can('imageBitmap')) return pixels;
    // a bitmap of the frame in its place: it is upright, and as large as it is shown
    const shown = await createImageBitmap(picture).catch(() => null);
    if (shown) moves.copied();
    try {
      return shown && (await bitmap(shown, turn));
    } finally {
      shown?.close();
    }
  }

  async function bitmap(picture: ImageBitmap, turn: Turn | null): Promise<Pixels | null> {
    if (!can('videoFrame')) return null;
    const made = new VideoFrame(picture, { timestamp: 0 });
    try {
      return (await planes(made, turn)) ?? (await rgba(made, turn));
    } finally {
      made.close();
    }
  }

  /** Null where the format is unknown, or the browser does not hand it out. */
  async function planes(picture: VideoFrame, given: Turn | null): Promise<Pixels | null> {
    const colours = formatOf(picture);
    const format = pixelFormat(colours);
    if (!format || withheld.has(colours.format ?? '')) return null;
    const size = visibleSize(picture);
    const turn = turnOf(picture) ?? given;
    try {
      const bytes = unpack.memory(picture.allocationSize(), format, turn);
      const layout = await picture.copyTo(bytes);
      moves.copied();
      return unpack.run({ bytes, layout, format, colours, ...size, turn });
    } catch {
      // one that was closed meanwhile has no format any more
      if (picture.format) withheld.add(picture.format);
      return null;
    }
  }

  /** By the browser's own conversion, where it has one. */
  async function rgba(picture: VideoFrame, given: Turn | null): Promise<Pixels | null> {
    if (!(await convertsFrames())) return null;
    const { width, height } = visibleSize(picture);
    const turn = turnOf(picture) ?? given;
    try {
      const bytes = unpack.memory(4 * width * height, RGBA, turn);
      const layout = await picture.copyTo(bytes, { format: 'RGBA' });
      moves.copied();
      return unpack.run({ bytes, layout, format: RGBA, colours: NO_COLOURS, width, height, turn });
    } catch {
      return null;
    }
  }

  function turned({ words, width, height }: Pixels, turn: Turn): Pixels {
    const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
    const layout = [{ offset: 0, stride: 4 * width }];
    return unpack.run({ bytes, layout, format: RGBA, colours: NO_COLOURS, width, height, turn });
  }

  function draw(picture: StreamFrame): Pixels {
    const { width, height } = shownSize(picture);
    canvas ??= new OffscreenCanvas(width, height);
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
    if (!context) throw new Error('No 2D canvas could be had in the worker.');
    // without alpha, what is transparent turns black
    context.globalCompositeOperation = 'copy';
    context.drawImage(picture, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    // onto the canvas, and from it
    moves.copied(2);
    return { words: new Uint32Array(data.buffer, data.byteOffset, width * height), width, height };
  }
}

const RGBA = { kind: 'words', swapped: false, padded: false } as const;
const NO_COLOURS = { matrix: null, fullRange: null };

function formatOf({ format, colorSpace }: VideoFrame): FrameFormat {
  const { matrix, fullRange, transfer } = colorSpace;
  return { format, matrix, fullRange, transfer };
}

function visibleSize({ visibleRect, codedWidth, codedHeight }: VideoFrame): Size {
  const { width, height } = visibleRect ?? { width: codedWidth, height: codedHeight };
  return { width, height };
}
