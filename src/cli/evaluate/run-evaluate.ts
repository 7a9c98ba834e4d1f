import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { LabelMap } from '../../core/labels/label-map.ts';
import type { Size } from '../../core/geometry/fit.ts';
import { complain, findImages, readTruth, type LabelledImage } from './labelled-images.ts';
import { labellingOf, type Labelling } from './labelling.ts';
import { findInstances } from './instance-truth.ts';
import { matchClasses } from './match-classes.ts';
import { identityTable } from './identity-table.ts';
import { panopticTable } from './panoptic-table.ts';
import { confusionTable, MOST_PRINTED, table, type Results } from './report.ts';
import { checkSizes, score, type ScoredFrame } from './score.ts';
import type { Studio } from './studio.ts';
import type { Task } from './task.ts';

/**
 * Scores a model on labelled images. Prints tables; writes MODEL.json and MODEL-worst.png. Everything that can be known to be wrong is found
 * before the first frame is labelled.
 * @param open a browser with the built library, or Node
 */
export async function evaluate(task: Task, open: (task: Task) => Promise<Studio>): Promise<void> {
  const images = findImages(task.images, task.labels, task.limit);
  const instances = task.instances === null ? null : findInstances(images, task.instances);
  const studio = await open(task);
  try {
    const { id, classes, labelsStart } = studio.model;
    const toTruth = matchClasses(
      id,
      classes.map(({ name }) => name),
      task.classes,
    );
    const labelling = labellingOf(task, labelsStart);
    await checkSizes(studio, images, sizesOf(images, labelling));
    const { results, worst } = await score(studio, task, labelling, images, toTruth, instances);
    print(studio, images.length, results);
    await write(studio, task, labelling, images.length, results, worst);
  } finally {
    await studio.close();
  }
}

/** Of the label images. @throws Error for those that hold something else than labels */
function sizesOf(images: readonly LabelledImage[], labelling: Labelling): Size[] {
  const problems: string[] = [];
  const sizes = images.map(({ labelPath }) => {
    try {
      const { width, height } = readTruth(labelPath, labelling);
      return { width, height };
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
      return { width: 0, height: 0 };
    }
  });
  complain(problems);
  return sizes;
}

function print({ model, engine }: Studio, images: number, results: Results): void {
  console.log(`${model.id}, ${images} images, ${model.backend}, ${engine}\n\n${table(results)}`);
  const [variant, result] = Object.entries(results).at(-1) ?? [];
  for (const [name, { panoptic, identities, classes }] of Object.entries(results)) {
    if (panoptic) console.log(`\nPanoptic quality, ${name}\n\n${panopticTable(panoptic, classes)}`);
    if (identities) console.log(`\nIdentities, ${name}\n\n${identityTable(identities, classes)}`);
  }
  if (result && result.classes.length <= MOST_PRINTED)
    console.log(`\nConfusion, ${variant ?? ''}, per cent of the truth\n\n${confusionTable(result)}`);
}

async function write(
  studio: Studio,
  task: Task,
  { classes, first, unscored }: Labelling,
  images: number,
  results: Results,
  worst: readonly ScoredFrame[],
): Promise<void> {
  const { id, sha256, backend } = studio.model;
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, ${studio.engine}`;
  const report = {
    date: new Date().toISOString().slice(0, 10),
    machine,
    model: { id, sha256, backend },
    images,
    classes,
    labelsStart: first,
    void: [...unscored],
    refine: task.refine ?? 'the model’s own',
    worst: worst.map(({ name, score }) => ({ name, miou: score })),
    results,
  };
  await mkdir(task.out, { recursive: true });
  const path = join(task.out, `${id}.json`);
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`\n${path}`);
  if (worst.length === 0) return;
  const sheet = join(task.out, `${id}-worst.png`);
  await writeFile(sheet, await drawWorst(studio, task, worst));
  console.log(sheet);
}

/** The worst frames: image, truth, labels. */
function drawWorst(studio: Studio, task: Task, worst: readonly ScoredFrame[]): Promise<Uint8Array> {
  const base64 = (ids: LabelMap): string => Buffer.from(Uint16Array.from(ids).buffer).toString('base64');
  const rows = worst.map(({ name, score, truth, labels }) => ({
    name,
    caption: `${name}   mIoU ${score.toFixed(3)}   image · truth · ${task.variants.at(-1) ?? ''}`,
    width: truth.width,
    height: truth.height,
    truth: base64(truth.ids),
    labels: base64(labels),
  }));
  const known = new Map(studio.model.classes.map(({ name, colour }) => [name, colour]));
  const colours = task.classes.map((name) => known.get(name) ?? '#000000');
  return studio.sheet(rows, colours);
}
