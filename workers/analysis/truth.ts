import { decode } from 'fast-png';
import { unzipSync } from 'fflate';
import { frameNumber, type TruthFile, type TruthProblem, type TruthScore } from '../../src/shared/analysis/truth.ts';
import { ConfusionMatrix } from '../../src/shared/confusion.ts';
import { PerPixelError } from '../../src/shared/errors.ts';
import type { Size } from '../../src/shared/fit.ts';
import type { LabelStore } from './label-store.ts';

interface Picture extends Size {
  readonly ids: Uint8Array;
}

/** The value that label images use for what is not scored. */
const VOID = 255;

/**
 * Scores analysed frames against label images: indexed or grey PNGs of 8 bits whose values are class ids (255 is not scored),
 * one by one or in zips. An image belongs to the frame whose number its name ends in; names without numbers are taken in order.
 * @throws PerPixelError `labels-invalid` where no image can be scored
 */
export async function scoreTruth(
  store: LabelStore,
  classes: number,
  given: readonly TruthFile[],
  onProgress: (done: number, total: number) => void,
): Promise<TruthScore> {
  const files = await unpacked(given);
  const total = new ConfusionMatrix(classes);
  const same = Uint8Array.from({ length: 256 }, (_, id) => id);
  const frames: { index: number; miou: number; perClass: (number | null)[] }[] = [];
  const problems: TruthProblem[] = [];
  const numbers = numbered(files, store);
  for (const [place, { name, bytes }] of files.entries()) {
    const problem = (what: string): void => void problems.push({ name, what });
    onProgress(place, files.length);
    const index = numbers[place] ?? -1;
    const said = store.labels(index);
    if (!said) {
      problem(index < 0 ? 'its name holds no frame number' : `frame ${index} was not analysed`);
      continue;
    }
    const picture = read(bytes);
    if (typeof picture === 'string') {
      problem(picture);
      continue;
    }
    if (!sameShape(picture, said.size)) {
      problem(`it is ${picture.width} × ${picture.height}, the frame ${said.size.width} × ${said.size.height}`);
      continue;
    }
    const unknown = unknownValues(picture.ids, classes);
    if (unknown.length > 0) problem(`it holds ${unknown.join(', ')}, which is no class and was not scored`);
    const own = new ConfusionMatrix(classes);
    own.add(said.labels, said.size, picture.ids, picture, same);
    for (let i = 0; i < total.counts.length; i += 1) total.counts[i]! += own.counts[i]!;
    frames.push({ index, miou: own.miou, perClass: ious(own) });
    await new Promise((resolve) => setTimeout(resolve));
  }
  if (frames.length === 0) throw nothingScored(problems);
  frames.sort((a, b) => a.index - b.index);
  return { frames, perClass: ious(total), miou: total.miou, matrix: total.counts, problems };
}

function ious(matrix: ConfusionMatrix): (number | null)[] {
  return Array.from({ length: matrix.classes }, (_, id) => matrix.iou(id));
}

interface Named {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function unpacked(given: readonly TruthFile[]): Promise<Named[]> {
  const files: Named[] = [];
  for (const { name, blob } of given) {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
      files.push({ name, bytes });
      continue;
    }
    try {
      for (const [path, inside] of Object.entries(unzipSync(bytes))) files.push({ name: path, bytes: inside });
    } catch (cause) {
      throw new PerPixelError('labels-invalid', `${name} is a damaged zip.`, 'Make it again, or choose the folder.', {
        cause,
      });
    }
  }
  return files
    .filter(({ name }) => /\.png$/i.test(name))
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** The frame of each file. */
function numbered(files: readonly Named[], { records }: LabelStore): number[] {
  const numbers = files.map(({ name }) => frameNumber(name));
  if (numbers.some((each) => each !== null)) return numbers.map((each) => each ?? -1);
  const indices = [...records.indices()];
  return files.map((_, place) => indices[place] ?? -1);
}

/** The picture, or what is wrong with it. */
function read(bytes: Uint8Array): Picture | string {
  try {
    const { width, height, data, channels, depth, palette } = decode(bytes);
    if (channels !== 1 || depth > 8) return 'it is neither indexed nor grey with 8 bits';
    if (depth < 8 && !palette) return `it is grey with ${depth} bits`;
    return { width, height, ids: data instanceof Uint8Array ? data : Uint8Array.from(data) };
  } catch {
    return 'it cannot be read as a PNG';
  }
}

/** Another size is looked up at the nearest pixel; another shape is another picture. */
function sameShape(a: Size, b: Size): boolean {
  return Math.abs(a.width / a.height / (b.width / b.height) - 1) < 0.01;
}

function unknownValues(ids: Uint8Array, classes: number): number[] {
  const seen = new Uint8Array(256);
  for (let i = 0; i < ids.length; i += 1) seen[ids[i]!] = 1;
  return Array.from(seen.keys()).filter((value) => seen[value] && value >= classes && value !== VOID);
}

function nothingScored(problems: readonly TruthProblem[]): PerPixelError {
  const [first] = problems;
  return new PerPixelError(
    'labels-invalid',
    first ? `No label image can be scored: ${first.name}, ${first.what}.` : 'There is no PNG among these files.',
    'Give indexed or grey PNGs whose values are class ids, named by frame number.',
  );
}
