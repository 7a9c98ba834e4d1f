import { proxy, transfer } from 'comlink';
import { PerPixelError } from '../core/errors/errors.ts';
import type { ModelChoice } from '../core/options/model-choice.ts';
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
import type { TruthFile, TruthOptions, TruthScore } from '../core/truth/score.ts';
import type { OpenOptions, PipelineInfo } from '../protocol/live.ts';
import type { Progress } from '../core/options/progress.ts';
import { Worker } from '../platform/start-worker.ts';
import { forManyAtOnce, type Tuning } from '../core/tuning/tuning.ts';
import { chosenModel, openingError } from '../live/assets.ts';
import { WorkerLink } from '../link/worker-link.ts';
import { roomHere } from '../live/device-memory.ts';
import { whileCalled } from '../link/listener.ts';
import { recall, tuningKey } from '../live/tuning-store.ts';

/** An analysis worker, from its start to its end. A client whose worker died stays dead: open another. */
export class AnalysisClient {
  readonly #link: WorkerLink<AnalysisApi>;

  constructor() {
    const worker = new Worker(new URL('../../workers/entries/analysis.worker.ts', import.meta.url), {
      type: 'module',
      name: 'perpixel analysis',
    });
    this.#link = new WorkerLink(worker, { kind: 'analysis', crashed });
  }

  /** Called once, when the worker dies. Not after `close`. */
  set onCrash(listener: (error: PerPixelError) => void) {
    this.#link.onCrash = listener;
  }

  /** @throws PerPixelError with the codes of videos, `worker-crashed`, `aborted` */
  openVideo(source: Blob | string, signal?: AbortSignal): Promise<OpenedVideo> {
    return this.#link.open((api) => api.openVideo(source), { signal });
  }

  /** @throws PerPixelError with the codes of models and backends, `worker-crashed`, `aborted` */
  openModel(
    choice: ModelChoice,
    onProgress: (progress: Progress) => void,
    signal?: AbortSignal,
  ): Promise<PipelineInfo> {
    return whileCalled(onProgress, async (hears) => {
      const options = await openOptions(choice);
      return this.#link.call((api) => api.openModel(options, proxy(hears)), { signal });
    }).catch((thrown: unknown) => {
      throw openingError(thrown, choice);
    });
  }

  openStore(key: string): Promise<StoredFigures> {
    return this.#link.call((api) => api.openStore(key));
  }

  removeStore(key: string): Promise<null> {
    return this.#link.call((api) => api.removeStore(key));
  }

  begin(options: PassOptions): Promise<null> {
    return this.#link.call((api) => api.begin(options));
  }

  take(signal?: AbortSignal): Promise<Batch> {
    return this.#link.call((api) => api.take(), { signal });
  }

  halt(): Promise<null> {
    return this.#link.call((api) => api.halt());
  }

  listen(events: AnalysisEvents): Promise<null> {
    return this.#link.call((api) => api.listen(proxy(events)));
  }

  attach(canvas: OffscreenCanvas): Promise<null> {
    return this.#link.call((api) => api.attach(transfer(canvas, [canvas])));
  }

  /** null: no second picture any more. */
  async compareWith(canvas: OffscreenCanvas | null, choice: ModelChoice | null): Promise<PipelineInfo | null> {
    const options = choice && (await openOptions(choice));
    return this.#link.call((api) => api.compareWith(canvas && transfer(canvas, [canvas]), options));
  }

  setView(view: AnalysisView): Promise<null> {
    return this.#link.call((api) => api.setView(view));
  }

  show(index: number): Promise<null> {
    return this.#link.call((api) => api.show(index));
  }

  again(): Promise<null> {
    return this.#link.call((api) => api.again());
  }

  play(options: PlayOptions): Promise<null> {
    return this.#link.call((api) => api.play(options));
  }

  pause(): Promise<null> {
    return this.#link.call((api) => api.pause());
  }

  probe(x: number, y: number, side: number): Promise<AnalysisProbe | null> {
    return this.#link.call((api) => api.probe(x, y, side));
  }

  thumbnail(index: number, height: number): Promise<ImageBitmap | null> {
    return this.#link.call((api) => api.thumbnail(index, height));
  }

  /** A frame as it was decoded, which the caller closes; null where it cannot be. */
  frame(index: number): Promise<VideoFrame | null> {
    return this.#link.call((api) => api.frame(index));
  }

  compareTruth(
    files: readonly TruthFile[],
    options: TruthOptions,
    onProgress: (done: number, total: number) => void,
  ): Promise<TruthScore> {
    return whileCalled(onProgress, (hears) => this.#link.call((api) => api.compareTruth(files, options, proxy(hears))));
  }

  exportFile(options: ExportOptions, onProgress: (done: number, total: number) => void): Promise<Blob | null> {
    return whileCalled(onProgress, (hears) => this.#link.call((api) => api.exportFile(options, proxy(hears))));
  }

  cancelExport(): Promise<null> {
    return this.#link.call((api) => api.cancelExport());
  }

  /** Ends the worker and rejects what is pending. Twice is harmless. */
  close(): void {
    this.#link.end(new PerPixelError('closed', 'The analysis was closed.', 'Start another one.'));
  }

  /** Kills the worker as a crash would. For tests and fault injection. */
  crash(): void {
    this.#link.crash();
  }
}

function crashed(why: string): PerPixelError {
  return new PerPixelError('worker-crashed', `The analysis worker stopped (${why}).`, 'Start the analysis again.');
}

/** As workers take it. */
export async function openOptions(choice: ModelChoice): Promise<OpenOptions> {
  const chosen = await chosenModel(choice);
  const { sessions } = roomHere();
  return { ...chosen, tuning: tuningFor(chosen, sessions), sessions, live: false };
}

/** Of the ways that were measured, live or not, the one that is best for many sessions at once. */
function tuningFor(
  { model, backend, runtime }: Pick<OpenOptions, 'model' | 'backend' | 'runtime'>,
  sessions: number,
): Tuning | null {
  const known = (live: boolean): Tuning | null => recall(tuningKey(model, live, runtime));
  const measured = backend === 'auto' ? (known(false) ?? known(true)) : null;
  return measured && forManyAtOnce(measured, sessions);
}
