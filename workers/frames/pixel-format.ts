import type { FrameColours } from './colour-matrix.ts';

/** Luma and chroma in planes of their own. */
export interface PlanarFormat {
  readonly kind: 'planes';
  /** The second plane holds U, V, U, V … */
  readonly paired: boolean;
  /** 1: one chroma sample for two columns, or rows. */
  readonly shiftX: 0 | 1;
  readonly shiftY: 0 | 1;
  /** 8, or as many as lie in 16. */
  readonly bits: 8 | 10 | 12;
}

/** Four bytes a pixel. */
export interface WordFormat {
  readonly kind: 'words';
  /** Blue comes first. */
  readonly swapped: boolean;
  /** The fourth byte may be anything. */
  readonly padded: boolean;
}

const planes = (shiftX: 0 | 1, shiftY: 0 | 1, bits: 8 | 10 | 12 = 8, paired = false): PlanarFormat => ({
  kind: 'planes',
  paired,
  shiftX,
  shiftY,
  bits,
});
const words = (swapped: boolean, padded: boolean): WordFormat => ({ kind: 'words', swapped, padded });

/** The formats whose pixels we read ourselves, by WebCodecs' names; the alpha of those that have one is not looked at. */
const FORMATS: Readonly<Record<string, PlanarFormat | WordFormat>> = {
  I420: planes(1, 1),
  I420P10: planes(1, 1, 10),
  I420P12: planes(1, 1, 12),
  I420A: planes(1, 1),
  I420AP10: planes(1, 1, 10),
  I420AP12: planes(1, 1, 12),
  I422: planes(1, 0),
  I422P10: planes(1, 0, 10),
  I422P12: planes(1, 0, 12),
  I422A: planes(1, 0),
  I422AP10: planes(1, 0, 10),
  I422AP12: planes(1, 0, 12),
  I444: planes(0, 0),
  I444P10: planes(0, 0, 10),
  I444P12: planes(0, 0, 12),
  I444A: planes(0, 0),
  I444AP10: planes(0, 0, 10),
  I444AP12: planes(0, 0, 12),
  NV12: planes(1, 1, 8, true),
  RGBA: words(false, false),
  RGBX: words(false, true),
  BGRA: words(true, false),
  BGRX: words(true, true),
};

export interface FrameFormat extends FrameColours {
  readonly format: string | null;
  readonly transfer: string | null;
}

/** Null: a format that is not known, or colours that a matrix alone does not bring to the screen's. */
export function pixelFormat({ format, matrix, fullRange, transfer }: FrameFormat): PlanarFormat | WordFormat | null {
  const known = FORMATS[format ?? ''] ?? null;
  if (known?.kind !== 'planes') return known;
  // high dynamic range
  if (transfer === 'pq' || transfer === 'hlg') return null;
  // red, green and blue themselves lie in the planes; Chromium has no name for it there
  if (matrix === 'rgb' || (matrix === null && fullRange && !known.shiftX)) return null;
  return known;
}
