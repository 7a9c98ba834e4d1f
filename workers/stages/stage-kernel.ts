import type { BilinearGrid } from '../../src/core/geometry/bilinear.ts';
import type { Placement, Size } from '../../src/core/geometry/fit.ts';
import type { RefineOptions } from '../../src/core/refine/stages.ts';
import type { GridShape } from '../gpu/grid-shape.ts';
import type { BoundPicture, PictureKind } from '../gpu/picture/picture.ts';

/** What the stages of a chain share, each pixel of the scores' grid. */
export interface GridBuffers {
  readonly shape: GridShape;
  /** Size of the model's input. */
  readonly input: Size;
  /** Of the model's input, 0 to 255. */
  readonly luma: GPUBuffer;
  /** Share of the frame before that is kept; 0 where there is none. */
  readonly keep: GPUBuffer;
  /** classes × height × width; stages change them in place. */
  readonly probabilities: GPUBuffer;
  /** Their argmax, a word each. */
  readonly ids: GPUBuffer;
}

/** What depends on the sizes of frame and label map. */
export interface Fit {
  /** The label map, packed (`labelsInWord`). */
  readonly labels: GPUBuffer;
  readonly size: Size;
  readonly frame: Size;
  /** Where the frame lies in the scores. */
  readonly placement: Placement;
  readonly grid: BilinearGrid;
}

/** A stage on the GPU, the twin of its `Stage`. */
export interface StageKernel {
  /** Readies the stage for frames of this fit and pictures of this kind; before each frame for which it is on. */
  fit?(fit: Fit, kind: PictureKind): Promise<void>;
  run(pass: GPUComputePassEncoder, picture: BoundPicture, refine: RefineOptions): void;
  destroy(): void;
}

export type CreateStageKernel = (device: GPUDevice, buffers: GridBuffers) => Promise<StageKernel>;
