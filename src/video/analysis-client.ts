import { proxy, releaseProxy, transfer, wrap, type Remote } from 'comlink';
import { PerPixelError, throwIfAborted, unwrap, abortedError, type Reply } from '../core/errors/errors.ts';
import type { ModelManifest } from '../core/manifest/manifest.ts';
import type { ExportOptions } from '../protocol/export.ts';
import type {
  AnalysisApi,
  AnalysisEvents,
  AnalysisProbe,
  AnalysisView,
  Batch,
  OpenedVideo,
  PassOptions,
  PlayOptions,
  StoredFigures,
} from '../protocol/video.ts';
import { lifeLock, watchLock } from '../platform/life-lock.ts';
import type { TruthFile, TruthScore } from '../core/truth/score.ts';
import type { BackendChoice } from '../core/tuning/backend.ts';
import type { OpenOptions, PipelineInfo } from '../protocol/live.ts';
import type { Progress } from '../core/options/progress.ts';
import type { RefineOptions } from '../core/refine/stages.ts';
import { whyStopped, Worker } from '../platform/start-worker.ts';
import { forManyAtOnce } from '../core/tuning/tuning.ts';
import { addressOf, resolveAssets } from '../link/assets.ts';
import { roomHere } from '../live/device-memory.ts';
import { whileCalled } from '../link/listener.ts';
import { recall, tuningKey } from '../live/tuning-store.ts';

export interface ModelChoice {
  readonly model: string | URL | ModelManifest;
  readonly backend: BackendChoice;
  readonly assets?: string | URL | undefined;
  /** undefined: the model's own. */
  readonly refine?: RefineOptions | false | undefined;
  readonly mirror?: boolean | undefined;
  readonly ensemble?: string | URL | ModelManifest | undefined;
}

/** An analysis worker, from its start to its end. A client whose worker died stays dead: open another. */
export class AnalysisClient {
  readonly #worker: Worker;
  readonly #api: Remote<AnalysisApi>;
  readonly #pending = new Set<(error: PerPixelError) => void>();
  readonly #lock = lifeLock('analysis');
  #end: PerPixelError | null = null;
  #open = false;

