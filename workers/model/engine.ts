import type { InputArray } from '../../src/core/manifest/model-input.ts';
import type { Tensor } from '../../src/core/tensor/tensor.ts';
import type { Device } from '../../src/core/tuning/backend.ts';
import type { GpuTensor } from '../runtimes/port.ts';
import type { Network } from '../tasks/task.ts';

/** A model with its input, ready to run. Calls to `run` must not overlap, nor may they with those of `resident`. */
export interface Engine {
  readonly device: Device;
  /** Fill it, then `run`. The model's input, in its own layout. */
  readonly input: InputArray;
  /**
   * Gives one of the inputs that the task feeds besides the picture other numbers, from the next run on. They are copied.
   * @throws Error where there is no such input, or it has another size
   */
  feed(name: string, data: Float32Array<ArrayBuffer>): void;
  /** The outputs by name, halves as floats. @param heads those of the heads too, where these lie in a file of their own */
  run(heads?: boolean): Promise<Readonly<Record<string, Tensor>>>;
  /** The model's further networks by their names; nor may their runs overlap with the others. */
  readonly networks: Readonly<Record<string, Network>>;
  /** The same model with input and outputs on the GPU; null where it cannot be had so. */
  readonly resident: Resident | null;
  close(): Promise<void>;
}

/** A model whose input and outputs are buffers of the shared device: nothing passes through memory. */
export interface Resident {
  readonly input: GPUBuffer;
  /** See `BoundSession`. */
  readonly note: string | null;
  /** Runs on what `input` holds when the device gets there. The outputs by name hold until the next run. @param heads as the engine's */
  run(heads?: boolean): Promise<Readonly<Record<string, GpuTensor>>>;
}
