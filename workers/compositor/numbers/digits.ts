import { drawNumbers } from './draw-numbers.ts';

/** Of a digit's cell, pixels. */
export const CELL = { width: 44, height: 80 };
/** Of the digits in it. */
const SIZE = 56;
/** A cell's height over the digits': halos reach beyond them. */
export const ROOM = CELL.height / SIZE;
/** From one digit of a number to the next, of the digits' size. */
export const ADVANCE = 0.6;

/** The ten digits side by side, each in a cell of its own, as numbers are drawn. */
export function paintDigits(): OffscreenCanvas {
  const canvas = new OffscreenCanvas(10 * CELL.width, CELL.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No 2D canvas could be had in the worker.');
  const numbers = Array.from({ length: 10 }, (_, digit) => {
    return { text: String(digit), x: (digit + 0.5) * CELL.width, y: CELL.height / 2, size: SIZE };
  });
  drawNumbers(context, numbers);
  return canvas;
}
