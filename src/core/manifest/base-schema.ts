import * as v from 'valibot';
import { CHANNELS, INPUT_TYPES, type BaseManifest, type Colours, type InputSpec } from './base.ts';
import { RefineSchema } from '../refine/refine-schema.ts';
import { ClassesSchema, LabelsStart } from './class-schema.ts';
import { invalid } from './invalid.ts';
import { Colour, Format, Layout, Name } from './words.ts';

const FitMode = v.picklist(['stretch', 'letterbox', 'cover']);
const Size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4096));
/** One number for every channel, or one each. */
const PerChannel = v.union([v.number(), v.pipe(v.array(v.number()), v.minLength(1), v.maxLength(4))]);

/** Of a picture that a network is fed. */
export const InputSchema = v.strictObject({
  name: Name,
  width: Size,
  height: Size,
  layout: v.optional(Layout, 'NCHW'),
  type: v.optional(v.picklist(INPUT_TYPES), 'float32'),
  /** Multiplied with the 8-bit value before mean and std. Default: 1/255, or 1 where the model takes integers. */
  scale: v.optional(v.number()),
  mean: v.optional(PerChannel, 0),
  std: v.optional(PerChannel, 1),
  colour: v.optional(v.picklist(Object.keys(CHANNELS) as Colours[]), 'RGB'),
  fit: v.optional(
    v.union([FitMode, v.strictObject({ mode: FitMode, colour: v.optional(Colour, '#000000') })]),
    'stretch',
  ),
});

const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/i, 'is not a SHA-256 in hexadecimal'));
const Bytes = v.pipe(v.number(), v.integer(), v.minValue(1));

const WeightsSchema = v.strictObject({ file: Name, sha256: Sha256, bytes: Bytes });

/** What a file calls ports that have another name in the manifest. */
const Ports = v.record(Name, Name);

const FormatVariants = v.array(v.strictObject({ ...WeightsSchema.entries, format: Format, ports: v.optional(Ports) }));

/** A network in a file of its own, but for its name and its input. */
export const NetworkFile = v.strictObject({ ...WeightsSchema.entries, variants: v.optional(FormatVariants) });

/** Outputs in a file of their own, for tasks that may do without them. */
export const HeadsSchema = v.strictObject({
  ...WeightsSchema.entries,
  reads: v.pipe(v.array(Name), v.minLength(1)),
  variants: v.optional(FormatVariants),
});

const VariantSchema = v.strictObject({
  backend: v.optional(v.picklist(['webgpu', 'wasm'])),
  precision: v.picklist(['float32', 'float16']),
  format: v.optional(Format),
  ports: v.optional(Ports),
  file: Name,
  sha256: Sha256,
  bytes: Bytes,
});

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const StartSchema = v.strictObject({
  file: Name,
  sha256: Sha256,
  bytes: Bytes,
  runtime: v.string(),
  pages: v.pipe(Count, v.minValue(1), v.maxValue(65_536)),
  runs: v.array(v.tuple([Count, Count])),
  session: Count,
  exports: v.strictObject({ init: v.string(), create: v.string() }),
});

/** The keys that every model's manifest has: its labels. */
export const LABEL_ENTRIES = {
  classes: ClassesSchema,
  labelsStart: v.optional(LabelsStart, 0),
  refine: v.optional(v.union([RefineSchema, v.literal(false)])),
} satisfies Partial<Record<keyof BaseManifest, v.GenericSchema>>;

/** The keys that every model's manifest has: where it lies, and its input. */
export const BASE_ENTRIES = {
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]*$/i, 'is not an id (letters, digits, dot, dash, underscore)')),
  title: Name,
  licence: Name,
  origin: v.string(),
  file: Name,
  format: v.optional(Format),
  sha256: Sha256,
  bytes: Bytes,
  weights: v.optional(v.array(WeightsSchema)),
  variants: v.optional(v.array(VariantSchema)),
  start: v.optional(StartSchema),
  input: InputSchema,
} satisfies Record<Exclude<keyof BaseManifest, keyof typeof LABEL_ENTRIES | 'networks' | 'heads'>, v.GenericSchema>;

/**
 * Fills in what depends on other keys.
 * @throws PerPixelError `model-invalid`
 */
export function completeInput(input: v.InferOutput<typeof InputSchema>): InputSpec {
  const std = eachChannel('std', input.std, input.colour, 1);
  if (std.includes(0)) throw invalid('"input.std" holds a 0, which would divide by zero');
  return {
    ...input,
    scale: input.scale ?? (input.type.startsWith('float') ? 1 / 255 : 1),
    mean: eachChannel('mean', input.mean, input.colour, 0),
    std,
    fit: typeof input.fit === 'string' ? { mode: input.fit, colour: '#000000' } : input.fit,
  };
}

/** @param opaque what alpha has where only the colours' values are given */
function eachChannel(key: string, given: number | number[], colour: Colours, opaque: number): number[] {
  const channels = CHANNELS[colour];
  if (typeof given === 'number') return Array.from({ length: channels }, () => given);
  if (given.length === channels) return given;
  if (given.length === 3 && channels === 4) return [...given, opaque];
  throw invalid(`"input.${key}" has ${given.length} values where ${colour} has ${channels}`);
}
