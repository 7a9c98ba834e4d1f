import * as v from 'valibot';
import { PerPixelError } from '../errors/errors.ts';
import { ManifestSchema, type OutputSchema } from './manifest-schema.ts';
import type { Backend } from '../tuning/backend.ts';
import type { StartImage } from './start-image.ts';
import type { RefineOptions } from '../refine/stages.ts';
import type { Precision } from '../tuning/tuning.ts';

/** A manifest as it is written: what is optional may be left out. */
export interface ModelManifest {
  readonly id: string;
  /** For people. */
  readonly title: string;
  /** SPDX identifier. */
  readonly licence: string;
  readonly origin: string;
  /** Address of the ONNX file, relative to the manifest. */
  readonly file: string;
  /** Of the file, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  readonly input: {
    readonly name: string;
    /** Pixels. */
    readonly width: number;
    readonly height: number;
    /** Default NCHW. */
    readonly layout?: 'NCHW' | 'NHWC' | undefined;
    /** Default float32; a file that takes halves in their place gets halves. */
    readonly type?: 'float32' | 'float16' | 'uint8' | undefined;
    /** Input value = (8-bit value · scale − mean) / std. Default 1/255, or 1 where the model takes bytes. */
    readonly scale?: number | undefined;
    /** In the model's own channel order; default 0. */
    readonly mean?: [number, number, number] | undefined;
    /** In the model's own channel order; default 1. */
    readonly std?: [number, number, number] | undefined;
    /** Default RGB. */
    readonly colour?: 'RGB' | 'BGR' | undefined;
    /** Default stretch. */
    readonly fit?: FitMode | { readonly mode: FitMode; readonly colour?: string | undefined } | undefined;
  };
  /** The only output; several stand in `outputs`, later ones overwriting earlier ones where they are sure. */
  readonly output?: ManifestOutput | undefined;
  readonly outputs?: ManifestOutput[] | undefined;
  readonly classes: {
    readonly id: number;
    readonly name: string;
    /** `#rrggbb` */
    readonly colour: string;
    /** Countable (a car); default false. */
    readonly thing?: boolean | undefined;
  }[];
  /** What the label map is tidied with when nobody says otherwise. */
  readonly refine?: RefineOptions | false | undefined;
  /** Files that the ONNX file keeps its weights in, so that they are checked too; relative to the manifest. */
  readonly weights?: { readonly file: string; readonly sha256: string; readonly bytes: number }[] | undefined;
  /** The same network in other files, for those who gain by them. Same ports, float32 going in and out. */
  readonly variants?: ModelVariant[] | undefined;
  /** What a first visit on one WASM thread begins with in place of the file; the build makes it. */
  readonly start?: StartImage | undefined;
}

export interface ModelVariant {
  /** Where it pays; default: everywhere. */
  readonly backend?: Backend | undefined;
  /** Of the numbers inside. */
  readonly precision: Precision;
  /** Address of the ONNX file, relative to the manifest. */
  readonly file: string;
  /** Of the file, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

export type FitMode = 'stretch' | 'letterbox' | 'cover';

export interface ManifestOutput {
  readonly name: string;
  readonly kind: 'logits' | 'probabilities' | 'binary-probability' | 'class-ids';
  /** Default: the input's. */
  readonly layout?: 'NCHW' | 'NHWC' | undefined;
  /** Default: whichever of them the file has, or any integer of class ids. */
  readonly type?: 'float32' | 'float16' | undefined;
  /** The class id of each channel; default: every class, in order. */
  readonly classes?: number[] | undefined;
}

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
  readonly type: 'float32' | 'float16' | 'uint8';
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
  /** Absent: whichever the file has. */
  readonly type?: 'float32' | 'float16' | undefined;
  readonly classes: readonly number[];
}

/** A manifest with every default filled in: what the pipeline works from. It is itself a valid manifest. */
export interface ModelSpec extends Omit<ModelManifest, 'input' | 'output' | 'outputs' | 'classes'> {
  readonly input: InputSpec & ModelManifest['input'];
  readonly outputs: (OutputSpec & NonNullable<ModelManifest['output']>)[];
  readonly classes: (ModelClass & ModelManifest['classes'][number])[];
}

/** What the types above say is what is checked. */
const schema = ManifestSchema satisfies v.GenericSchema<ModelManifest, unknown>;

/**
 * Checks a manifest and fills in its defaults.
 * @throws PerPixelError `model-invalid`, naming every key that is wrong, missing or unknown
 */
export function parseManifest(value: unknown): ModelSpec {
  const result = v.safeParse(schema, value);
  if (!result.success) throw invalid(summary(result.issues.map(describeIssue)));
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

/** So many problems are told one by one. */
const TOLD = 5;

function summary(problems: readonly string[]): string {
  const more = problems.length - TOLD;
  if (more <= 1) return problems.join('; ');
  return `${problems.slice(0, TOLD).join('; ')}; and ${more} more problems, ${problems.length} in all`;
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
