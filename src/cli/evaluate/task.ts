import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { RefineOptions } from '../../core/refine/stages.ts';
import { MOST_CLASSES } from '../../core/manifest/class-schema.ts';
import { WIDE_VOID } from '../../core/truth/label-image.ts';
import { MOST_FIRST, parseLabelsStart } from '../../core/truth/labels-start.ts';
import { RUNTIME_CHOICES, type RuntimeChoice } from '../../core/tuning/runtime.ts';
import { STREET_CLASSES } from '../../protocol/street.ts';

export const USAGE = `npm run evaluate -- --model ID --images DIR --labels DIR

  --model    a bundled model's id, or the path or address of a manifest
  --images   a folder of JPEG, PNG, WebP or AVIF files
  --labels   a folder with a grey or indexed PNG for each: a pixel's value is its class id
  --instances
             a folder with a grey PNG for each, 8 or 16 bits: a pixel's value is the thing that it belongs to, 0 for none;
             panoptic quality is measured too
  --rate     the images are the frames of a video in the order of their names, so many a second: how well things keep their
             identity is measured too; wants --instances
  --labels-start
             the value of the first class; smaller ones are not scored (default: the manifest's labelsStart, else 0)
  --classes  what the ids mean, in order: names with commas between, or a file with a name a line
             (default: ${STREET_CLASSES.join(',')})
  --void     values that are not scored, commas between, or "none" (default: the one behind the last class's)
  --variant  raw (argmax alone), refined, or both (default)
  --refine   refined means this, as JSON, e.g. '{"minRegion":24}' (default: the model's own)
  --backend  wasm (default), webgpu or auto
  --runtime  auto (default), ort or litert
  --limit    only so many images, spread evenly over the folder
  --worst    frames on the picture (default 6)
  --out      folder for the report (default: evaluation)`;

export type Variant = 'raw' | 'refined';

export interface Task {
  readonly model: string;
  readonly images: string;
  readonly labels: string;
  /** null: nobody says what is apart from what. */
  readonly instances: string | null;
  /** Frames a second; null: the images are no video. */
  readonly rate: number | null;
  readonly classes: readonly string[];
  /** The value that means the first class; undefined: as the model's manifest says. */
  readonly first: number | undefined;
  /** Values that are not scored; undefined: the one behind the last class's. */
  readonly unscored: ReadonlySet<number> | undefined;
  readonly variants: readonly Variant[];
  /** null: the model's own. */
  readonly refine: RefineOptions | null;
  readonly backend: 'wasm' | 'webgpu' | 'auto';
  readonly runtime: RuntimeChoice;
  readonly limit: number;
  readonly worst: number;
  readonly out: string;
}

/** @throws Error that shows the usage where an option is missing, unknown or out of range */
export function readTask(args: readonly string[]): Task {
  const values = parsed(args);
  const classes = readClasses(values.classes);
  return {
    model: required(values.model, 'model'),
    images: required(values.images, 'images'),
    labels: required(values.labels, 'labels'),
    instances: values.instances ?? null,
    rate: values.rate === undefined ? null : readRate(values.rate, values),
    classes,
    first: values['labels-start'] === undefined ? undefined : readStart(values['labels-start']),
    unscored:
      values.void === undefined ? undefined : new Set(values.void === 'none' ? [] : values.void.split(',').map(id)),
    variants:
      oneOf('variant', values.variant, ['both', 'raw', 'refined']) === 'both'
        ? ['raw', 'refined']
        : [values.variant as Variant],
    refine: values.refine === undefined ? null : readRefine(values.refine),
    backend: oneOf('backend', values.backend, ['wasm', 'webgpu', 'auto']),
    runtime: oneOf('runtime', values.runtime, RUNTIME_CHOICES),
    limit: values.limit === undefined ? Infinity : count('limit', values.limit, 1),
    worst: count('worst', values.worst, 0),
    out: values.out,
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const spoken = (standard: string) => ({ ...text, default: standard });
  try {
    return parseArgs({
      args: [...args],
      options: {
        model: text,
        images: text,
        labels: text,
        instances: text,
        rate: text,
        'labels-start': text,
        classes: text,
        void: text,
        refine: text,
        limit: text,
        variant: spoken('both'),
        backend: spoken('wasm'),
        runtime: spoken('auto'),
        worst: spoken('6'),
        out: spoken('evaluation'),
      },
    }).values;
  } catch (cause) {
    throw wrong(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function wrong(problem: string, cause?: unknown): Error {
  return new Error(`${problem}\n\n${USAGE}`, { cause });
}

function required(value: string | undefined, name: string): string {
  if (!value) throw wrong(`--${name} is missing.`);
  return value;
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw wrong(`--${name} is "${value}"; it may be ${allowed.join(', ')}.`);
  return found;
}

function count(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw wrong(`--${name} is "${text}"; give a whole number from ${least}.`);
  return value;
}

function readRate(
  text: string,
  { instances, limit }: { instances?: string | undefined; limit?: string | undefined },
): number {
  const rate = Number(text);
  if (!(rate > 0 && rate <= 1000)) throw wrong(`--rate is "${text}"; give the frames of a second.`);
  if (!instances) throw wrong('--rate says that things are to be followed: give their truth as --instances.');
  if (limit !== undefined)
    throw wrong('--limit leaves out frames, and --rate counts all of them. Leave one of both out.');
  return rate;
}

function id(text: string): number {
  const value = count('void', text, 0);
  if (value > WIDE_VOID) throw wrong(`--void is "${text}"; values go up to ${WIDE_VOID}.`);
  return value;
}

function readStart(text: string): number {
  const value = parseLabelsStart(text);
  if (value === null) throw wrong(`--labels-start is "${text}"; give a whole number from 0 to ${MOST_FIRST}.`);
  return value;
}

function readClasses(text: string | undefined): readonly string[] {
  if (text === undefined) return STREET_CLASSES;
  const names = (existsSync(text) ? readFileSync(text, 'utf8').split('\n') : text.split(',')).map((name) =>
    name.trim(),
  );
  const classes = names.filter((name) => name !== '');
  const seen = new Set<string>();
  for (const name of classes) {
    if (seen.has(name)) throw wrong(`--classes names "${name}" twice.`);
    seen.add(name);
  }
  if (classes.length === 0) throw wrong('--classes holds no name.');
  if (classes.length > MOST_CLASSES)
    throw wrong(`--classes has ${classes.length} names; there may be ${MOST_CLASSES}.`);
  return classes;
}

function readRefine(text: string): RefineOptions {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch (cause) {
    throw wrong(`--refine is no JSON: ${text}`, cause);
  }
  throw wrong(`--refine is no object: ${text}`);
}
