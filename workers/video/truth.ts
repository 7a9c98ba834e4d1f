import { ConfusionMatrix } from '../../src/core/metrics/confusion.ts';
import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { Size } from '../../src/core/geometry/fit.ts';
import type { ModelClass } from '../../src/core/manifest/manifest.ts';
import { frameNumbers } from '../../src/core/truth/frame-numbers.ts';
import { labelFiles } from '../../src/core/truth/label-files.ts';
import { readLabelImage, voidOf, type LabelImage } from '../../src/core/truth/label-image.ts';
import type { TruthFile, TruthOptions, TruthProblem, TruthScore } from '../../src/core/truth/score.ts';
import type { LabelStore } from './label-store.ts';

/** What label images are compared with. */
export interface Compared {
  readonly store: Pick<LabelStore, 'records' | 'labels'>;
  readonly classes: readonly ModelClass[];
  /** The value that means the first class, where nobody says otherwise. */
  readonly labelsStart?: number;
  /** Of the whole video. */
  readonly frameCount: number;
}

/** So many of the values that are no classes are named. */
const NAMED = 5;

/**
 * Scores analysed frames against label images (what may be one: `readLabelImage`), one by one or in zips. An image belongs
 * to the frame whose number its name has (`frameNumbers`).
 * @throws PerPixelError `labels-invalid` where no image can be scored
 */
export async function scoreTruth(
  { store, classes, labelsStart = 0, frameCount }: Compared,
  given: readonly TruthFile[],
  onProgress: (done: number, total: number) => void,
  { first = labelsStart }: TruthOptions = {},
): Promise<TruthScore> {
  const { files, problems: unopened } = await labelFiles(given);
  const colours = classes.map(({ colour }) => colour);
  const total = new ConfusionMatrix(classes.length);
  const same = Uint16Array.from({ length: Math.max(256, classes.length) }, (_, id) => id);
  const frames: { index: number; miou: number; perClass: (number | null)[] }[] = [];
  const problems: TruthProblem[] = [...unopened];
  const scored = new Map<number, string>();
  const numbering = frameNumbers(
    files.map(({ name }) => name),
    { analysed: store.records.indices(), frameCount },
  );
  for (const [place, { name, bytes }] of files.entries()) {
    const problem = (what: string): void => void problems.push({ name, what });
    onProgress(place, files.length);
    const index = numbering.indices[place] ?? -1;
    const said = store.labels(index);
    if (!said) {
      problem(missing(index, store));
      continue;
    }
    const twin = scored.get(index);
    if (twin !== undefined) {
      problem(`it is for frame ${index}, as ${twin} is, which was scored in its place`);
      continue;
    }
    const picture = await read(bytes, colours, first);
    if (typeof picture === 'string') {
      problem(picture);
      continue;
    }
    if (!sameShape(picture, said.size)) {
      problem(`it is ${picture.width} × ${picture.height}, the frame ${said.size.width} × ${said.size.height}`);
      continue;
    }
    const unknown = unknownValues(picture.ids, classes.length);
    if (unknown.length > 0)
      problem(`it holds ${listed(unknown.map((id) => id + first))}, which is no class and was not scored`);
    if (picture.note) problem(picture.note);
    const own = new ConfusionMatrix(classes.length);
    own.add(said.labels, said.size, picture.ids, picture, same);
    if (!own.counts.some((count) => count > 0)) {
      if (unknown.length === 0) problem('all of it is void, so that there is nothing to score');
      continue;
    }
    scored.set(index, name);
    for (let i = 0; i < total.counts.length; i += 1) total.counts[i]! += own.counts[i]!;
    frames.push({ index, miou: own.miou, perClass: ious(own) });
    await new Promise((resolve) => setTimeout(resolve));
  }
  if (frames.length === 0) throw nothingScored(problems);
  frames.sort((a, b) => a.index - b.index);
  const notes = numbering.note ? [numbering.note] : [];
  return {
    frames,
    perClass: ious(total),
    miou: total.miou,
    matrix: total.paired ? total.counts : new Float64Array(),
    problems,
    notes,
  };
}

function ious(matrix: ConfusionMatrix): (number | null)[] {
  return Array.from({ length: matrix.classes }, (_, id) => matrix.iou(id));
}

function missing(index: number, { records }: Compared['store']): string {
  if (index < 0) return 'its name holds no frame number';
  return records.get(index) ? `frame ${index} could not be decoded` : `frame ${index} was not analysed`;
}

async function read(
  bytes: () => Promise<Uint8Array>,
  colours: readonly string[],
  first: number,
): Promise<LabelImage | string> {
  const content = await bytes().catch(() => null);
  return content ? readLabelImage(content, colours, first) : 'the file cannot be read any more';
}

/** Another size is looked up at the nearest pixel; another shape is another picture. */
function sameShape(a: Size, b: Size): boolean {
  return Math.abs(a.width / a.height / (b.width / b.height) - 1) < 0.01;
}

function unknownValues(ids: LabelImage['ids'], classes: number): number[] {
  const seen = new Set<number>();
  const none = voidOf(classes);
  for (let i = 0; i < ids.length; i += 1) if (ids[i]! >= classes && ids[i] !== none) seen.add(ids[i]!);
  return [...seen].toSorted((a, b) => a - b);
}

function listed(values: readonly number[]): string {
  const more = values.length - NAMED;
  return values.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function nothingScored([first]: readonly TruthProblem[]): PerPixelError {
  return new PerPixelError(
    'labels-invalid',
    first ? `No label image can be scored: ${first.name}, ${first.what}.` : 'There is no PNG among these files.',
    'Give indexed or grey PNGs whose values are class ids, named by frame number.',
  );
}
