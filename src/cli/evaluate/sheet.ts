import type { OverlayOptions, SharpConstructor } from 'sharp';
import { escaped } from '../../core/analysis/html-parts.ts';
import type { SheetRow } from './in-page.ts';

type Row = Omit<SheetRow, 'address'> & { readonly path: string };

const [WIDTH, GAP, HEAD] = [480, 8, 26];

/** A picture of frames: image, truth and labels side by side under a caption. @returns PNG */
export async function drawSheet(
  sharp: SharpConstructor,
  rows: readonly Row[],
  colours: readonly string[],
): Promise<Uint8Array> {
  const palette = colours.map((colour) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)));
  const layers: OverlayOptions[] = [];
  let top = 0;
  for (const { path, caption, width, height, truth, labels } of rows) {
    const shown = { width: WIDTH, height: Math.round((WIDTH * height) / width) };
    const text = `<svg width="${3 * WIDTH}" height="${HEAD}"><text y="18" font-family="sans-serif" font-size="14" fill="#e8eaed">${escaped(caption)}</text></svg>`;
    layers.push({ input: Buffer.from(text), left: GAP, top });
    const map = (ids: string) =>
      sharp(painted(ids, palette), { raw: { width, height, channels: 3 } }).resize({ ...shown, kernel: 'nearest' });
    const pictures = [
      sharp(path)
        .rotate()
        .resize({ ...shown, fit: 'fill' }),
      map(truth),
      map(labels),
    ];
    for (const [column, picture] of pictures.entries()) {
      const input = await picture.flatten().toColourspace('srgb').png().toBuffer();
      layers.push({ input, left: GAP + column * (WIDTH + GAP), top: top + HEAD });
    }
    top += HEAD + shown.height + GAP;
  }
  const sheet = { width: 3 * (WIDTH + GAP) + GAP, height: top, channels: 3, background: '#14171c' } as const;
  return sharp({ create: sheet }).composite(layers).png().toBuffer();
}

/** Ids in 16 bits, in base64, as pixels; what has no colour is black. */
function painted(ids: string, palette: readonly (readonly number[])[]): Uint8Array {
  const bytes = Buffer.from(ids, 'base64');
  const pixels = new Uint8Array((bytes.length / 2) * 3);
  for (let i = 0; i < bytes.length / 2; i += 1) pixels.set(palette[bytes.readUInt16LE(2 * i)] ?? [0, 0, 0], 3 * i);
  return pixels;
}
