import * as v from 'valibot';
import { PerPixelError, toPerPixelError } from '../../core/errors/errors.ts';
import { asKeep } from '../../core/instances/keep.ts';
import { isOf } from '../../core/options/kind.ts';
import { readableValue } from '../../core/options/readable-value.ts';

interface Property {
  /** What becomes of a value that may be. */
  readonly schema: v.GenericSchema;
  /** What there is in place of any other. */
  readonly instead: unknown;
}

/** Frameworks set what they have: an address as a URL, nothing as null, a number as its text. */
const text = (what: string): Property => ({
  schema: v.pipe(
    v.union([v.string(), v.null(), v.undefined(), v.custom<URL>((value) => isOf(value, 'URL'))], what),
    v.transform((value) => (value === null || value === undefined ? '' : String(value))),
  ),
  instead: '',
});

const numeric = v.union([v.number(), v.pipe(v.string(), v.trim(), v.nonEmpty(), v.transform(Number), v.number())]);
const share = v.pipe(numeric, v.minValue(0), v.maxValue(1));
const rate = v.pipe(numeric, v.gtValue(0), v.finite());
/** Null and undefined are what stands in its place. */
const or = <T>(schema: v.GenericSchema, nothing: T, what: string): Property => ({
  schema: v.union(
    [
      schema,
      v.pipe(
        v.nullish(v.null()),
        v.transform(() => nothing),
      ),
    ],
    what,
  ),
  instead: nothing,
});

const yesOrNo: Property = { schema: v.pipe(v.unknown(), v.transform(Boolean)), instead: false };
/** What it is called is checked elsewhere. */
const name: Property = {
  schema: v.pipe(
    v.unknown(),
    v.transform((value) => (typeof value === 'string' || value === null ? value : readableValue(value))),
  ),
  instead: '',
};

const PROPERTIES = {
  source: text('camera, street, motorway, or the address of a video or image'),
  model: text('a bundled id or the address of a manifest'),
  ensemble: text('a bundled id or the address of a manifest'),
  device: text('a camera’s device id'),
  assets: text('the address of a folder'),
  overlay: name,
  backend: name,
  runtime: name,
  labelling: name,
  opacity: { schema: v.union([numeric, v.nan()], 'a number from 0 to 1'), instead: 0.5 },
  doubt: or(share, 0, 'a number from 0 to 1'),
  split: or(share, null, 'a number from 0 to 1, or null'),
  rate: or(rate, null, 'frames a second, or null'),
  // has a check of its own, which names what is wrong inside
  refine: {
    schema: v.pipe(
      v.unknown(),
      v.transform((value) => value ?? null),
    ),
    instead: null,
  },
  keep: {
    schema: v.union(
      [
        v.pipe(
          v.nullish(v.null()),
          v.transform(() => null),
        ),
        v.pipe(
          v.custom<unknown>((value) => asKeep(value) !== null),
          v.transform(asKeep),
        ),
      ],
      'all, nearest, or a list of track numbers',
    ),
    // whoever names somebody means to hide the others
    instead: [],
  },
  lightWrap: or(share, 0, 'a number from 0 to 1'),
  mirror: yesOrNo,
  controls: yesOrNo,
  teach: yesOrNo,
  sameOrigin: yesOrNo,
  mirrored: yesOrNo,
} satisfies Record<string, Property>;

/** An element with these properties, whoever has set them to whatever. */
type Properties = Record<keyof typeof PROPERTIES, unknown>;

/** Makes properties what they may be. @returns what is wrong with those that were something else */
export function tidied(owner: object, changed: ReadonlyMap<PropertyKey, unknown>): PerPixelError[] {
  const properties = owner as Properties;
  const wrong: PerPixelError[] = [];
  for (const key of Object.keys(PROPERTIES) as (keyof typeof PROPERTIES)[]) {
    if (!changed.has(key)) continue;
    const { schema, instead }: Property = PROPERTIES[key];
    const value = properties[key];
    try {
      properties[key] = v.parse(schema, value);
    } catch (thrown) {
      properties[key] = instead;
      // an object may throw when it is looked at
      const remedy = thrown instanceof v.ValiError ? `Use ${thrown.message}.` : 'Use another value.';
      wrong.push(new PerPixelError('option-invalid', `“${key}” cannot be ${readableValue(value)}.`, remedy));
    }
  }
  return wrong;
}

/** @throws PerPixelError `option-invalid` */
export function checkSeconds(seconds: unknown): number {
  if (typeof seconds === 'number' && Number.isFinite(seconds)) return seconds;
  throw new PerPixelError(
    'option-invalid',
    `A time cannot be ${readableValue(seconds)}.`,
    'Give seconds, as a number.',
  );
}

/** @throws PerPixelError `option-invalid` */
export function checkFile(file: unknown): File | Blob {
  if (isOf<Blob>(file, 'Blob', 'File')) return file;
  throw new PerPixelError('option-invalid', `A file cannot be ${readableValue(file)}.`, 'Give a File or a Blob.');
}

/** An error of ours, also of another copy of the library. */
export function asError(thrown: unknown): PerPixelError {
  if (thrown instanceof PerPixelError) return thrown;
  if (!(thrown instanceof Error && thrown.name === 'PerPixelError')) {
    return toPerPixelError(thrown, 'option-invalid', 'Give a PerPixelError.');
  }
  const { code, problem, remedy } = thrown as PerPixelError;
  return new PerPixelError(code, problem, remedy, { cause: thrown });
}
