import { blend, shade, type Rgb, type Sheet } from './sheet.ts';

const LIGHT: Rgb = [91, 124, 153];
const MIDDLE: Rgb = [45, 67, 88];
const DARK: Rgb = [20, 29, 40];

/** A light in a dark room: between a point above the middle and a large circle around it. */
export function studio(sheet: Sheet): void {
  const { width, height, unit } = sheet;
  const radius = (Math.max(width, height) * 0.75) / unit;
  const rise = (height * 0.2) / unit;
  const a = rise * rise - radius * radius;
  shade(sheet, (x, y, _, out) => {
    const up = y + rise;
    const b = up * rise;
    const t = (b - Math.sqrt(Math.max(0, b * b - a * (x * x + up * up)))) / a;
    if (t < 0.55) blend(LIGHT, MIDDLE, Math.max(0, t) / 0.55, out);
    else blend(MIDDLE, DARK, Math.min(1, (t - 0.55) / 0.45), out);
  });
}
