import type { RefineOptions } from '../refine/stages.ts';
import type { Precision } from '../tuning/tuning.ts';
import type { Backend } from '../tuning/backend.ts';
import type { ManifestClass, ModelClass } from './classes.ts';
import type { StartImage } from './start-image.ts';

/** What a manifest says of any model, whatever its task: where it lies, how a picture is brought to it, and what it knows. */
export interface BaseManifest {
  readonly id: string;
  /** For people. */
  readonly title: string;
  /** SPDX identifier. */
  readonly licence: string;
  readonly origin: string;
  /** Address of the model's file, relative to the manifest. */
  readonly file: string;
  /** What the file is written in, as `onnx`; default: by its name, else ONNX. */
  readonly format?: string | undefined;
  /** Of the file, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  readonly input: ManifestInput;
  /** Files that the ONNX file keeps its weights in, so that they are checked too; relative to the manifest. */
  readonly weights?: { readonly file: string; readonly sha256: string; readonly bytes: number }[] | undefined;
  /** The same network in other files, for those who gain by them. Same ports, float32 going in and out; see `FormatVariant` of another format. */
  readonly variants?: ModelVariant[] | undefined;
  /** Networks besides, of a task that runs several. */
  readonly networks?: readonly NetworkManifest[] | undefined;
  /** Outputs that its task may do without, in a file of their own: it is fetched and run where somebody wants them. */
  readonly heads?: HeadsFile | undefined;
  /** What a first visit on one WASM thread begins with in place of the file; the build makes it. */
  readonly start?: StartImage | undefined;
  /** What a pixel may be. */
  readonly classes: ManifestClass[];
  /** The value that means the first class in label images of these classes; smaller ones are not scored. Default 0. */
  readonly labelsStart?: number | undefined;
  /** What the label map is tidied with when nobody says otherwise. */
  readonly refine?: RefineOptions | false | undefined;
}

export interface ManifestInput {
  readonly name: string;
  /** Pixels. Sizes that the file leaves open are bound to these. */
  readonly width: number;
  readonly height: number;
  /** Default NCHW. */
  readonly layout?: 'NCHW' | 'NHWC' | undefined;
  /** Default float32; a file that takes halves in their place gets halves. */
  readonly type?: InputType | undefined;
  /** Input value = (8-bit value · scale − mean) / std. Default 1/255, or 1 where the model takes integers. */
  readonly scale?: number | undefined;
  /** A number a channel, in the model's own order, or one for all; default 0. */
  readonly mean?: number | number[] | undefined;
  /** A number a channel, in the model's own order, or one for all; default 1. */
  readonly std?: number | number[] | undefined;
  /** Default RGB. `grey` is one channel, the luma of Rec. 601; the A of four is 255 everywhere. */
  readonly colour?: Colours | undefined;
  /** Default stretch. */
  readonly fit?: FitMode | { readonly mode: FitMode; readonly colour?: string | undefined } | undefined;
}

/** A network's file in another format. Its maps, in and out, are NHWC where that is `tflite`; otherwise it has the same ports. */
export interface FormatVariant {
  readonly format: string;
  /** Address of the file, relative to the manifest. */
  readonly file: string;
  /** Of the file, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** What this file calls ports that have another name in the manifest, by that name. */
  readonly ports?: Readonly<Record<string, string>> | undefined;
}

/** A further network of a model whose task runs several: a file of its own. */
export interface NetworkManifest {
  /** What it does, by the name that the task knows. */
  readonly name: string;
  /** Address of its file, relative to the manifest. */
  readonly file: string;
  /** Of the file, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  readonly input: ManifestInput;
  readonly variants?: FormatVariant[] | undefined;
}

/** Outputs of a network in a file of their own. */
export interface HeadsFile {
  /** Address of the ONNX file, relative to the manifest. */
  readonly file: string;
  /** Of the file, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** Its inputs: outputs of the model's own file, under the same names. */
  readonly reads: string[];
  readonly variants?: FormatVariant[] | undefined;
}

export interface ModelVariant extends Omit<FormatVariant, 'format'> {
  /** Where it pays; default: everywhere. */
  readonly backend?: Backend | undefined;
  /** Of the numbers inside. */
  readonly precision: Precision;
  /** Default: the model's own. */
  readonly format?: string | undefined;
}

type FitMode = 'stretch' | 'letterbox' | 'cover';

/** The channels that a model takes, in its own order. */
export type Colours = keyof typeof CHANNELS;

/** How many channels each has. */
export const CHANNELS = { RGB: 3, BGR: 3, grey: 1, RGBA: 4, BGRA: 4 } as const;

export const INTEGER_TYPES = ['uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32', 'uint64', 'int64'] as const;
export const INPUT_TYPES = ['float32', 'float16', ...INTEGER_TYPES] as const;
export type InputType = (typeof INPUT_TYPES)[number];

/** `input` with every default filled in. */
export interface InputSpec {
  readonly name: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly layout: 'NCHW' | 'NHWC';
  readonly type: InputType;
  readonly scale: number;
  /** A number a channel, as of `std`. */
  readonly mean: number[];
  readonly std: number[];
  readonly colour: Colours;
  readonly fit: { readonly mode: FitMode; readonly colour: string };
}

/** A further network, with every default filled in. */
export interface NetworkSpec extends Omit<NetworkManifest, 'input'> {
  readonly input: InputSpec;
}

/** What every model's manifest comes to; its task adds the rest. */
export interface BaseSpec extends Omit<BaseManifest, 'input' | 'classes' | 'networks'> {
  readonly task: string;
  readonly input: InputSpec;
  readonly networks?: readonly NetworkSpec[] | undefined;
  readonly classes: ModelClass[];
  /** The value in label images that means the first class. */
  readonly labelsStart: number;
}
