import { PipelineClient } from './pipeline-client.ts';
import { assertWhole, prepareFrame, refused, release, type Frame, type PreparedFrame } from './frame-input.ts';
import { onceItStays } from './others-later.ts';
import { abortable } from '../core/async/abortable.ts';
import { PerPixelError, throwIfAborted, toPerPixelError } from '../core/errors/errors.ts';
import type { ModelManifest, ModelSpec } from '../core/manifest/manifest.ts';
import { LatencyRecorder, type LatencyReport } from '../core/metrics/metrics.ts';
import { OnDemand } from '../core/async/on-demand.ts';
import type { OpeningOptions } from '../core/options/model-choice.ts';
import { segmenterOptions, segmentOptions } from '../core/options/options.ts';
import type { Backend } from '../core/tuning/backend.ts';
import { segmentAll, type SegmentAllOptions } from '../core/batch/segment-all.ts';
import type { Items } from '../core/async/items.ts';
import type { SegmentOptions, SegmentRequest } from '../core/options/segment-options.ts';
import type { MapType } from '../core/labels/score-maps.ts';
import type { RuntimeName } from '../core/tuning/runtime.ts';
import type { PipelineInfo } from '../protocol/live.ts';
import type { SegmentationMaps } from '../core/labels/segmentation-maps.ts';

/** Which model is opened, and how. */
export interface SegmenterOptions extends OpeningOptions {
  /** A bundled model's id, a manifest's address, or a manifest; default 'selfie'. */
  readonly model?: string | URL | ModelManifest;
}

/** One labelled frame: height × width maps, row-major. */
export interface Segmentation<Type extends MapType = 'float32'> extends Omit<SegmentationMaps<Type>, 'moves'> {}

/** A model at work in a worker of its own. */
export interface Segmenter {
  /** The manifest, with every default filled in: `model.classes` names the ids of a label map. */
  readonly model: ModelSpec;
  /** What labels now: with `auto` it may change between two calls. */
  readonly backend: Backend;
  /** The library that runs the network; with `auto` it may change too. */
  readonly runtime: RuntimeName;
  /** One sentence: why this backend. */
  readonly reason: string;
  /**
   * Labels a frame. Calls may overlap; they are run in order.
   * @throws PerPixelError `option-invalid`, `frame-invalid`, `frame-too-large`, `image-unsupported`, `inference-failed`, `device-lost`,
   * `worker-crashed` (the next call starts a new worker), `aborted`, `closed`
   */
  segment<Type extends MapType = 'float32'>(frame: Frame, options?: SegmentOptions<Type>): Promise<Segmentation<Type>>;
  /**
   * Labels frames as they come, in order: while one is labelled the next ones are read and decoded. What became of each is given in the
   * frames' order, and one that fails fails alone (`{ status: 'rejected', reason }`); at most three are read ahead of what is taken.
   * @throws PerPixelError `option-invalid`, `aborted`, `closed`; what the frames' own source throws
   */
  segmentAll<Type extends MapType = 'float32'>(
    frames: Items<Frame>,
    options?: SegmentAllOptions<Type>,
  ): AsyncGenerator<PromiseSettledResult<Segmentation<Type>>, void, undefined>;
  /** Percentiles over the last 600 frames. */
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
  const { signal, onProgress, ...settings } = segmenterOptions(options);
  const first = await PipelineClient.open({ ...settings, signal, onProgress });
  return new WorkerSegmenter(first, (closing) => PipelineClient.open({ ...settings, signal: closing }));
}

class WorkerSegmenter implements Segmenter {
  readonly #recorder = new LatencyRecorder();
  readonly #running = new Set<Promise<unknown>>();
  readonly #closing = new AbortController();
  readonly #client: OnDemand<PipelineClient>;
  /** The one at work; null while another one has to be opened. */
  #current: PipelineClient | null = null;
  #tunes = false;
  #info: PipelineInfo;

  constructor(
    first: PipelineClient,
    private readonly open: (closing: AbortSignal) => Promise<PipelineClient>,
  ) {
    this.#client = new OnDemand(async () => this.#adopt(await open(this.#closing.signal)));
    this.#client.set(this.#adopt(first));
    this.#info = first.info;
  }

