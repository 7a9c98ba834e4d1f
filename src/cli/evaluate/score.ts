import type { Size } from '../../core/geometry/fit.ts';
import type { LabelMap } from '../../core/labels/label-map.ts';
import { readInstances } from './instance-truth.ts';
import { readTruth, type LabelledImage, type TruthMap } from './labelled-images.ts';
import type { Labelling } from './labelling.ts';
import type { Results } from './report.ts';
import type { Studio } from './studio.ts';
import { Tally } from './tally.ts';
import type { Task } from './task.ts';
import { Worst } from './worst.ts';

/** A frame with its figures; the labels are in the truth's ids. */
export interface ScoredFrame {
  readonly name: string;
  /** Mean IoU of the last variant. */
  readonly score: number;
  readonly truth: TruthMap;
  readonly labels: LabelMap;
}

/** @throws Error for an image that the browser cannot read, or whose label has another size */
export async function checkSizes(
  studio: Studio,
  images: readonly LabelledImage[],
  labels: readonly Size[],
): Promise<void> {
  const sizes = await studio.sizes(images.map(({ name }) => name));
  for (const [index, { name, labelPath }] of images.entries()) {
    const [size, label] = [sizes[index], labels[index]!];
    if (!size) throw new Error(`${name} cannot be read as an image. Save it as JPEG, PNG, WebP or AVIF.`);
    if (size.width !== label.width || size.height !== label.height) {
      throw new Error(
        `${name} has ${size.width}×${size.height} pixels and its label ${labelPath} has ${label.width}×${label.height}. They must be equal.`,
      );
    }
  }
}

/**
 * Labels every image once for each variant, and counts.
 * @param instances where each image's things lie; null: the truth does not tell them apart
 */
export async function score(
  studio: Studio,
  task: Task,
  labelling: Labelling,
  images: readonly LabelledImage[],
  toTruth: LabelMap,
  instances: readonly string[] | null,
): Promise<{ results: Results; worst: readonly ScoredFrame[] }> {
  const things = instances && thingsOf(studio, task.classes);
  const tallies = task.variants.map((variant) => ({
    variant,
    tally: new Tally(task.classes, toTruth, things, task.rate),
  }));
  const worst = new Worst<ScoredFrame>(task.worst);
  for (const [index, { name, labelPath }] of images.entries()) {
    const truth = readTruth(labelPath, labelling);
    let last: ScoredFrame | null = null;
    for (const { variant, tally } of tallies) {
      const { labels, confidence, things: said } = await studio.segment(name, variant, instances !== null);
      const apart =
        instances && said
          ? { instances: said.instances, said: said.map, truth: readInstances(instances[index]!, truth) }
          : null;
      const score = tally.add(labels, confidence, truth, apart);
      last = { name, score, truth, labels: labels.map((id) => toTruth[id]!) };
    }
    // what is perfect is no bad example
    if (last && last.score < 1) worst.add(last);
    if (process.stderr.isTTY) process.stderr.write(`\r${index + 1} / ${images.length} `);
  }
  if (process.stderr.isTTY) process.stderr.write('\r');
  const results = Object.fromEntries(tallies.map(({ variant, tally }) => [variant, tally.result]));
  return { results, worst: worst.frames };
}

/** By the truth's class id, as the model has it. */
function thingsOf({ model }: Studio, classes: readonly string[]): boolean[] {
  const things = new Set(model.classes.flatMap(({ name, thing }) => (thing ? [name] : [])));
  if (things.size > 0) return classes.map((name) => things.has(name));
  throw new Error(`No class of the model "${model.id}" is a thing that is counted: leave out --instances.`);
}
