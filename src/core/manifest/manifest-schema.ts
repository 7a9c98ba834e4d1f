import * as v from 'valibot';
import { RefineSchema } from '../refine/refine-schema.ts';

const Triple = v.tuple([v.number(), v.number(), v.number()]);
const Colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'is not a colour such as "#20242c"'));
const FitMode = v.picklist(['stretch', 'letterbox', 'cover']);
const Layout = v.picklist(['NCHW', 'NHWC']);
const Size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4096));

const InputSchema = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1)),
  width: Size,
  height: Size,
  layout: v.optional(Layout, 'NCHW'),
  type: v.optional(v.picklist(['float32', 'float16', 'uint8']), 'float32'),
  /** Multiplied with the 8-bit value before mean and std. Default: 1/255, or 1 where the model takes bytes. */
  scale: v.optional(v.number()),
  mean: v.optional(Triple, [0, 0, 0]),
  std: v.optional(Triple, [1, 1, 1]),
  colour: v.optional(v.picklist(['RGB', 'BGR']), 'RGB'),
  fit: v.optional(
    v.union([FitMode, v.strictObject({ mode: FitMode, colour: v.optional(Colour, '#000000') })]),
    'stretch',
  ),
});

export const OutputSchema = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1)),
  kind: v.picklist(['logits', 'probabilities', 'binary-probability', 'class-ids']),
  layout: v.optional(Layout),
  /** Of what comes out; default: float32 or float16, as the file has it, or any integer of class ids. */
  type: v.optional(v.picklist(['float32', 'float16'])),
  /** The class id of each channel; default: every class, in order. */
  classes: v.optional(v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.minLength(2))),
});

const ClassSchema = v.strictObject({
  id: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(254)),
  name: v.pipe(v.string(), v.minLength(1)),
  colour: Colour,
  thing: v.optional(v.boolean(), false),
});

const File = v.pipe(v.string(), v.minLength(1));
const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/i, 'is not a SHA-256 in hexadecimal'));
const Bytes = v.pipe(v.number(), v.integer(), v.minValue(1));

const WeightsSchema = v.strictObject({ file: File, sha256: Sha256, bytes: Bytes });

const VariantSchema = v.strictObject({
  backend: v.optional(v.picklist(['webgpu', 'wasm'])),
  precision: v.picklist(['float32', 'float16']),
  file: File,
  sha256: Sha256,
  bytes: Bytes,
});

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const StartSchema = v.strictObject({
  file: File,
  sha256: Sha256,
  bytes: Bytes,
  runtime: v.string(),
  pages: v.pipe(Count, v.minValue(1), v.maxValue(65_536)),
  runs: v.array(v.tuple([Count, Count])),
  session: Count,
  exports: v.strictObject({ init: v.string(), create: v.string() }),
});

export const ManifestSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]*$/i, 'is not an id (letters, digits, dot, dash, underscore)')),
  title: v.pipe(v.string(), v.minLength(1)),
  licence: v.pipe(v.string(), v.minLength(1)),
  origin: v.string(),
  file: File,
  sha256: Sha256,
  bytes: Bytes,
  weights: v.optional(v.array(WeightsSchema)),
  variants: v.optional(v.array(VariantSchema)),
  start: v.optional(StartSchema),
  input: InputSchema,
  output: v.optional(OutputSchema),
  outputs: v.optional(v.pipe(v.array(OutputSchema), v.minLength(1))),
  classes: v.pipe(v.array(ClassSchema), v.minLength(2)),
  refine: v.optional(v.union([RefineSchema, v.literal(false)])),
});
