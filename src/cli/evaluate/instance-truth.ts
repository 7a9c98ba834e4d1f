import { existsSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { Size } from '../../core/geometry/fit.ts';
import { readLabelValues } from '../../core/truth/label-image.ts';
import { complain, type LabelledImage } from './labelled-images.ts';

/**
 * Of each image the PNG of its name in another folder.
 * @throws Error naming what is missing
 */
export function findInstances(images: readonly LabelledImage[], folder: string): string[] {
  const paths = images.map(({ name }) => join(folder, `${parse(name).name}.png`));
  complain(paths.flatMap((path, index) => (existsSync(path) ? [] : `${images[index]!.name} has no ${path}.`)));
  return paths;
}

/**
 * Reads which thing each pixel belongs to: a grey PNG of up to 16 bits, 0 where there is none; ids are unique in their frame.
 * @throws Error for other formats, and another size than the labels'
 */
export function readInstances(path: string, { width, height }: Size): Uint16Array {
  const image = readLabelValues(readFileSync(path));
  if (typeof image === 'string') throw new Error(`${path} holds no ids of things: ${image}.`);
  if (image.width !== width || image.height !== height) {
    throw new Error(`${path} has ${image.width}×${image.height} pixels and the labels ${width}×${height}.`);
  }
  return Uint16Array.from(image.values);
}
