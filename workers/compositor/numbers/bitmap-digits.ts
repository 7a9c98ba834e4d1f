import type { PlacedNumber } from './placing.ts';

/** Five columns by seven rows a digit, a bit a pixel, the left one highest. */
const DIGITS: readonly (readonly number[])[] = [
  [14, 17, 19, 21, 25, 17, 14],
  [4, 12, 4, 4, 4, 4, 14],
  [14, 17, 1, 2, 4, 8, 31],
  [31, 2, 4, 2, 1, 17, 14],
  [2, 6, 10, 18, 31, 2, 2],
  [31, 16, 30, 1, 1, 17, 14],
  [6, 8, 16, 30, 17, 17, 14],
  [31, 1, 2, 4, 8, 8, 8],
  [14, 17, 17, 14, 17, 17, 14],
  [14, 17, 17, 15, 1, 2, 12],
];
const [COLUMNS, ROWS] = [5, 7];
/** RGBA words of the digits and of the halo around them. */
const [LIGHT, DARK] = [0xffffffff, 0xff141210];

/**
 * The same numbers where there is no canvas: digits of square pixels with a dark halo, into RGBA words.
 * @param words width × height, row-major
 */
export function writeNumbers(
  words: Uint32Array,
  { width, height }: { readonly width: number; readonly height: number },
  numbers: readonly PlacedNumber[],
): void {
  for (const { text, x, y, size } of numbers) {
    const dot = Math.max(1, Math.round(size / 10));
    const advance = (COLUMNS + 1) * dot;
    const left = Math.round(x - (text.length * advance - dot) / 2);
    const top = Math.round(y - (ROWS * dot) / 2);
    for (const [colour, grown] of [
      [DARK, dot],
      [LIGHT, 0],
    ] as const) {
      for (const [place, digit] of Array.from(text, Number).entries()) {
        for (let row = 0; row < ROWS; row += 1) {
          for (let column = 0; column < COLUMNS; column += 1) {
            if (!((DIGITS[digit]?.[row] ?? 0) & (1 << (COLUMNS - 1 - column)))) continue;
            const at = { x: left + place * advance + column * dot, y: top + row * dot };
            fill(at.x - grown, at.y - grown, dot + 2 * grown, colour);
          }
        }
      }
    }
  }

  function fill(left: number, top: number, side: number, colour: number): void {
    const [from, to] = [Math.max(0, left), Math.min(width, left + side)];
    for (let y = Math.max(0, top); y < Math.min(height, top + side); y += 1) {
      if (from < to) words.fill(colour, y * width + from, y * width + to);
    }
  }
}
