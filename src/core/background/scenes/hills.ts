import { along, blend, mix, shade, smooth, wander, type Rgb, type Sheet } from './sheet.ts';

const SKY: readonly Rgb[] = [
  [94, 126, 170],
  [146, 160, 190],
  [214, 186, 182],
  [248, 210, 172],
];
const SUN: Rgb = [255, 238, 204];
const FAR: Rgb = [186, 170, 184];
const NEAR: Rgb = [32, 52, 62];

const RIDGES = 6;

/** Ridges behind one another in the haze of an evening. */
export function hills(sheet: Sheet): void {
  const { width, height, unit } = sheet;
  const soft = 0.0022;
  const sun = { x: 0.24 * (width / unit), y: -0.02 * (height / unit) };
  const heights = Array.from({ length: RIDGES }, (_, ridge) => lineOf(ridge, width, height, unit));
  const colours = Array.from({ length: RIDGES }, (_, ridge): Rgb => {
    const out = new Float32Array(3);
    blend(FAR, NEAR, (ridge / (RIDGES - 1)) ** 0.85, out);
    return [out[0]!, out[1]!, out[2]!];
  });
  shade(sheet, (x, y, down, out) => {
    along(SKY, down / 0.62, out);
    const glow = Math.exp(-12 * ((x - sun.x) ** 2 + (y - sun.y) ** 2));
    for (let channel = 0; channel < 3; channel += 1) out[channel] = mix(out[channel]!, SUN[channel]!, 0.8 * glow);
    const column = Math.min(width - 1, Math.floor(x * unit + width / 2));
    for (let ridge = 0; ridge < RIDGES; ridge += 1) {
      const below = y - heights[ridge]![column]!;
      const cover = smooth((below + soft) / (2 * soft));
      if (cover <= 0) continue;
      // haze lies in the valleys
      const haze = 0.45 * smooth(below / 0.16) * (1 - ridge / RIDGES);
      for (let channel = 0; channel < 3; channel += 1) {
        const own = mix(mix(colours[ridge]![channel]!, SUN[channel]!, 0.25 * glow), FAR[channel]! + 24, haze);
        out[channel] = mix(out[channel]!, own, cover);
      }
    }
  });
}

/** Of each column, in units from the middle. */
function lineOf(ridge: number, width: number, height: number, unit: number): Float32Array {
  const depth = ridge / (RIDGES - 1);
  const level = (mix(0.5, 0.9, depth) - 0.5) * (height / unit);
  const rise = mix(0.055, 0.075, depth);
  const stretch = mix(2.6, 1.5, depth);
  return Float32Array.from({ length: width }, (_, column) => {
    const x = (column + 0.5 - width / 2) / unit;
    const rough = 0.12 * wander(9 * stretch * x, ridge + 3) + 0.03 * wander(31 * stretch * x, ridge + 7);
    return level - rise * (wander(stretch * x + 4 * ridge, ridge) + rough);
  });
}
