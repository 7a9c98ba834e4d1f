import { blend, mix, shade, smooth, wander, type Rgb, type Sheet } from './sheet.ts';

const WALL: Rgb = [186, 166, 145];
const CORNER: Rgb = [128, 108, 94];
const LIT: Rgb = [255, 236, 205];
const FLOOR: Rgb = [92, 74, 62];

/** Panes, beside and above one another. */
const PANES = [2, 3] as const;

/** The morning sun comes through a window, and falls aslant on a wall of plaster. */
export function window(sheet: Sheet): void {
  const { height, unit } = sheet;
  const tall = height / unit;
  const skirting = tall / 2 - 0.075;
  shade(sheet, (x, y, down, out) => {
    blend(WALL, CORNER, smooth(0.3 + 0.42 * x + 0.3 * y), out);
    // leaves before the window, which no wall shows sharply
    const leaves = 0.5 + 0.5 * wander(6 * x + 3 * wander(5 * y, 2), 3) * wander(7 * y - 2 * x, 8);
    const light = (0.62 + 0.38 * smooth(leaves)) * paned(x + 0.16, y + 0.3 * (x + 0.16) + 0.04, tall);
    for (let channel = 0; channel < 3; channel += 1) out[channel] = mix(out[channel]!, LIT[channel]!, 0.86 * light);
    const floor = smooth((y - skirting) / 0.02);
    if (floor > 0)
      for (let channel = 0; channel < 3; channel += 1) out[channel] = mix(out[channel]!, FLOOR[channel]!, 0.75 * floor);
    const shadow = 1 - 0.12 * smooth((down - 0.55) / 0.45);
    for (let channel = 0; channel < 3; channel += 1) out[channel]! *= shadow;
  });
}

/** How much light falls through the panes, 0 to 1. */
function paned(x: number, y: number, tall: number): number {
  const [wide, high] = [0.72, Math.min(0.95, 0.84 * tall)];
  const [u, v] = [x / wide + 0.5, y / high + 0.5];
  if (u < -0.1 || u > 1.1 || v < -0.1 || v > 1.1) return 0;
  // farther down the sun's width shows more
  const soft = 0.016 + 0.02 * Math.max(0, v);
  return bars(u, PANES[0], soft / wide) * bars(v, PANES[1], soft / high);
}

/** Within 0 to 1, but for the bars between as many panes. */
function bars(at: number, panes: number, soft: number): number {
  const inside = smooth((at + soft) / (2 * soft)) * smooth((1 + soft - at) / (2 * soft));
  const from = Math.round(at * panes) / panes;
  const isBar = from > 0.01 && from < 0.99;
  return isBar ? inside * smooth((Math.abs(at - from) - 0.018 + soft) / (2 * soft)) : inside;
}
