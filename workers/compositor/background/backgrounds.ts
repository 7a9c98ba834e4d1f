import { COVER, type Background } from '../../../src/core/background/background.ts';
import { paintScene } from '../../../src/core/background/scenes.ts';
import { isSameSize, type Size } from '../../../src/core/geometry/fit.ts';
import type { MoveCounter } from '../../../src/core/metrics/move-counter.ts';
import type { StreamFrame } from '../../../src/platform/stream-frame.ts';
import { drawCovering } from './cover.ts';
import { createBackgroundLight, type BackgroundLight } from './light.ts';
import type { BackgroundSheet } from './sheet.ts';

/** What is put behind, painted once for each size of the picture, and anew when it changes: a video’s frames do. */
export interface Backgrounds {
  /**
   * The picture of a file, or the newest one of its video; takes it. The one before is forgotten.
   * @param id of the file, as views name it
   * @param turned degrees clockwise to stand upright, where the picture cannot say so itself
   */
  take(id: number, picture: StreamFrame, turned: number): void;
  /** A file without a picture yet is a plain colour. Valid until the next call of anything here. */
  sheet(background: Background, size: Size, moves: MoveCounter): BackgroundSheet;
  /** The light of that sheet: a few pixels of it. */
  light(background: Background, size: Size, moves: MoveCounter): BackgroundSheet;
  /** Lets go of pictures. Twice is harmless. */
  close(): void;
}

interface Taken {
  readonly id: number;
  readonly picture: StreamFrame;
  readonly turned: number;
}

export function createBackgrounds(): Backgrounds {
  /** Made with the first sheet: who only labels may have no canvas here. */
  let drawing: Drawing | null = null;
  let taken: Taken | null = null;
  /** What is painted, and for which size. */
  let painted = { what: '', size: { width: 0, height: 0 } };
  let lighting: BackgroundLight | null = null;
  let pictures = 0;
  let version = 0;

  return {
    take(id, picture, turned) {
      taken?.picture.close();
      taken = { id, picture, turned };
      pictures += 1;
    },
    sheet,
    light: (background, size, moves) =>
      (lighting ??= createBackgroundLight()).take(sheet(background, size, moves), size),
    close() {
      taken?.picture.close();
      taken = null;
      painted = { what: '', size: { width: 0, height: 0 } };
    },
  };

  function sheet(background: Background, size: Size, moves: MoveCounter): BackgroundSheet {
    const what = nameOf(background);
    if (!drawing || what !== painted.what || !isSameSize(size, painted.size)) {
      paint((drawing ??= createDrawing()), background, size);
      painted = { what, size: { width: size.width, height: size.height } };
      version += 1;
      moves.copied();
    }
    return { canvas: drawing.canvas, version };
  }

  function nameOf(background: Background): string {
    if (background.kind === 'scene') return background.scene;
    if (background.kind === 'colour') return background.colour;
    return isThere(background) ? `picture ${pictures}` : COVER;
  }

  function isThere(background: Background): boolean {
    return background.kind === 'file' && background.id === taken?.id;
  }

  function paint({ canvas, context }: Drawing, background: Background, size: Size): void {
    if (background.kind === 'scene') {
      const { words, ...scene } = paintScene(background.scene, size);
      fit(canvas, scene);
      context.putImageData(new ImageData(new Uint8ClampedArray(words.buffer), scene.width, scene.height), 0, 0);
      return;
    }
    const picture = isThere(background) ? taken : null;
    fit(canvas, picture ? size : PIXEL);
    // under what an image leaves clear
    context.fillStyle = background.kind === 'colour' ? background.colour : COVER;
    context.fillRect(0, 0, canvas.width, canvas.height);
    if (picture) drawCovering(context, picture.picture, picture.turned, size);
  }
}

interface Drawing {
  readonly canvas: OffscreenCanvas;
  readonly context: OffscreenCanvasRenderingContext2D;
}

function createDrawing(): Drawing {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('No 2D canvas could be had in the worker.');
  return { canvas, context };
}

function fit(canvas: OffscreenCanvas, { width, height }: Size): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

const PIXEL: Size = { width: 1, height: 1 };
