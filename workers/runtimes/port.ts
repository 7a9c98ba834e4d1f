import type { StartImage } from '../../src/core/manifest/start-image.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import type { ElementType, Tensor, TensorPort } from '../../src/core/tensor/tensor.ts';
import type { Places } from '../../src/platform/places.ts';
import type { Device } from '../../src/core/tuning/backend.ts';
import type { RuntimeName } from '../../src/core/tuning/runtime.ts';

/**
 * A library that runs networks: one folder beside this file, and one line in the table of the place that it works in
 * (`browser.ts`). Nothing above knows it by name.
 */
export interface Runtime {
  readonly id: RuntimeName;
  /** Of the library: what was measured with another one does not hold. */
  readonly version: string;
  readonly devices: readonly Device[];
  /** Of the files that it opens, as manifests name them (`formatOf`); the same on every device. */
  readonly formats: readonly string[];
  /**
   * Fetches the library and sets it up, while the model still comes. Called again it gives what is there already, with as
   * many threads as the first time.
   * @throws PerPixelError `backend-unavailable`
   */
  load(options: LoadOptions): Promise<LoadedRuntime>;
}

export interface LoadOptions {
  /** What the sessions will compute on. */
  readonly device: Device;
  /** Of the CPU, at most. */
  readonly threads: number;
  /** Absolute URL of the folder with the library's files, or the address of each; null: where the build put them. */
  readonly assets: string | Places | null;
  onProgress(progress: Progress): void;
  /** A memory to start from, if there is one; a runtime that cannot do so leaves it alone. */
  readonly snapshot?: (() => Promise<MemorySnapshot | null>) | undefined;
}

/** The memory of a runtime that has opened one model already. */
export interface MemorySnapshot {
  readonly image: StartImage;
  /** null where it cannot be had, and the model's file has to do. */
  content(): Promise<Uint8Array | null>;
}

export interface LoadedRuntime {
  /** As the runtime's. */
  readonly id: RuntimeName;
  /** As the runtime's. */
  readonly formats: readonly string[];
  /** Fewer than were asked for where there is no memory for them, or where it started from a snapshot. */
  readonly threads: number;
  /** It started from the snapshot: the first `open` gives that one's model and takes null in place of a file. */
  readonly restored: boolean;
  /**
   * Makes a model ready to run with inputs and outputs in memory. The content stays the caller's and is not needed
   * afterwards.
   * @throws PerPixelError `model-invalid` where it is no model or cannot be run here, `model-too-large`
   */
  open(content: ModelContent | null, options: SessionOptions): Promise<Session>;
  /** The same with inputs and outputs bound to buffers of the device; null where the library has none of that. */
  readonly openBound: ((content: ModelContent, options: BoundOptions) => Promise<BoundSession>) | null;
}

/** A model's file, fetched and checked. */
export interface ModelContent {
  /** Of the model, for messages. */
  readonly id: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Files that it keeps weights in, by the path that it calls them. */
  readonly external: readonly { readonly path: string; readonly content: Uint8Array<ArrayBuffer> }[];
}

export interface SessionOptions {
  /** To compute on; it is borrowed. null: the CPU. */
  readonly device: GPUDevice | null;
  /** The shapes that inputs will have, by name: sizes that the file leaves open are bound to them where that can be had. */
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  /** The outputs that somebody reads, by name: a run gives no others. */
  readonly outputs: readonly string[];
}

export interface BoundOptions extends SessionOptions {
  readonly device: GPUDevice;
  /** Record the commands of a run once and replay them, where that can be had. */
  readonly graphCapture: boolean;
}

interface Opened<Values> {
  readonly inputs: readonly TensorPort[];
  /** All that the file has, also what no run gives. */
  readonly outputs: readonly TensorPort[];
  /**
   * One run. Calls must not overlap, nor those of two sessions of one runtime. Whoever passes the same object again, with
   * other numbers in the same arrays or buffers, costs the runtime nothing to look at it.
   * @param inputs all of the model's, by name; they stay the caller's, who leaves them alone until the run is over
   * @returns those of the `outputs` asked for that hold numbers, by name
   * @throws PerPixelError `inference-failed`, also once it is closed
   */
  run(inputs: Readonly<Record<string, Values>>): Promise<Readonly<Record<string, Values>>>;
  /** Lets go of the model and of what was made for it; the device stays its owner's. Twice is harmless. */
  close(): Promise<void>;
}

/** A model that is ready to run. Outputs are the caller's to keep. */
export interface Session extends Opened<Tensor> {
  /** @param outputs what is read of this run, of those asked for; default: all of them */
  run(inputs: Readonly<Record<string, Tensor>>, outputs?: readonly string[]): Promise<Readonly<Record<string, Tensor>>>;
}

/**
 * A model whose tensors stay on the device. Outputs are the session's: they hold until its next run, in the same buffers
 * each time unless the model leaves its shapes open. One whose run is recorded wants the same inputs each time.
 */
export interface BoundSession extends Opened<GpuTensor> {
  /** null where the whole run is one recorded command list; else why it is not. */
  readonly note: string | null;
}

/** A tensor in a buffer of a device: its elements densely from the start, then room up to `wordsOf`. */
export interface GpuTensor {
  readonly type: ElementType;
  readonly dims: readonly number[];
  readonly buffer: GPUBuffer;
}

/** The 32-bit words of a tensor's buffer: shaders that read four elements at once read beyond the last one. */
export function wordsOf(elements: number): number {
  return Math.ceil(elements / 4) * 4;
}
