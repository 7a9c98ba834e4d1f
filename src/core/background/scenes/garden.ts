import { along, lightDisc, mix, numbers, shade, wander, type Rgb, type Sheet } from './sheet.ts';

const LEAVES: readonly Rgb[] = [
  [176, 196, 128],
  [112, 150, 84],
  [62, 104, 62],
  [30, 58, 42],
];
const SUNLIT: readonly Rgb[] = [
  [255, 248, 196],
  [214, 236, 140],
  [168, 216, 120],
  [240, 250, 220],
];
/** To a square unit. */
const LIGHTS = 64;

/** Leaves in the sun, far out of focus. */
export function garden(sheet: Sheet): void {
  shade(sheet, (x, y, down, out) => {
    const patch = wander(3.1 * x + 1.4 * wander(2.2 * y, 4), 1) + wander(3.7 * y - 1.9 * x, 6);
    along(LEAVES, 0.08 + 0.78 * down + 0.2 * patch, out);
    const lit = Math.exp(-5 * ((x + 0.3) ** 2 + (y + 0.42) ** 2));
    for (let channel = 0; channel < 3; channel += 1)
      out[channel] = mix(out[channel]!, SUNLIT[0]![channel]!, 0.55 * lit);
  });
  const next = numbers(11);
  const [wide, tall] = [sheet.width / sheet.unit, sheet.height / sheet.unit];
  for (let light = 0; light < LIGHTS; light += 1) {
    // more of them above, where the sky comes through
    const y = (next() ** 1.5 - 0.5) * (tall + 0.1);
    const x = (next() - 0.5) * (wide + 0.1);
    const colour = SUNLIT[Math.floor(next() * SUNLIT.length)]!;
    lightDisc(sheet, { x, y, radius: 0.018 + 0.05 * next() ** 2, colour, opacity: 0.06 + 0.24 * next(), rim: 0.3 });
  }
}
