import type { Scores } from '../../src/core/labels/scores.ts';
import type { BaseSpec } from '../../src/core/manifest/base.ts';
import type { Tensor, TensorPort } from '../../src/core/tensor/tensor.ts';

/** What a model's file says of itself. */
export interface ModelPorts {
  readonly inputs: readonly TensorPort[];
  readonly outputs: readonly TensorPort[];
}

/** An output of the model that is read. */
export interface ReadPort {
  readonly name: string;
  /** It holds whole numbers, such as class ids. */
  readonly whole: boolean;
}

/** What one run of a model says. */
export interface Decoded<Extra> {
  /** Of each class at each place of a grid: what stages, overlays and label map are made of. */
  readonly scores: Scores;
  /**
   * What else the task makes of the outputs, such as centres and offsets. Plain values and arrays that are the receiver's to
   * keep: they may go on to another thread.
   */
  readonly extra: Extra;
}

/**
 * What a network's inputs and outputs mean, on the CPU; its twin on the GPU is a `TaskKernel`. What it says of manifests and
 * names stands in its folder's manifest.ts.
 */
export interface Task<Spec extends BaseSpec = BaseSpec, Extra = unknown> {
  /** The outputs that `decode` reads: a run gives no others. */
  reads(spec: Spec): readonly ReadPort[];
  /** @throws PerPixelError `model-invalid` where inputs or outputs are not as the manifest says */
  checkPorts(ports: ModelPorts, spec: Spec): void;
  /**
   * The outputs of one run, by their names.
   * @throws PerPixelError `model-invalid` where they have another shape than the manifest says
   */
  decode(spec: Spec, tensors: Readonly<Record<string, Tensor>>): Decoded<Extra>;
  /** Why scores of this model cannot be averaged with others, a clause after “cannot be averaged:”; null: they can. */
  averagingObstacle(spec: Spec): string | null;
}