  get model(): ModelSpec {
    return this.#info.model;
  }

  get backend(): Backend {
    return this.#info.backend;
  }

  get runtime(): RuntimeName {
    return this.#info.runtime;
  }

  get reason(): string {
    return this.#info.reason;
  }

  async segment<Type extends MapType = 'float32'>(
    frame: Frame,
    options: SegmentOptions<Type> = {},
  ): Promise<Segmentation<Type>> {
    const { request, transfer, signal } = segmentOptions(options);
    this.#assertOpen();
    throwIfAborted(signal);
    const prepared = await abortable(prepareFrame(frame, transfer), signal);
    try {
      return await this.#segment<Type>(prepared, request, signal);
    } catch (thrown) {
      const error = refused(thrown, prepared.input);
      release(prepared);
      this.#assertOpen();
      throw error;
    }
  }

  segmentAll<Type extends MapType = 'float32'>(frames: Items<Frame>, options?: SegmentAllOptions<Type>) {
    return segmentAll(frames, options, (frame, each) => this.segment(frame, each));
  }

  stats(): LatencyReport {
    const { backend, runtime, adapter, model, tuning } = this.#info;
    return this.#recorder.report({ backend, runtime, adapter, model: model.id, tuning }, performance.now());
  }

  close(): void {
    this.#closing.abort();
    this.#current?.close();
    this.#current = null;
  }

  async #segment<Type extends MapType>(
    prepared: PreparedFrame,
    request: SegmentRequest,
    signal: AbortSignal | undefined,
  ): Promise<Segmentation<Type>> {
    const client = this.#current ?? (await abortable(this.#client.get(), signal));
    this.#assertOpen();
    assertWhole(prepared.input);
    const result = await this.#inFlight(client.segment(prepared.input, request, prepared.transferred, signal));
    if (!this.#tunes) this.#tune(client).catch(() => undefined);
    this.#tunes = true;
    const { moves, ...segmentation } = result;
    this.#info = client.info;
    this.#recorder.record(result.timings, performance.now(), null);
    this.#recorder.moved(moves.copies + prepared.copies, moves.readbacks);
    // its maps are of the type that was asked for
    return segmentation as Segmentation<Type>;
  }

  async #inFlight<T>(call: Promise<T>): Promise<T> {
    this.#running.add(call);
    try {
      return await call;
    } finally {
      this.#running.delete(call);
    }
  }

  /** Measures what else there is, and changes over where it is faster. */
  async #tune(client: PipelineClient): Promise<void> {
    await this.#changeOver(client, false);
    await onceItStays(this.#closing.signal);
    if (this.#current) await this.#changeOver(this.#current, true);
  }

  /** Calls on their way come to their end before. @param others see `PipelineClient.tune` */
  async #changeOver(client: PipelineClient, others: boolean): Promise<void> {
    const changes = await client.tune(others);
    if (client !== this.#current) return;
    this.#info = client.info;
    if (!changes) return;
    const next = await this.open(this.#closing.signal).catch((thrown: unknown) => {
      // the one at work goes on, and does not claim to be what was measured to be faster
      const { problem } = toPerPixelError(thrown, 'worker-crashed', 'Create another segmenter.');
      this.#info = client.info = { ...client.info, reason: `What is faster here could not be opened: ${problem}` };
      return null;
    });
    if (!next) return;
    if (client !== this.#current) {
      next.close();
      return;
    }
    this.#client.set(this.#adopt(next));
    this.#info = next.info;
    await Promise.allSettled(this.#running);
    client.close();
  }

  #assertOpen(): void {
    if (this.#closing.signal.aborted) {
      throw new PerPixelError('closed', 'The segmenter is closed.', 'Create another one.');
    }
  }

  /** A dead worker is replaced at once, so that the next call finds one; that call tries again where this did not work. */
  #adopt(client: PipelineClient): PipelineClient {
    if (this.#closing.signal.aborted) client.close();
    this.#assertOpen();
    this.#current = client;
    client.onCrash = () => {
      if (client !== this.#current) return;
      this.#current = null;
      this.#client.forget();
      this.#client.get().then(
        ({ info }) => (this.#info = info),
        () => undefined,
      );
    };
    return client;
  }
}
