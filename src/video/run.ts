import { AnalysisClient } from './analysis-client.ts';
import type { ModelChoice } from '../core/options/model-choice.ts';
import { Retries } from '../link/retries.ts';
import { RecentFrames } from '../core/instances/recent-frames.ts';
import { chosenFrames, type Every } from '../core/analysis/every.ts';
import { adoptAssets } from '../live/assets.ts';
import type { Batch, OpenedVideo } from '../protocol/video.ts';
import type { PipelineInfo } from '../protocol/live.ts';
import type { Progress } from '../core/options/progress.ts';

export interface RunOptions extends ModelChoice {
  readonly every: Every;
  /** Hand out label maps. */
  readonly labels: boolean;
  readonly signal?: AbortSignal | undefined;
  onProgress(progress: Progress): void;
}

/** One pass over a video. A worker that dies is replaced, and the pass goes on behind the last frame that was handed out. */
export class AnalysisRun {
  video!: OpenedVideo;
  info!: PipelineInfo;
  frames!: Uint32Array;
  #client!: AnalysisClient;
  #done = 0;
  /** Of the frames that were handed out, where tracks go on from. */
  readonly #recent = new RecentFrames();
  /** Of workers that died without one frame between. */
  readonly #retries = new Retries();

  static async open(source: Blob | string, options: RunOptions): Promise<AnalysisRun> {
    const run = new AnalysisRun(source, options);
    try {
      await run.#start();
      return run;
    } catch (error) {
      run.close();
      throw error;
    }
  }

  private constructor(
    private readonly source: Blob | string,
    private readonly options: RunOptions,
  ) {}

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
    const { every, labels, signal, onProgress } = this.options;
    this.#client?.close();
    // before the worker, which may lie in the folder that is named
    adoptAssets(this.options.assets);
    this.#client = new AnalysisClient();
    this.video = await this.#client.openVideo(this.source, signal);
    this.frames = chosenFrames(this.video.timestamps, every, this.video.info.duration);
    this.info = await this.#client.openModel(this.options, onProgress, signal);
    await this.#client.begin({ frames: this.frames.subarray(this.#done), labels, before: this.#recent.frames });
  }
}
