import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, parse } from 'node:path';
import { decode } from 'fast-png';
import type { Size } from '../../src/shared/fit.ts';

const PICTURES = new Set(['.jpg', '.jpeg', '.png', '.webp', '.avif']);

/** An image and where its truth lies. */
export interface LabelledImage {
  /** The image's file name. */
  readonly name: string;
  readonly labelPath: string;
}

export interface TruthMap extends Size {
  /** height × width class ids; `VOID` where nothing is known. */
  readonly ids: Uint8Array;
}

/** What ids that are not scored become. */
export const VOID = 255;

/**
 * The images of a folder with the PNG of the same name in another.
 * @throws Error where a folder cannot be read, holds no image, or an image has no label
 */
export function findImages(images: string, labels: string, limit = Infinity): LabelledImage[] {
  const names = list(images, '--images').filter((name) => PICTURES.has(extname(name).toLowerCase()));
  if (names.length === 0) {
    throw new Error(`${images} holds no image. Give a folder with ${[...PICTURES].join(', ')} files as --images.`);
  }
  const present = new Set(list(labels, '--labels'));
  const found = names.toSorted().map((name) => ({ name, label: `${parse(name).name}.png` }));
  const orphan = found.find(({ label }) => !present.has(label));
  if (orphan) {
    throw new Error(
      `${orphan.name} has no label: ${join(labels, orphan.label)} is missing. Add it, or move the image.`,
    );
  }
  return spread(found, limit).map(({ name, label }) => ({ name, labelPath: join(labels, label) }));
}

/** At most `limit` of them, evenly over the list. */
function spread<T>(all: readonly T[], limit: number): readonly T[] {
  const step = Math.max(1, all.length / limit);
  return all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

function list(folder: string, option: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw new Error(`${folder} cannot be read. Give an existing folder as ${option}.`, { cause });
  }
}

/**
 * Reads a label image: 8 bits, one channel (grey or indexed), a pixel's value is its class id.
 * @param classes how many there are
 * @param unscored ids besides those of the classes that may occur and are not scored
 * @throws Error for other formats, and for ids that are neither
 */
export function readTruth(path: string, classes: number, unscored: ReadonlySet<number>): TruthMap {
  const { data, width, height, depth, channels } = decodePng(path);
  if (depth !== 8 || channels !== 1 || data.length !== width * height) {
    throw new Error(
      `${path} is no label image: it has ${channels} channels of ${depth} bits. Save it as 8-bit grey, a pixel's value being its class id.`,
    );
  }
  const ids = Uint8Array.from(data, (id) => (unscored.has(id) ? VOID : id));
  const strange = ids.findIndex((id) => id >= classes && id !== VOID);
  const stray = strange < 0 && !unscored.has(VOID) ? data.indexOf(VOID) : strange;
  if (stray >= 0) {
    throw new Error(
      `${path} holds the value ${data[stray]} at (${stray % width}, ${Math.floor(stray / width)}); there are ${classes} classes, 0 to ${classes - 1}, and void is ${[...unscored].join(', ') || 'none'}. If ${data[stray]} means "not scored", pass it as --void.`,
    );
  }
  return { ids, width, height };
}

function decodePng(path: string): ReturnType<typeof decode> {
  try {
    return decode(readFileSync(path));
  } catch (cause) {
    throw new Error(`${path} cannot be read as a PNG. Save the labels as 8-bit grey PNG.`, { cause });
  }
}
