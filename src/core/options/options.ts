import * as v from 'valibot';
import type { Every } from '../analysis/every.ts';
import { PerPixelError } from '../errors/errors.ts';
import { isOf } from './kind.ts';
import { parseManifest, type ModelManifest } from '../manifest/manifest.ts';
import { LABELLINGS } from '../instances/instance.ts';
import { OUTPUTS } from './outputs.ts';
import type { MapSize } from './segment-options.ts';
import { MAX_FRAME_PIXELS } from '../geometry/frame-budget.ts';
import { memoryOf, type GivenMaps } from '../labels/map-memory.ts';
import { MAP_TYPES } from '../labels/score-maps.ts';
import { BACKENDS } from '../tuning/backend.ts';
import { RUNTIME_CHOICES } from '../tuning/runtime.ts';
import type { Progress } from './progress.ts';
import { checkRefine } from '../refine/refine-schema.ts';
import type { RefineOptions } from '../refine/stages.ts';
import { nearest } from '../text/nearest.ts';
import { readableValue } from './readable-value.ts';

const Text = v.pipe(v.string(), v.nonEmpty());
const Address = v.pipe(
  v.custom<URL>((value) => isOf(value, 'URL')),
  v.transform((url) => url.href),
);
const Plain = v.custom<ModelManifest>((value) => isOf(value, 'Object'));
export const MODEL = 'a bundled id, the address of a manifest, or a manifest';
export const Model = v.union([Text, Address, Plain], MODEL);
const Signal = v.custom<AbortSignal>((value) => isOf(value, 'AbortSignal'), 'an AbortSignal');

/** Each message says what there may be. */
export const opening = {
  backend: v.optional(v.picklist(BACKENDS, 'auto, webgpu or wasm'), 'auto'),
  runtime: v.optional(v.picklist(RUNTIME_CHOICES, 'auto, ort or litert'), 'auto'),
  assets: v.optional(v.union([Text, Address], 'the address of a folder')),
  // has a check of its own, which names what is wrong inside
  refine: v.optional(v.custom<RefineOptions | false>(() => true)),
  mirror: v.optional(v.boolean('true or false'), false),
  ensemble: v.optional(Model),
  signal: v.optional(Signal),
  onProgress: v.optional(v.custom<(progress: Progress) => void>((value) => typeof value === 'function', 'a function')),
};

const SegmenterSchema = v.object({ ...opening, model: v.optional(Model, 'selfie') }, 'an object');

const { runtime: _runtime, mirror: _mirror, ensemble: _ensemble, ...alone } = opening;
const TeacherSchema = v.object(
  { ...alone, model: v.optional(Model, 'features'), fixedCamera: v.optional(v.boolean('true or false'), false) },
  'an object',
);

const AT = `frame, model, or { width, height } of at most ${MAX_FRAME_PIXELS / 1e6} million pixels`;
const side = v.pipe(v.number(), v.integer(), v.minValue(1));
const MapSizeSchema = v.config(
  v.union([
    v.picklist(['frame', 'model']),
    v.pipe(
      v.object({ width: side, height: side }),
      v.check(({ width, height }) => width * height <= MAX_FRAME_PIXELS),
    ),
  ]),
  { message: AT },
) satisfies v.GenericSchema<MapSize, unknown>;

const wanted = {
  outputs: v.optional(v.array(v.picklist(OUTPUTS, OUTPUTS.join(', ')), `a list of ${OUTPUTS.join(', ')}`), []),
  at: v.optional(MapSizeSchema, 'frame'),
  type: v.optional(v.picklist(MAP_TYPES, MAP_TYPES.join(' or ')), 'float32'),
  transfer: v.optional(v.boolean('true or false'), false),
  signal: v.optional(Signal),
};

// the arrays have a check of their own
const Given = v.custom<GivenMaps>((value) => typeof value === 'object' && value !== null, 'an earlier result');
const SegmentSchema = v.object({ ...wanted, into: v.optional(Given) }, 'an object');

