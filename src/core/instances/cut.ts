/**
 * From which mean change of its small luma (0 to 255, blocks of 4 × 4 pixels of the model's input) a picture may show another scene than the one
 * before. Pictures of different scenes are above 30; so are those of one in which somebody near moves, or that a camera is swept over.
 */
export const CUT = 25;

/**
 * What moves takes its tones along, and hardly leaves its rows: in so many bands of rows the tones of both pictures have at least so much in
 * common where the scene is one, as a share of the blocks.
 */
export const BANDS = 32;
export const ALIKE = 0.65;

/** Tones that are told apart, and how wide each is. */
export const TONES = 16;
export const TONE = 256 / TONES;

/** @param before,now luma of as many blocks, row by row; of another number of them, nothing is known */
export function isCut(before: ArrayLike<number>, now: ArrayLike<number>): boolean {
  if (before.length !== now.length || now.length === 0) return false;
  return meanChange(before, now) > CUT && likeness(before, now) < ALIKE;
}

function meanChange(before: ArrayLike<number>, now: ArrayLike<number>): number {
  let change = 0;
  for (let i = 0; i < now.length; i += 1) change += Math.abs(now[i]! - before[i]!);
  return change / now.length;
}

/** How much the tones of the bands have in common: the intersection of their histograms (Swain, Ballard 1991), 0 to 1. */
function likeness(before: ArrayLike<number>, now: ArrayLike<number>): number {
  const surplus = new Int32Array(BANDS * TONES);
  for (let i = 0; i < now.length; i += 1) {
    const band = TONES * Math.floor((i * BANDS) / now.length);
    surplus[band + toneOf(before[i]!)]! += 1;
    surplus[band + toneOf(now[i]!)]! -= 1;
  }
  let apart = 0;
  for (const each of surplus) apart += Math.abs(each);
  return 1 - apart / (2 * now.length);
}

function toneOf(luma: number): number {
  return Math.min(TONES - 1, Math.floor(luma / TONE));
}
