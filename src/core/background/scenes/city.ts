import { along, lightDisc, mix, numbers, shade, smooth, wander, type Rgb, type Sheet } from './sheet.ts';

const NIGHT: readonly Rgb[] = [
  [14, 18, 36],
  [24, 30, 58],
  [58, 48, 78],
  [30, 26, 42],
  [16, 16, 26],
];
const LAMPS: readonly Rgb[] = [
  [255, 196, 120],
  [255, 222, 168],
  [255, 150, 90],
  [255, 110, 96],
  [130, 200, 255],
  [190, 224, 255],
  [120, 240, 210],
];
const LIGHTS = 110;

/** A town at night behind a window, far out of focus. */
export function city(sheet: Sheet): void {
  const [wide, tall] = [sheet.width / sheet.unit, sheet.height / sheet.unit];
  shade(sheet, (x, _, down, out) => {
    along(NIGHT, down, out);
    // houses against the glow
    const step = wander(11 * x, 2);
    const roof = 0.36 + 0.1 * wander(2.4 * x, 5) + 0.05 * Math.sign(step) * smooth(Math.abs(step) * 8);
    const house = 0.42 * smooth((down - roof) / 0.04) * (1 - smooth((down - 0.7) / 0.3));
    for (let channel = 0; channel < 3; channel += 1) out[channel] = mix(out[channel]!, 14 + 4 * channel, house);
  });
  const next = numbers(29);
  for (let light = 0; light < LIGHTS; light += 1) {
    // around the horizon, and some near and large below it
    const near = next() < 0.22;
    const spread = (next() + next() + next()) / 3 - 0.5;
    const y = near ? (0.12 + 0.3 * next()) * tall : (0.07 + 0.5 * spread) * tall;
    const x = (next() - 0.5) * (wide + 0.1);
    const colour = LAMPS[Math.floor(next() ** 1.3 * LAMPS.length)]!;
    const radius = near ? 0.03 + 0.035 * next() : 0.01 + 0.018 * next();
    lightDisc(sheet, { x, y, radius, colour, opacity: near ? 0.12 + 0.2 * next() : 0.25 + 0.5 * next(), rim: 0.25 });
  }
}
