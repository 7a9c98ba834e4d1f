import { BYTE_CLASSES } from './label-map.ts';

/** `#rrggbb` as [r, g, b], 0 to 255. */
export function parseColour(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** A pixel as a canvas stores it, read as a little-endian 32-bit word. */
export function packPixel(r: number, g: number, b: number, a = 255): number {
  return ((a << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

/** A pixel word for each class id; ids without a class are magenta, so that a mistake shows. */
export function classPalette(classes: readonly { readonly colour: string }[]): Uint32Array {
  const palette = new Uint32Array(Math.max(BYTE_CLASSES, classes.length)).fill(packPixel(255, 0, 255));
  classes.forEach(({ colour }, id) => (palette[id] = packPixel(...parseColour(colour))));
  return palette;
}

/** Dark violet over blue-green to yellow: lightness rises evenly, so that it reads in grey and with colour blindness. */
const STOPS = ['#2b0a4d', '#45307d', '#3a598c', '#29808e', '#25a584', '#6cc95b', '#f4e61f'] as const;

/** 256 pixel words from low to high. */
export function perceptualRamp(): Uint32Array {
  const stops = STOPS.map(parseColour);
  return Uint32Array.from({ length: 256 }, (_, index) => {
    const position = (index / 255) * (stops.length - 1);
    const low = Math.min(Math.floor(position), stops.length - 2);
    const t = position - low;
    const mix = (channel: 0 | 1 | 2): number =>
      Math.round((stops[low]?.[channel] ?? 0) * (1 - t) + (stops[low + 1]?.[channel] ?? 0) * t);
    return packPixel(mix(0), mix(1), mix(2));
  });
}
