import { decode, hasPngSignature, type DecodedPng } from 'fast-png';
import type { Size } from '../geometry/fit.ts';
import { parseColour } from '../labels/palette.ts';

/** A label image: what each of its pixels is said to be. */
export interface LabelImage extends Size {
  /** height × width class ids; `VOID` where nothing is known. An image of 16 bits may hold larger values. */
  readonly ids: Uint8Array | Uint16Array;
  /** What is odd about it; reads on from its name. */
  readonly note: string | null;
}

/** The value that label images use for what is not scored. */
export const VOID = 255;
/** The same in 16 bits, where 255 is a class. */
export const WIDE_VOID = 65_535;

/** What stands in `LabelImage.ids` for what is not scored. */
export function voidOf(classes: number): number {
  return classes > VOID ? WIDE_VOID : VOID;
}
/** Where a PNG's header says how many bits a sample has, and whether its lines are interlaced. */
const DEPTH_AT = 24;
const INTERLACE_AT = 28;

/** What the pixels of a label image hold, before it means anything. */
export interface LabelValues extends Size {
  /** height × width values; 65,535 where the image is transparent. */
  readonly values: Uint8Array | Uint16Array;
  /** Of an indexed PNG. */
  readonly palette?: DecodedPng['palette'];
}

/**
 * Reads a PNG whose pixels say class ids: a grey value or an index into its palette, of 1, 2, 4, 8 or 16 bits, is the id
 * itself; a picture in colour says them by the classes' colours. What is transparent is not scored.
 * @param colours `#rrggbb` by class id
 * @param first the value that means class 0; smaller ones are not scored. Of pictures in colour it changes nothing
 * @returns the image, or what is wrong with it (reads on from its name)
 */
export function readLabelImage(bytes: Uint8Array, colours: readonly string[], first = 0): LabelImage | string {
  const png = decoded(bytes);
  if (typeof png === 'string') return png;
  if (png.channels >= 3) return byColour(png, colours);
  const { width, height, values, palette } = valuesOf(png);
  const note = palette && first === 0 ? oddPalette(palette, values, colours) : null;
  return { width, height, ids: counted(values, first, voidOf(colours.length)), note };
}

/**
 * The values of a grey or indexed PNG, of 1 to 16 bits, as they are.
 * @returns the values, or what is wrong with it (reads on from its name)
 */
export function readLabelValues(bytes: Uint8Array): LabelValues | string {
  const png = decoded(bytes);
  if (typeof png === 'string') return png;
  return png.channels >= 3 ? 'it is in colour; save class ids as grey or indexed PNG' : valuesOf(png);
}

function decoded(bytes: Uint8Array): DecodedPng | string {
  if (bytes.length === 0) return 'it is empty';
  const bits = bytes[DEPTH_AT] ?? 8;
  // the decoder would take each of them for a byte
  if (hasPngSignature(bytes) && bits < 8 && bytes[INTERLACE_AT] === 1) {
    return `it is interlaced with ${bits} bits; save it without interlacing`;
  }
  try {
    return decode(bytes, { checkCrc: true });
  } catch {
    return 'it cannot be read as a PNG: it is another kind of file, or damaged';
  }
}

function valuesOf(png: DecodedPng): LabelValues {
  const { width, height, channels, depth, palette } = png;
  if (channels === 2) return { width, height, values: opaque(png) };
  return { width, height, values: depth < 8 ? spread(png) : values(png), ...(palette ? { palette } : {}) };
}

function values({ data, depth }: DecodedPng): Uint8Array | Uint16Array {
  if (depth === 16) return Uint16Array.from(data);
  return data instanceof Uint8Array ? data : Uint8Array.from(data);
}

/** Class ids of values. @param none what means void; 65,535 always does */
function counted(given: Uint8Array | Uint16Array, first: number, none: number): Uint8Array | Uint16Array {
  if (first === 0 && none === VOID && given instanceof Uint8Array) return given;
  return Uint16Array.from(given, (value) =>
    value === WIDE_VOID || value === none || value < first ? none : value - first,
  );
}

/** Pixels that share bytes, the first one in the highest bits; each line begins with a byte of its own. */
function spread({ data, width, height, depth }: DecodedPng): Uint8Array {
  const line = Math.ceil((width * depth) / 8);
  const each = 8 / depth;
  const mask = (1 << depth) - 1;
  const ids = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      const shift = 8 - depth * ((x % each) + 1);
      ids[at] = (data[y * line + Math.floor(x / each)]! >> shift) & mask;
    }
  }
  return ids;
}

/** Grey with an alpha channel. */
function opaque({ data, width, height }: DecodedPng): Uint16Array {
  return Uint16Array.from({ length: width * height }, (_, at) => (data[2 * at + 1] === 0 ? WIDE_VOID : data[2 * at]!));
}

function byColour(
  { data, width, height, channels, depth }: DecodedPng,
  colours: readonly string[],
): LabelImage | string {
  const known = new Map<number, number>();
  const shared = new Set<number>();
  colours.forEach((colour, id) => {
    const word = wordOf(parseColour(colour));
    if (known.has(word)) shared.add(word);
    else known.set(word, id);
  });
  const strange = new Map<number, number>();
  const none = voidOf(colours.length);
  const ids = new (none === VOID ? Uint8Array : Uint16Array)(width * height).fill(none);
  const shift = depth === 16 ? 8 : 0;
  let found = 0;
  for (let at = 0; at < ids.length; at += 1) {
    const from = at * channels;
    if (channels === 4 && data[from + 3] === 0) continue;
    const word = wordOf([data[from]! >> shift, data[from + 1]! >> shift, data[from + 2]! >> shift]);
    if (shared.has(word))
      return `it is in colour, and ${hex(word)} is the colour of several classes; save class ids as grey`;
    const id = known.get(word);
    if (id === undefined) strange.set(word, (strange.get(word) ?? 0) + 1);
    else {
      ids[at] = id;
      found += 1;
    }
  }
  if (found === 0) {
    return 'it is in colour, and holds none of the classes’ colours; save class ids as grey or indexed PNG';
  }
  const [most] = [...strange].toSorted((a, b) => b[1] - a[1]);
  const others = strange.size > 1 ? ` and ${strange.size - 1} more` : '';
  const note = most ? `it holds the colour ${hex(most[0])}${others}, which is no class’s and was not scored` : null;
  return { width, height, ids, note };
}

/** A palette with the classes' own colours in another order may be somebody's who meant the colours. */
function oddPalette(
  palette: readonly (readonly number[])[],
  ids: Uint8Array | Uint16Array,
  colours: readonly string[],
): string | null {
  const classes = new Map(colours.map((colour, id) => [wordOf(parseColour(colour)), id]));
  if (classes.size < colours.length) return null;
  const used = [...new Set(ids)];
  const meant = used.map((id) => classes.get(wordOf(palette[id] ?? [])));
  if (meant.includes(undefined) || used.every((id, place) => id === meant[place])) return null;
  return 'its palette has the classes’ colours in another order; its values were taken as class ids all the same';
}

function wordOf([red = -1, green = 0, blue = 0]: readonly number[]): number {
  return red * 65_536 + green * 256 + blue;
}

function hex(word: number): string {
  return `#${word.toString(16).padStart(6, '0')}`;
}
