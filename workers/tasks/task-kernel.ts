import type { Size } from '../../src/core/geometry/fit.ts';
import type { Instance } from '../../src/core/instances/instance.ts';
import type { BaseSpec } from '../../src/core/manifest/base.ts';
import type { TaskFound } from '../../src/core/manifest/tasks.ts';
import type { View } from '../../src/core/view/view.ts';
import type { TrackNumbers } from '../../src/core/instances/track-numbers.ts';
import type { GridShape } from '../gpu/grid-shape.ts';
import type { Passes } from '../gpu/passes.ts';
import type { Fit } from '../stages/stage-kernel.ts';

/** An output of a run, in a buffer of the device. */
export interface OutputBuffer {
  readonly dims: readonly number[];
  readonly buffer: GPUBuffer;
}

/** What overlays colour on the GPU, as a `LabelLayer` says it on the CPU. */
export interface GpuLayer {
  /** Packed as the label map is, and as large. */
  readonly map: GPUBuffer;
  /** A pixel word for each value that a label map may hold. */
  readonly palette: GPUBuffer;
}

/** Of the frame whose results are made. */
export interface GpuFrame {
  /** Of the last run: where a frame's scores only follow, of the frame before. */
  readonly outputs: Readonly<Record<string, OutputBuffer>>;
  readonly seconds: number;
  /** Whether those of the model's heads are among them; without, nothing is told apart. */
  readonly heads: boolean;
}

/** What the frames of a stream hold besides labels, of one size of label map. */
export interface GpuResults {
  /** null: the label map in its classes' colours. */
  readonly layer: GpuLayer | null;
  /** What `found` is made of: so many bytes of it are read back a few times a second. */
  readonly sample: GPUBuffer;
  /** Records what makes them, behind the label map, and fills the layer. */
  run(passes: Passes, frame: GpuFrame, view: View): void;
  /** Whether the layer of the last frame is the one of this view; absent: there is one for all views. */
  isPainted?(view: View): boolean;
  /** Records what fills it anew. */
  paint?(passes: Passes, view: View): void;
  /** Forgets the frames before. */
  reset(): void;
  destroy(): void;
}

/** A task's decode on the GPU, of one model. */
export interface GpuDecode {
  /** How the scores lie in their buffer. */
  readonly shape: GridShape;
  /** Where the scores of a run are, once `encode` has run: an output itself where it holds them. They last until the next run. */
  scores(outputs: Readonly<Record<string, OutputBuffer>>): GPUBuffer;
  /** Records what makes scores of the outputs; absent: they are in one of them. */
  encode?(passes: Passes, outputs: Readonly<Record<string, OutputBuffer>>): void;
  /** Absent: label maps are all that there is. */
  readonly results?: {
    /** A multiple of 4. */
    readonly bytes: number;
    /** Whether they are made of frames that are seen so; absent: always. */
    wanted?(view: View): boolean;
    found(sample: ArrayBuffer): TaskFound;
    /** A frame of this size whose things were followed elsewhere, before the next one: theirs go on. */
    adopt?(seconds: number, instances: readonly Instance[], frame: Size): void;
    /** Forgets the frames before, while none are made for any size. */
    reset?(): void;
    /**
     * Called anew, and the last one destroyed, whenever frame or label map have another size.
     * @param confidence and entropy of each pixel of the scores' grid, interleaved
     */
    create(fit: Fit, confidence: GPUBuffer): Promise<GpuResults>;
  };
  destroy(): void;
}

/** Where a task works: on one device, for one stream. */
export interface GpuPlace {
  readonly device: GPUDevice;
  /** Of the model's input, 0 to 255. */
  readonly luma: GPUBuffer;
  readonly tracks: TrackNumbers;
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
  create(place: GpuPlace, spec: Spec, outputs: Readonly<Record<string, OutputBuffer>>): Promise<GpuDecode>;
}
