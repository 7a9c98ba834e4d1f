import { PipelineClient } from './client/pipeline-client.ts';
import { prepareFrame, type Frame } from './frame-input.ts';
import { PerPixelError, throwIfAborted } from './shared/errors.ts';
import type { ModelManifest, ModelSpec } from './shared/manifest.ts';
import { LatencyRecorder, type LatencyReport } from './shared/metrics.ts';
import {
  OUTPUTS,
  type Backend,
  type BackendChoice,
  type OutputKind,
  type Progress,
  type SegmentationMaps,
} from './shared/protocol.ts';
import type { RefineOptions } from './shared/refine.ts';

export interface SegmenterOptions {
  /** A bundled model's id, a manifest's address, or a manifest; default 'selfie'. */
  readonly model?: string | URL | ModelManifest;
  /** Default 'auto': the faster one on this machine. */
  readonly backend?: BackendChoice;
  /** The folder with wasm and models; default: beside the library. */
  readonly assets?: string | URL;
  /** Default: the model's own. `false` leaves the argmax alone. */
  readonly refine?: RefineOptions | false;
  /** Labels each frame in the mirror too and averages both answers; default false. It takes twice as long. */
  readonly mirror?: boolean;
  /** A second model with the same classes, whose answers are averaged with the first one's. */
  readonly ensemble?: string | URL | ModelManifest;
  readonly signal?: AbortSignal;
  /** Bytes loaded; `total` is 0 while unknown. */
  onProgress?(progress: Progress): void;
}

export interface SegmentOptions {
  /** What to return besides the label map; default none. */
  readonly outputs?: readonly OutputKind[];
  /** Hands the frame over instead of copying it; it is closed then. */
  readonly transfer?: boolean;
  readonly signal?: AbortSignal;
}

/** One labelled frame: height × width maps, row-major, at the frame's own size. */
export type Segmentation = Omit<SegmentationMaps, 'moves'>;

/** A model at work in a worker of its own. */
export interface Segmenter {
  readonly model: ModelSpec;
  readonly backend: Backend;
  /** One sentence: why this backend. */
  readonly reason: string;
  /**
   * Labels a frame. Calls may overlap; they are run in order.
   * @throws PerPixelError `frame-invalid`, `frame-too-large`, `image-unsupported`, `inference-failed`, `device-lost`,
   * `worker-crashed` (the next call starts a new worker), `aborted`, `closed`
   */
  segment(frame: Frame, options?: SegmentOptions): Promise<Segmentation>;
  stats(): LatencyReport;
  /** Ends the worker. Twice is harmless. */
  close(): void;
}

/**
 * Loads a model and readies it for frames.
 * @throws PerPixelError `option-invalid`, `model-download`, `model-invalid`, `model-integrity`, `backend-unavailable`,
 * `aborted`
 */
export async function createSegmenter(options: SegmenterOptions = {}): Promise<Segmenter> {
  checkOptions(options);
  const { model = 'selfie', backend = 'auto', assets, refine, mirror, ensemble, signal, onProgress } = options;
  const settings = { model, backend, assets, refine, mirror, ensemble };
  const open = (): Promise<PipelineClient> =>
    PipelineClient.open({ ...settings, signal, onProgress: (progress) => onProgress?.(progress) });
  return new WorkerSegmenter(await open(), () => PipelineClient.open(settings));
}

class WorkerSegmenter implements Segmenter {
  readonly #recorder = new LatencyRecorder();
  readonly #running = new Set<Promise<unknown>>();
  #client: Promise<PipelineClient>;
  #tunes = false;
  #info;
  #closed = false;

  constructor(
    first: PipelineClient,
    private readonly reopen: () => Promise<PipelineClient>,
  ) {
    this.#client = Promise.resolve(first);
    this.#info = first.info;
    this.#watch(first);
  }

  get model(): ModelSpec {
    return this.#info.model;
  }

  get backend(): Backend {
    return this.#info.backend;
  }

  get reason(): string {
    return this.#info.reason;
  }

  async segment(frame: Frame, options: SegmentOptions = {}): Promise<Segmentation> {
    const { outputs = [], transfer = false, signal } = options;
    this.#assertOpen();
    throwIfAborted(signal);
    checkOutputs(outputs);
    const prepared = await prepareFrame(frame, transfer);
    const client = await this.#client;
    this.#assertOpen();
    const result = await this.#inFlight(client.segment(prepared.input, outputs, prepared.transferred, signal));
    if (!this.#tunes) this.#tune(client).catch(() => undefined);
    this.#tunes = true;
    const { moves, ...segmentation } = result;
    this.#info = client.info;
    this.#recorder.record(result.timings, performance.now(), null);
    this.#recorder.moved(moves.copies + prepared.copies, moves.readbacks);
    return segmentation;
  }

  stats(): LatencyReport {
    const { backend, adapter, model, tuning } = this.#info;
    return this.#recorder.report({ backend, adapter, model: model.id, tuning }, performance.now());
  }

  close(): void {
    this.#closed = true;
    void this.#client.then((client) => client.close()).catch(() => undefined);
  }

  async #inFlight<T>(call: Promise<T>): Promise<T> {
    this.#running.add(call);
    try {
      return await call;
    } finally {
      this.#running.delete(call);
    }
  }

  /** Measures what else there is, and changes over where it is faster: calls on their way come to their end before. */
  async #tune(client: PipelineClient): Promise<void> {
    const changes = await client.tune();
    if (this.#closed || (await this.#client) !== client) return;
    this.#info = client.info;
    if (!changes) return;
    const next = await this.reopen();
    if (this.#closed) {
      next.close();
      return;
    }
    this.#client = Promise.resolve(next);
    this.#info = next.info;
    this.#watch(next);
    await Promise.allSettled(this.#running);
    client.close();
  }

  #assertOpen(): void {
    if (this.#closed) throw new PerPixelError('closed', 'The segmenter is closed.', 'Create another one.');
  }

  /** A dead worker is replaced at once, so that the next call finds one. */
  #watch(client: PipelineClient): void {
    client.onCrash = () => {
      this.#client = this.reopen().then((next) => {
        if (this.#closed) next.close();
        this.#info = next.info;
        this.#watch(next);
        return next;
      });
      // who calls segment() hears of it
      this.#client.catch(() => undefined);
    };
  }
}

function checkOptions({ backend = 'auto' }: SegmenterOptions): void {
  if (['auto', 'webgpu', 'wasm'].includes(backend)) return;
  throw new PerPixelError('option-invalid', `There is no backend “${backend}”.`, 'Use auto, webgpu or wasm.');
}

function checkOutputs(outputs: readonly OutputKind[]): void {
  const unknown = outputs.find((each) => !OUTPUTS.includes(each));
  if (unknown === undefined) return;
  throw new PerPixelError('option-invalid', `There is no output “${unknown as string}”.`, `Use ${OUTPUTS.join(', ')}.`);
}
