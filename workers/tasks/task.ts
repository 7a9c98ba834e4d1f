import type { Scores } from '../../src/core/labels/scores.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { Tensor, TensorPort } from '../../src/core/tensor/tensor.ts';

/** What a model's file says of itself. */
export interface ModelPorts {
  readonly inputs: readonly TensorPort[];
  readonly outputs: readonly TensorPort[];
}

/** What a network's inputs and outputs mean. Its part of the manifest is declared in its folder's manifest.ts. */
export interface Task {
  /** @throws PerPixelError `model-invalid` where inputs or outputs are not as the manifest says */
  checkPorts(ports: ModelPorts, spec: ModelSpec): void;
  /**
   * The outputs of one run, by their names, as scores of each class at each place of a grid.
   * @throws PerPixelError `model-invalid` where they have another shape than the manifest says
   */
  decode(spec: ModelSpec, tensors: Readonly<Record<string, Tensor>>): Scores;
}