  constructor() {
    this.#worker = new Worker(new URL('../../workers/entries/analysis.worker.ts', import.meta.url), {
      type: 'module',
      name: 'perpixel analysis',
    });
    this.#api = wrap<AnalysisApi>(this.#worker);
    this.#worker.addEventListener('error', (event) => {
      if (!this.#open) this.#crashed(whyStopped(event));
    });
  }

  /** @throws PerPixelError with the codes of videos, `worker-crashed`, `aborted` */
  async openVideo(source: Blob | string, signal?: AbortSignal): Promise<OpenedVideo> {
    const opened = await this.#call(() => this.#api.openVideo(source, this.#lock), signal);
    this.#open = true;
    await watchLock(this.#lock, () => this.#crashed('the browser ended it'));
    return opened;
  }

  /** @throws PerPixelError with the codes of models and backends, `worker-crashed`, `aborted` */
  openModel(
    choice: ModelChoice,
    onProgress: (progress: Progress) => void,
    signal?: AbortSignal,
  ): Promise<PipelineInfo> {
    return whileCalled(onProgress, (hears) =>
      this.#call(() => this.#api.openModel(openOptions(choice), proxy(hears)), signal),
    );
  }

  openStore(key: string): Promise<StoredFigures> {
    return this.#call(() => this.#api.openStore(key));
  }

  removeStore(key: string): Promise<null> {
    return this.#call(() => this.#api.removeStore(key));
  }

  begin(options: PassOptions): Promise<null> {
    return this.#call(() => this.#api.begin(options));
  }

  take(signal?: AbortSignal): Promise<Batch> {
    return this.#call(() => this.#api.take(), signal);
  }

  halt(): Promise<null> {
    return this.#call(() => this.#api.halt());
  }

  listen(events: AnalysisEvents): Promise<null> {
    return this.#call(() => this.#api.listen(proxy(events)));
  }

  attach(canvas: OffscreenCanvas): Promise<null> {
    return this.#call(() => this.#api.attach(transfer(canvas, [canvas])));
  }

  /** null: no second picture any more. */
  compareWith(canvas: OffscreenCanvas | null, choice: ModelChoice | null): Promise<PipelineInfo | null> {
    const options = choice && openOptions(choice);
    return this.#call(() => this.#api.compareWith(canvas && transfer(canvas, [canvas]), options));
  }

  setView(view: AnalysisView): Promise<null> {
    return this.#call(() => this.#api.setView(view));
  }

  show(index: number): Promise<null> {
    return this.#call(() => this.#api.show(index));
  }

  again(): Promise<null> {
    return this.#call(() => this.#api.again());
  }

  play(options: PlayOptions): Promise<null> {
    return this.#call(() => this.#api.play(options));
  }

  pause(): Promise<null> {
    return this.#call(() => this.#api.pause());
  }

  probe(x: number, y: number, side: number): Promise<AnalysisProbe | null> {
    return this.#call(() => this.#api.probe(x, y, side));
  }

  thumbnail(index: number, height: number): Promise<ImageBitmap | null> {
    return this.#call(() => this.#api.thumbnail(index, height));
  }

  compareTruth(files: readonly TruthFile[], onProgress: (done: number, total: number) => void): Promise<TruthScore> {
    return whileCalled(onProgress, (hears) => this.#call(() => this.#api.compareTruth(files, proxy(hears))));
  }

  exportFile(options: ExportOptions, onProgress: (done: number, total: number) => void): Promise<Blob | null> {
    return whileCalled(onProgress, (hears) => this.#call(() => this.#api.exportFile(options, proxy(hears))));
  }

  cancelExport(): Promise<null> {
    return this.#call(() => this.#api.cancelExport());
  }

  /** Ends the worker and rejects what is pending. Twice is harmless. */
  close(): void {
    this.#finish(new PerPixelError('closed', 'The analysis was closed.', 'Start another one.'));
  }

  /** Kills the worker as a crash would. For tests and fault injection. */
  crash(): void {
    this.#worker.terminate();
  }

  async #call<T>(start: () => Promise<Reply<T>>, signal?: AbortSignal): Promise<T> {
    throwIfAborted(signal);
    if (this.#end) throw this.#end;
    return new Promise<T>((resolve, reject) => {
      const fail = (error: unknown): void => {
        settle();
        reject(error);
      };
      const onAbort = (): void => fail(abortedError(signal));
      const settle = (): void => {
        this.#pending.delete(fail);
        signal?.removeEventListener('abort', onAbort);
      };
      this.#pending.add(fail);
      signal?.addEventListener('abort', onAbort);
      sent(start).then((reply) => {
        settle();
        try {
          resolve(unwrap(reply));
        } catch (error) {
          reject(error);
        }
      }, fail);
    });
  }

  #crashed(why: string): void {
    this.#finish(
      new PerPixelError('worker-crashed', `The analysis worker stopped (${why}).`, 'Start the analysis again.'),
    );
  }

  #finish(error: PerPixelError): void {
    if (this.#end) return;
    this.#end = error;
    for (const reject of this.#pending) reject(error);
    this.#api[releaseProxy]();
    this.#worker.terminate();
  }
}

/** What cannot be sent fails as what is not answered does. */
async function sent<T>(start: () => Promise<T>): Promise<T> {
  return start();
}

/** As workers take it. */
export function openOptions({ model, backend, assets, refine, mirror, ensemble }: ModelChoice): OpenOptions {
  const { base, wasm } = resolveAssets(assets);
  const address = addressOf(model, { base, wasm });
  const measured = backend === 'auto' ? (recall(tuningKey(address, false)) ?? recall(tuningKey(address, true))) : null;
  const { sessions } = roomHere();
  const tuning = measured && forManyAtOnce(measured, sessions);
  return {
    model: address,
    ensemble: ensemble === undefined ? null : addressOf(ensemble, { base, wasm }),
    mirror,
    backend,
    tuning,
    assets: base,
    wasm,
    refine: refine ?? null,
    sessions,
    live: false,
    lock: '',
  };
}