const SegmentAllSchema = v.object({ ...wanted, reuse: v.optional(v.boolean('true or false'), false) }, 'an object');

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
export const EverySchema = v.union(
  [v.pipe(v.number(), v.integer(), v.minValue(1)), v.strictObject({ perSecond: positive })],
  'a whole number from 1 on, or { perSecond } above 0',
) satisfies v.GenericSchema<Every, unknown>;

const AnalyzeSchema = v.object(
  {
    ...opening,
    model: v.optional(Model, () => needed('model', MODEL)),
    every: v.optional(EverySchema, 1),
    labelling: v.optional(v.picklist(LABELLINGS, LABELLINGS.join(', '))),
  },
  'an object',
);

/** @throws PerPixelError `option-invalid`, `model-invalid` */
export function segmenterOptions(given: unknown) {
  return withModels(checked(SegmenterSchema, given));
}

/** @throws PerPixelError `option-invalid`, `model-invalid` */
export function teacherOptions(given: unknown) {
  return withModels(checked(TeacherSchema, given));
}

/** @throws PerPixelError `option-invalid` */
export function segmentOptions(given: unknown) {
  const { into, transfer, signal, ...wanted } = checked(SegmentSchema, given);
  return { transfer, signal, request: { ...wanted, memory: readable(() => memoryOf(into)) } };
}

/** @throws PerPixelError `option-invalid` */
export function segmentAllOptions(given: unknown) {
  return checked(SegmentAllSchema, given);
}

/** @throws PerPixelError `option-invalid`, `model-invalid` */
export function analyzeOptions(given: unknown) {
  return withModels(checked(AnalyzeSchema, given));
}

interface Opening {
  readonly model?: string | ModelManifest | undefined;
  readonly ensemble?: string | ModelManifest | undefined;
  readonly refine?: RefineOptions | false | undefined;
}

/** What is checked is copied: nothing goes to a worker that cannot, or that its owner changes meanwhile. */
export function withModels<T extends Opening>(options: T): T {
  return readable(() => ({
    ...options,
    ...(options.model === undefined ? {} : { model: manifestOf(options.model) }),
    ...(options.ensemble === undefined ? {} : { ensemble: manifestOf(options.ensemble) }),
    ...(options.refine === undefined ? {} : { refine: checkRefine(options.refine) }),
  }));
}

function manifestOf(model: string | ModelManifest): string | ModelManifest {
  return typeof model === 'string' ? model : parseManifest(model);
}

interface Options extends v.GenericSchema {
  readonly entries: Readonly<Record<string, unknown>>;
}

/** @throws PerPixelError `option-invalid` */
export function checked<S extends Options>(schema: S, given: unknown): v.InferOutput<S> {
  const result = readable(() => {
    checkNames(Object.keys(schema.entries), given);
    return v.safeParse(schema, given === undefined ? {} : given, { abortEarly: true });
  });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw new PerPixelError(
    'option-invalid',
    path === null
      ? `The options cannot be ${readableValue(given)}.`
      : `“${path}” cannot be ${readableValue(issue.input)}.`,
    `Use ${issue.message}.`,
  );
}

/** A name that is none of ours would have no effect, which nobody wants who wrote it. */
function checkNames(names: readonly string[], given: unknown): void {
  if (typeof given !== 'object' || given === null) return;
  const values = given as Readonly<Record<string, unknown>>;
  const name = Object.keys(given).find((each) => !names.includes(each) && values[each] !== undefined);
  if (name === undefined) return;
  const meant = nearest(name, names);
  throw new PerPixelError(
    'option-invalid',
    `There is no option ${readableValue(name)}.`,
    meant === null ? `Use ${names.join(', ')}.` : `Use “${meant}”; all are ${names.join(', ')}.`,
  );
}

/** Someone's object may throw when it is read. */
function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof PerPixelError) throw cause;
    throw new PerPixelError('option-invalid', 'The options cannot be read.', 'Pass a plain object.', { cause });
  }
}

export function needed(option: string, remedy: string): never {
  throw new PerPixelError('option-invalid', `“${option}” is missing.`, `Use ${remedy}.`);
}
