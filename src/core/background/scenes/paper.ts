import { mix, shade, smooth, wander, type Rgb, type Sheet } from './sheet.ts';

const LAYERS: readonly Rgb[] = [
  [244, 236, 222],
  [236, 214, 186],
  [228, 178, 140],
  [212, 132, 100],
  [150, 104, 104],
  [86, 84, 104],
  [48, 60, 84],
];

/** Sheets of paper over one another, each with a cut edge and its shadow. */
export function paper(sheet: Sheet): void {
  const { width, height, unit } = sheet;
  const tall = height / unit;
  const edges = LAYERS.map((_, layer) =>
    Float32Array.from({ length: width }, (__, column) => {
      const x = (column + 0.5 - width / 2) / unit;
      const level = mix(-0.36, 0.5, (layer - 1) / (LAYERS.length - 2)) * tall;
      return level + 0.16 * x * (layer % 2 === 0 ? 1 : -1) * 0.6 + 0.06 * wander(1.7 * x + 2.1 * layer, layer);
    }),
  );
  shade(sheet, (x, y, _, out) => {
    const column = Math.min(width - 1, Math.floor(x * unit + width / 2));
    for (let channel = 0; channel < 3; channel += 1) out[channel] = LAYERS[0]![channel]!;
    for (let layer = 1; layer < LAYERS.length; layer += 1) {
      const below = y - edges[layer]![column]!;
      if (below < -0.12) continue;
      const shadow = below < 0 ? 0.32 * Math.exp(below / 0.022) : 0;
      const cover = smooth((below + 0.0012) / 0.0024);
      // light comes from above: a sheet is darker farther down
      const fall = 1 - 0.1 * smooth(below / 0.4);
      for (let channel = 0; channel < 3; channel += 1) {
        const under = out[channel]! * (1 - shadow);
        out[channel] = cover > 0 ? mix(under, LAYERS[layer]![channel]! * fall, cover) : under;
      }
    }
  });
}
