import type { BaseManifest, BaseSpec } from './base.ts';
import type { ManifestClass, ModelClass } from './classes.ts';
import type { RefineOptions } from '../refine/stages.ts';

/** A model that gives each pixel of its grid a class. */
export interface SemanticManifest extends BaseManifest {
  /** Default. */
  readonly task?: 'semantic' | undefined;
  /** The only output; several stand in `outputs`, later ones overwriting earlier ones where they are sure. */
  readonly output?: ManifestOutput | undefined;
  readonly outputs?: ManifestOutput[] | undefined;
  readonly classes: ManifestClass[];
  /** What the label map is tidied with when nobody says otherwise. */
  readonly refine?: RefineOptions | false | undefined;
}

export interface ManifestOutput {
  readonly name: string;
  readonly kind: OutputSpec['kind'];
  /** Default: the input's. */
  readonly layout?: 'NCHW' | 'NHWC' | undefined;
  /** Default: whatever number the file has. */
  readonly type?: 'float32' | 'float16' | undefined;
  /** The class id of each channel; default: every class, in order. */
  readonly classes?: number[] | undefined;
}

export interface OutputSpec {
  readonly name: string;
  readonly kind: 'logits' | 'probabilities' | 'binary-probability' | 'class-ids';
  readonly layout: 'NCHW' | 'NHWC';
  /** Absent: whichever the file has. */
  readonly type?: 'float32' | 'float16' | undefined;
  readonly classes: number[];
}

export interface SemanticSpec extends BaseSpec {
  readonly task: 'semantic';
  readonly outputs: OutputSpec[];
  readonly classes: ModelClass[];
  readonly refine?: RefineOptions | false | undefined;
}
