import * as v from 'valibot';
import { PerPixelError } from './errors.ts';
import { RefineSchema } from './refine.ts';

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
  type: v.optional(v.picklist(['float32', 'uint8']), 'float32'),
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

const OutputSchema = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1)),
  kind: v.picklist(['logits', 'probabilities', 'binary-probability', 'class-ids']),
  layout: v.optional(Layout),
  /** The class id of each channel; default: every class, in order. */
  classes: v.optional(v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.minLength(2))),
});

const ClassSchema = v.strictObject({
  id: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(254)),
  name: v.pipe(v.string(), v.minLength(1)),
  colour: Colour,
  thing: v.optional(v.boolean(), false),
});

export const ManifestSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]*$/i, 'is not an id (letters, digits, dot, dash, underscore)')),
  title: v.pipe(v.string(), v.minLength(1)),
  licence: v.pipe(v.string(), v.minLength(1)),
  origin: v.string(),
  file: v.pipe(v.string(), v.minLength(1)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/i, 'is not a SHA-256 in hexadecimal')),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  input: InputSchema,
  output: v.optional(OutputSchema),
  outputs: v.optional(v.pipe(v.array(OutputSchema), v.minLength(1))),
  classes: v.pipe(v.array(ClassSchema), v.minLength(2)),
  refine: v.optional(v.union([RefineSchema, v.literal(false)])),
});

/** A manifest as it is written, defaults left out. */
export type ModelManifest = v.InferInput<typeof ManifestSchema>;

export interface ModelClass {
  readonly id: number;
  readonly name: string;
  /** `#rrggbb` */
  readonly colour: string;
  /** True where the class is countable (a car), false for stuff (the sky). */
  readonly thing: boolean;
}

export interface InputSpec {
  readonly name: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly layout: 'NCHW' | 'NHWC';
  readonly type: 'float32' | 'uint8';
  readonly scale: number;
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
  readonly colour: 'RGB' | 'BGR';
  readonly fit: { readonly mode: 'stretch' | 'letterbox' | 'cover'; readonly colour: string };
}

export interface OutputSpec {
  readonly name: string;
  readonly kind: 'logits' | 'probabilities' | 'binary-probability' | 'class-ids';
  readonly layout: 'NCHW' | 'NHWC';
  readonly classes: readonly number[];
}

/** A manifest with every default filled in: what the pipeline works from. It is itself a valid manifest. */
export interface ModelSpec extends Omit<ModelManifest, 'input' | 'output' | 'outputs' | 'classes'> {
  readonly input: InputSpec & ModelManifest['input'];
  readonly outputs: (OutputSpec & NonNullable<ModelManifest['output']>)[];
  readonly classes: (ModelClass & ModelManifest['classes'][number])[];
}

/**
 * Checks a manifest and fills in its defaults.
 * @throws PerPixelError `model-invalid`, naming every key that is wrong, missing or unknown
 */
export function parseManifest(value: unknown): ModelSpec {
  const result = v.safeParse(ManifestSchema, value);
  if (!result.success) throw invalid(result.issues.map(describeIssue).join('; '));
  const { input, output, outputs, classes, ...rest } = result.output;
  classes.forEach((each, index) => {
    if (each.id !== index) throw invalid(`"classes[${index}].id" is ${each.id}; ids count up from 0`);
  });
  const heads = outputs ?? (output ? [output] : []);
  if (heads.length === 0) throw invalid('"output" (or "outputs") is missing');
  if (output && outputs) throw invalid('"output" and "outputs" are both given; keep one');
  if (input.std.includes(0)) throw invalid('"input.std" holds a 0, which would divide by zero');
  const ids = classes.map((each) => each.id);
  return {
    ...rest,
    input: {
      ...input,
      scale: input.scale ?? (input.type === 'uint8' ? 1 : 1 / 255),
      fit: typeof input.fit === 'string' ? { mode: input.fit, colour: '#000000' } : input.fit,
    },
    outputs: heads.map((head, index) => ({
      ...head,
      layout: head.layout ?? input.layout,
      classes: checkedClasses(head, index, ids),
    })),
    classes,
  };
}

function checkedClasses(head: v.InferOutput<typeof OutputSchema>, index: number, ids: number[]): number[] {
  const classes = head.classes ?? ids;
  const unknown = classes.find((id) => !ids.includes(id));
  if (unknown !== undefined) throw invalid(`"outputs[${index}].classes" names class ${unknown}, which "classes" lacks`);
  if (head.kind === 'binary-probability' && classes.length !== 2) {
    throw invalid(`"outputs[${index}]" is a binary probability and so needs 2 classes, not ${classes.length}`);
  }
  return classes;
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'manifest';
  if (issue.type === 'strict_object' && issue.expected === 'never') return `"${path}" is an unknown key`;
  return issue.received === 'undefined' ? `"${path}" is missing` : `"${path}": ${issue.message}`;
}

function invalid(what: string): PerPixelError {
  return new PerPixelError(
    'model-invalid',
    `The model's manifest cannot be used: ${what}.`,
    'Correct the manifest and load it again.',
  );
}
