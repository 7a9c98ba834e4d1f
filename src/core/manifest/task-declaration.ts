import type { BaseSpec } from './base.ts';

/** What a task says of itself to all who need not know how it works. */
export interface TaskDeclaration<Spec extends BaseSpec = BaseSpec, Output extends string = string> {
  /**
   * Checks a manifest of this task and fills in its defaults.
   * @throws PerPixelError `model-invalid`, naming every key that is wrong, missing or unknown
   */
  parse(manifest: unknown): Spec;
  /** The same model with its channels last, as files of TensorFlow Lite have them; absent: its networks are not run so. */
  channelsLast?(spec: Spec): Spec;
  /** What a frame's labels can be had with, by the names that `outputs` lists. */
  readonly outputs: readonly Output[];
  /** What an analysis counts in each frame besides the classes' shares; absent: nothing. */
  readonly columns?: TaskColumns<Spec> | undefined;
}

/** Columns of a table, each called `kind:what`. */
export interface TaskColumns<Spec extends BaseSpec = BaseSpec> {
  /** Such as `count`. */
  readonly kinds: readonly string[];
  /** Such as `count:car`. */
  names(spec: Spec): readonly string[];
}
