/** An output of class scores, as a manifest has it. */
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

/** What a manifest says of outputs that give each pixel of the model's grid a class. */
export interface ScoreOutputs {
  /** The only output; several stand in `outputs`, later ones overwriting earlier ones where they are sure. */
  readonly output?: ManifestOutput | undefined;
  readonly outputs?: ManifestOutput[] | undefined;
}

export interface OutputSpec {
  readonly name: string;
  readonly kind: 'logits' | 'probabilities' | 'binary-probability' | 'class-ids';
  readonly layout: 'NCHW' | 'NHWC';
  /** Absent: whichever the file has. */
  readonly type?: 'float32' | 'float16' | undefined;
  readonly classes: number[];
}
