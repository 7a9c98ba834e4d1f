import { readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { NoConverter } from '../../../models/convert/convert.ts';
import { tfliteToModel, type Converted } from '../../../models/convert/tflite-to-onnx.ts';
import { stem } from '../../core/text/names.ts';
import { sha256 } from '../results/digest.ts';
import { makeFolder } from '../results/make-folder.ts';
import { writeWhole } from '../results/write-whole.ts';
import { CommandError, EXIT } from '../terminal/command-error.ts';

export interface ConvertFlags {
  readonly out: string;
  readonly id?: string;
  readonly classes?: readonly string[];
  readonly output?: string;
  readonly licence: string;
}

/** Hues far apart, for classes that bring no colours. */
const GOLDEN_ANGLE = 137.508;

/**
 * Writes an ONNX file, and a manifest with all that the TFLite file says of it.
 * @returns the manifest's path
 * @throws CommandError where it cannot be converted, or there is such a model already
 */
export async function convertModel(path: string, flags: ConvertFlags): Promise<string> {
  const id = idOf(path, flags);
  const [onnxFile, manifestFile] = [`${id}.onnx`, `${id}.json`];
  for (const name of [onnxFile, manifestFile]) await assertNew(join(flags.out, name));
  const converted = convert(await bytesOf(path), id, flags.output);
  const manifest = manifestOf(converted, { id, file: onnxFile, from: basename(path) }, flags);
  await makeFolder(flags.out);
  await writeWhole(join(flags.out, onnxFile), converted.onnx);
  await writeWhole(join(flags.out, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
  return join(flags.out, manifestFile);
}

/** What a converted file is called. @throws CommandError where that is no name of a file */
export function idOf(path: string, flags: Pick<ConvertFlags, 'id'>): string {
  const id = flags.id ?? stem(basename(path, extname(path)));
  if (stem(id) === id) return id;
  throw new CommandError(
    `${JSON.stringify(id)} is no id.`,
    'Use letters, digits, hyphens and underscores.',
    EXIT.usage,
  );
}

function convert(file: Uint8Array, id: string, output: string | undefined): Converted {
  try {
    return tfliteToModel(file, id, output);
  } catch (cause) {
    const elsewhere = 'Convert it to ONNX with another tool, such as tf2onnx, and write a manifest for that.';
    if (cause instanceof NoConverter) {
      throw new CommandError(`The operator ${cause.operator} cannot be converted.`, elsewhere, EXIT.failed, { cause });
    }
    const why = cause instanceof Error ? cause.message : String(cause);
    const many = /^expected one output, found [^:]+: (.+)$/.exec(why);
    if (many) {
      throw new CommandError(
        `It has several outputs: ${many[1]}.`,
        'Say with --output which one has the classes.',
        EXIT.usage,
      );
    }
    if (why.startsWith('there is no output'))
      throw new CommandError(`${sentence(why)}.`, 'Give one of them.', EXIT.usage);
    const remedy = why.startsWith('not a TFLite file') ? 'Name a .tflite file.' : elsewhere;
    throw new CommandError(`${sentence(why)}.`, remedy, EXIT.failed, { cause });
  }
}

function manifestOf(
  { onnx, input, output }: Converted,
  { id, file, from }: { readonly id: string; readonly file: string; readonly from: string },
  { classes, licence }: ConvertFlags,
): object {
  const [, depth, height, width] = input;
  const [, channels = 0] = output;
  if (input.length !== 4 || depth !== 3 || output.length !== 4) {
    throw new CommandError(
      `It takes ${input.join(' × ')} and gives ${output.join(' × ')}: that is no network that labels pixels.`,
      'It is to take a picture of three channels, and to give a map of scores.',
    );
  }
  const binary = channels === 1;
  const count = binary ? 2 : channels;
  const names = classes ?? (binary ? ['background', 'object'] : Array.from({ length: count }, (_, i) => `class ${i}`));
  if (names.length !== count) {
    throw new CommandError(
      `It has ${count} classes, and ${names.length} are named.`,
      binary ? 'Its one channel is the second class’s.' : 'Name them all with --classes, in the order of its channels.',
      EXIT.usage,
    );
  }
  return {
    id,
    title: id,
    licence,
    origin: `converted from ${from} by perpixel`,
    file,
    sha256: sha256(onnx),
    bytes: onnx.length,
    input: {
      name: 'input',
      width,
      height,
      layout: 'NCHW',
      colour: 'RGB',
      scale: 1 / 255,
      mean: [0, 0, 0],
      std: [1, 1, 1],
    },
    output: { name: 'output', kind: binary ? 'binary-probability' : 'logits' },
    classes: names.map((name, place) => ({ id: place, name, colour: colourOf(place) })),
  };
}

/** The first class is mostly what is behind the others. */
function colourOf(place: number): string {
  return place === 0 ? '#20242c' : hex((place * GOLDEN_ANGLE) % 360);
}

/** A strong colour of that hue: HSL with 75 % and 60 %. */
function hex(hue: number): string {
  const channel = (n: number): string => {
    const k = (n + hue / 30) % 12;
    const value = 0.6 - 0.3 * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(255 * value)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}

/** @throws CommandError */
export async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const { code = '' } = Object(cause) as { code?: string };
    const problem = code === 'ENOENT' ? 'There is no file' : 'This is no file that can be read:';
    throw new CommandError(`${problem} ${JSON.stringify(path)}.`, 'Check its name.', EXIT.usage, { cause });
  }
}

/** What somebody has written into a manifest since is not lost. */
export async function assertNew(path: string): Promise<void> {
  if (!(await stat(path).catch(() => null))) return;
  throw new CommandError(
    `${JSON.stringify(path)} is there already.`,
    'Delete it, or choose another name with --id or another folder with --out.',
    EXIT.usage,
  );
}

export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/\.$/, '');
}
