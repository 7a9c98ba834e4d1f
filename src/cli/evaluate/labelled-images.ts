import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, parse } from 'node:path';
import type { Size } from '../../core/geometry/fit.ts';
import type { LabelMap } from '../../core/labels/label-map.ts';
import { isJunk } from '../../core/truth/junk.ts';
import { readLabelValues, voidOf, WIDE_VOID } from '../../core/truth/label-image.ts';
import type { Labelling } from './labelling.ts';

const PICTURES = new Set(['.jpg', '.jpeg', '.png', '.webp', '.avif']);

/** An image and where its truth lies. */
export interface LabelledImage {
  /** The image's file name. */
  readonly name: string;
  readonly labelPath: string;
}

export interface TruthMap extends Size {
  /** height × width class ids; `voidOf(classes)` where nothing is known. */
  readonly ids: LabelMap;
}

/** So many of what is wrong is said. */
const NAMED = 10;

/**
 * The images of a folder with the PNG in another that is called so too, or so and more: CamVid's `_L`, Cityscapes'
 * `_gtFine_labelIds` in place of `_leftImg8bit`.
 * @throws Error where a folder cannot be read, holds no image, or an image has no label, or several
 */
export function findImages(images: string, labels: string, limit = Infinity): LabelledImage[] {
  const names = list(images, '--images').filter((name) => PICTURES.has(extname(name).toLowerCase()));
  if (names.length === 0) {
    throw new Error(`${images} holds no image. Give a folder with ${[...PICTURES].join(', ')} files as --images.`);
  }
  const present = list(labels, '--labels').filter((name) => extname(name).toLowerCase() === '.png');
  const problems: string[] = [];
  const found = names.toSorted().flatMap((name) => {
    const own = labelsOf(name, present);
    if (own.length === 0) {
      problems.push(
        `${name} has no label: ${join(labels, `${parse(name).name}.png`)} is missing. Add it, or move the image.`,
      );
    }
    if (own.length > 1) problems.push(`${name} has several labels: ${own.join(', ')}. Leave one of them.`);
    return own.slice(0, 1).map((label) => ({ name, labelPath: join(labels, label) }));
  });
  complain(problems);
  return [...spread(found, limit)];
}

function labelsOf(image: string, present: readonly string[]): string[] {
  const stem = parse(image).name;
  const same = present.filter((name) => parse(name).name === stem);
  if (same.length > 0) return same;
  const base = stem.replace(/_leftImg8bit$/, '');
  return present.filter(
    (name) =>
      name.startsWith(base) &&
      /^[_.-](L|mask|labels?|gtFine_label(Train)?Ids)$/i.test(parse(name).name.slice(base.length)),
  );
}

/** @throws Error that names the first few of them; none where there are none */
export function complain(problems: readonly string[]): void {
  if (problems.length === 0) return;
  const more = problems.length - NAMED;
  throw new Error([...problems.slice(0, NAMED), ...(more > 0 ? [`… and ${more} more.`] : [])].join('\n'));
}

/** At most `limit` of them, evenly over the list. */
function spread<T>(all: readonly T[], limit: number): readonly T[] {
  const step = Math.max(1, all.length / limit);
  return all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

function list(folder: string, option: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !isJunk(name));
  } catch (cause) {
    throw new Error(`${folder} cannot be read. Give an existing folder as ${option}.`, { cause });
  }
}

/**
 * Reads a label image: one channel (grey or indexed) of 1 to 16 bits, a pixel's value says its class. What is transparent, or
 * 65,535, is not scored.
 * @throws Error for other formats, and for values that are neither a class's nor void
 */
export function readTruth(path: string, { classes: { length: classes }, first, unscored }: Labelling): TruthMap {
  const image = readLabelValues(readFileSync(path));
  if (typeof image === 'string') throw new Error(`${path} is no label image: ${image}.`);
  const { values, width, height } = image;
  const isVoid = (value: number): boolean => value < first || value === WIDE_VOID || unscored.has(value);
  const strange = values.findIndex((value) => value >= first + classes && !isVoid(value));
  if (strange >= 0) {
    throw new Error(
      `${path} holds the value ${values[strange]} at (${strange % width}, ${Math.floor(strange / width)}); there are ${classes} classes, ${first} to ${first + classes - 1}, and void is ${[...unscored].join(', ') || 'none'}. If ${values[strange]} means "not scored", pass it as --void.`,
    );
  }
  const none = voidOf(classes);
  const ids = none === WIDE_VOID ? new Uint16Array(values.length) : new Uint8Array(values.length);
  for (let i = 0; i < ids.length; i += 1) ids[i] = isVoid(values[i]!) ? none : values[i]! - first;
  return { ids, width, height };
}
