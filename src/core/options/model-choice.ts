import type { Labelling } from '../instances/instance.ts';
import type { ModelManifest } from '../manifest/manifest.ts';
import type { RefineOptions } from '../refine/stages.ts';
import type { BackendChoice } from '../tuning/backend.ts';
import type { NodeBackendChoice } from '../tuning/node-backend.ts';
import type { RuntimeChoice } from '../tuning/runtime.ts';
import type { Progress } from './progress.ts';

/** How a model is opened, whatever it labels. */
export interface ModelOptions {
  /** Default 'auto': the faster one on this machine. */
  readonly backend?: BackendChoice;
  /** The library that runs the network there; default 'auto': the faster one on this machine. */
  readonly runtime?: RuntimeChoice | undefined;
  /** The folder with wasm and models; default: beside the library. */
  readonly assets?: string | URL | undefined;
  /** Default: the model's own. `false` leaves the argmax alone. */
  readonly refine?: RefineOptions | false | undefined;
  /** Labels each frame in the mirror too and averages both predictions; default false. It takes twice as long. */
  readonly mirror?: boolean | undefined;
  /** A second model with the same classes, whose predictions are averaged with the first one's. */
  readonly ensemble?: string | URL | ModelManifest | undefined;
}

/** A model, and how it is opened. */
export interface ModelChoice extends ModelOptions {
  /** A bundled id, a manifest's address, or a manifest. */
  readonly model: string | URL | ModelManifest;
  readonly backend: BackendChoice;
  /** What an analysis tells apart; default: what the model is made for. */
  readonly labelling?: Labelling | undefined;
}

/** How a model is opened, and how that is followed. */
export interface OpeningOptions extends ModelOptions {
  /** Ends the work; what was awaited rejects with `aborted`. */
  readonly signal?: AbortSignal;
  /** Bytes loaded; `total` is 0 while unknown. */
  onProgress?(progress: Progress): void;
}

/** How a model is opened in Node. */
export interface NodeOpeningOptions extends Omit<OpeningOptions, 'backend' | 'runtime'> {
  /** Default 'auto': the system's graphics device where ONNX Runtime has it, else the processor. */
  readonly backend?: NodeBackendChoice;
  /** Of the processor, at most; default: as many as there are cores. */
  readonly threads?: number;
}
