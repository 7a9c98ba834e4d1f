import { Retries } from '../link/retries.ts';
import { RecentFrames, type PastFrame } from '../core/instances/recent-frames.ts';
import { chosenFrames, type Every } from '../core/analysis/every.ts';
import type { Batch, OpenedVideo, PassOptions } from '../protocol/video.ts';
import type { Progress } from '../core/options/progress.ts';

export interface RunOptions {
  readonly every: Every;
  /** Of these, only from this index of the video on; default 0. */
  readonly from?: number | undefined;
  /** Frames before these, ascending, whose tracks go on; default: none. */
  readonly before?: readonly PastFrame[] | undefined;
  /** Hand out label maps. */
  readonly labels: boolean;
  /** Hand out the confidence of every pixel; default false. */
  readonly confidence?: boolean | undefined;
  /** Hand out of every pixel the thing that it is of; default false. */
  readonly instanceMaps?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  onProgress(progress: Progress): void;
}

/** An analysis worker, as far as a pass needs it. One whose worker died stays dead. */
export interface RunClient<Source, Choice, Info> {
  /** @throws PerPixelError with the codes of videos, `worker-crashed`, `aborted` */
  openVideo(source: Source, signal?: AbortSignal): Promise<OpenedVideo>;
  /** @throws PerPixelError with the codes of models and backends, `worker-crashed`, `aborted` */
  openModel(choice: Choice, onProgress: (progress: Progress) => void, signal?: AbortSignal): Promise<Info>;
  begin(options: PassOptions): Promise<null>;
  take(signal?: AbortSignal): Promise<Batch>;
  /** Kills the worker as a crash would. */
  crash(): void;
  close(): void;
}

/** One pass over a video. A worker that dies is replaced, and the pass goes on behind the last frame that was handed out. */
export class AnalysisRun<Source, Choice extends RunOptions, Info> {
  video!: OpenedVideo;
  info!: Info;
  frames!: Uint32Array;
  #client!: RunClient<Source, Choice, Info>;
  #done = 0;
  /** Of the frames that were handed out, where tracks go on from. */
  readonly #recent = new RecentFrames();
  /** Of workers that died without one frame between. */
  readonly #retries = new Retries();

  /** @param start starts a worker */
  static async open<Source, Choice extends RunOptions, Info>(
    source: Source,
    options: Choice,
    start: () => RunClient<Source, Choice, Info>,
  ): Promise<AnalysisRun<Source, Choice, Info>> {
    const run = new AnalysisRun(source, options, start);
    try {
      await run.#start();
      return run;
    } catch (error) {
      run.close();
      throw error;
    }
  }

  private constructor(
    private readonly source: Source,
    private readonly options: Choice,
    private readonly start: () => RunClient<Source, Choice, Info>,
  ) {
    for (const frame of options.before ?? []) this.#recent.add(frame);
  }

  async take(): Promise<Batch> {
    const { signal, onProgress } = this.options;
    for (;;) {
      try {
        const batch = await this.#client.take(signal);
        const count = batch.frames.length + batch.lost.length;
        if (count > 0) this.#retries.reset();
        this.#done += count;
        for (const { timestamp, found } of batch.frames) {
          if (found?.instances) this.#recent.add({ timestamp, instances: found.instances });
        }
        onProgress({ phase: 'frames', loaded: this.#done, total: this.frames.length });
        return batch;
      } catch (error) {
        if (!this.#retries.again(error)) throw error;
        await this.#start();
      }
    }
  }

  /** Kills the worker as a crash would. For tests and fault injection. */
  crash(): void {
    this.#client.crash();
  }

  /** Twice is harmless. */
  close(): void {
    this.#client?.close();
  }

  async #start(): Promise<void> {
    const { every, from = 0, labels, confidence, instanceMaps, signal, onProgress } = this.options;
    this.#client?.close();
    this.#client = this.start();
    this.video = await this.#client.openVideo(this.source, signal);
    const chosen = chosenFrames(this.video.timestamps, every, this.video.info.duration);
    this.frames = from > 0 ? chosen.filter((index) => index >= from) : chosen;
    this.info = await this.#client.openModel(this.options, onProgress, signal);
    const frames = this.frames.subarray(this.#done);
    await this.#client.begin({
      frames,
      labels,
      ...(confidence ? { confidence } : {}),
      ...(instanceMaps ? { instanceMaps } : {}),
      before: this.#recent.frames,
    });
  }
}
