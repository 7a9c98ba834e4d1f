import type { BaseSpec } from '../../src/core/manifest/base.ts';
import type { GridShape } from '../gpu/grid-shape.ts';
import type { Passes } from '../gpu/passes.ts';

/** An output of a run, in a buffer of the device. */
export interface OutputBuffer {
  readonly dims: readonly number[];
  readonly buffer: GPUBuffer;
}

/** A task's decode on the GPU, of one model. */
export interface GpuDecode {
  /** How the scores lie in their buffer. */
  readonly shape: GridShape;
  /** Where the scores of a run are, once `encode` has run: an output itself where it holds them. They last until the next run. */
  scores(outputs: Readonly<Record<string, OutputBuffer>>): GPUBuffer;
  /** Records what makes scores of the outputs; absent: they are in one of them. */
  encode?(passes: Passes, outputs: Readonly<Record<string, OutputBuffer>>): void;
  destroy(): void;
}

/** What a task is on the GPU, where frames never leave it. */
export interface TaskKernel<Spec extends BaseSpec = BaseSpec> {
  /** Why frames of this model cannot stay on the GPU, a clause after “since”; null: they can. */
  obstacle(spec: Spec): string | null;
  /**
   * @param outputs of a first run, whose shapes all later ones have
   * @throws PerPixelError `model-invalid` where they have another shape than the manifest says
   * @throws Error where a shader does not compile
   */
  create(device: GPUDevice, spec: Spec, outputs: Readonly<Record<string, OutputBuffer>>): Promise<GpuDecode>;
}
