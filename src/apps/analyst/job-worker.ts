import { Retries, workerDied } from '../../link/retries.ts';
import type { PerPixelError } from '../../core/errors/errors.ts';
import type { Labelling } from '../../core/instances/instance.ts';
import type { ModelChoice } from '../../core/options/model-choice.ts';
import type { Progress } from '../../core/options/progress.ts';
import { offscreen } from '../../live/offscreen.ts';
import type { PipelineInfo } from '../../protocol/live.ts';
import {
  FIRST_VIEW,
  type AnalysisEvents,
  type AnalysisProbe,
  type AnalysisView,
  type OpenedVideo,
} from '../../protocol/video.ts';
import { AnalysisClient } from '../../video/analysis-client.ts';
import type { JobChoice } from './choice.ts';
import type { JobSource } from './job-source.ts';
import { SecondPicture } from './second-picture.ts';
import { withTaught } from './teach/taught-models.ts';

interface Known {
  readonly video: OpenedVideo;
  /** null: the model is open. */
  readonly progress: Progress | null;
  readonly info: PipelineInfo;
}

/** What a worker is opened with, and who hears of it. */
interface Opening extends AnalysisEvents {
  readonly source: JobSource;
  readonly choice: JobChoice;
  /** It is no longer wanted. */
  readonly signal: AbortSignal;
  /** The frame that is shown. */
  index(): number;
  /** More is known of it. */
  known(part: Partial<Known>): void;
  /** Before that frame is shown by another worker. */
  prepare(): Promise<void>;
  died(error: PerPixelError): void;
}

/** The worker of an analysis and what it draws on: one canvas, or two. Where it dies another one takes its place. */
export class JobWorker {
  client: AnalysisClient | null = null;
  canvas: HTMLCanvasElement = document.createElement('canvas');
  /** Beside it; null: none. */
  second: SecondPicture | null = null;
  /** How frames are shown, whichever worker draws them; null: as every worker does by itself. */
  #view: AnalysisView | null = null;
  readonly #retries = new Retries();
  /** Another worker is taking the place of one that died; null: none is. */
  replaced: Promise<void> | null = null;

  /** A worker with video and model open, drawing on our canvas. */
  async open(opening: Opening): Promise<void> {
    await this.#start(opening, this.canvas);
    this.#retries.atWork();
  }

  /**
   * Puts another worker in the place of one that died.
   * @throws what went wrong, where that is not that it died, or where it dies again and again
   */
  replace(died: unknown, opening: Opening): Promise<void> {
    this.replaced ??= this.#replace(died, opening).finally(() => (this.replaced = null));
    return this.replaced;
  }

  /** Something got done: the next worker that dies is the first again. */
  wentWell(): void {
    this.#retries.reset();
  }

  async setView(view: AnalysisView): Promise<void> {
    this.#view = { ...view, labelling: this.#view?.labelling };
    await this.client?.setView(this.#view).catch(() => undefined);
  }

  /** How things are drawn, from now on. */
  async drawAs(labelling: Labelling | undefined): Promise<void> {
    this.#view = { ...(this.#view ?? FIRST_VIEW), labelling };
    await this.client?.setView(this.#view).catch(() => undefined);
  }

  /** Draws a second picture; null: none any more. @throws PerPixelError with the codes of models and backends */
  async compareWith(choice: ModelChoice | null): Promise<void> {
    this.second = null;
    const { client } = this;
    if (!client) return;
    if (!choice) return void (await client.compareWith(null, null).catch(() => undefined));
    const second = new SecondPicture(choice);
    await second.drawIn(client);
    this.second = second;
  }

  /** The pixel at x, y (0 to 1) of the shown picture, or of the second one. */
  readonly probe = async (x: number, y: number, side: number): Promise<AnalysisProbe | null> =>
    (await this.client?.probe(x, y, side)) ?? null;

  readonly thumbnail = async (index: number, height: number): Promise<ImageBitmap | null> =>
    (await this.client?.thumbnail(index, height)) ?? null;

  /** Twice is harmless. */
  close(): void {
    this.client?.close();
    this.second = null;
  }

  /** For another try, as if there had been none. */
  reset(): void {
    this.close();
    this.#retries.reset();
    this.canvas = document.createElement('canvas');
  }

  async #replace(died: unknown, opening: Opening): Promise<void> {
    // a new worker shows the first frame as soon as it can
    const index = opening.index();
    for (let error = died; !opening.signal.aborted;) {
      if (!this.#retries.again(error)) throw error;
      try {
        return await this.#reopen(opening, index);
      } catch (thrown) {
        error = thrown;
      }
    }
  }

  /** On other canvases. What was shown stays until it is shown again. */
  async #reopen(opening: Opening, index: number): Promise<void> {
    const canvas = document.createElement('canvas');
    this.client?.close();
    const client = await this.#start(opening, canvas);
    await opening.prepare();
    await this.#drawSecond(client);
    await client.show(index);
    this.canvas = canvas;
    this.#retries.atWork();
  }

  async #start(opening: Opening, canvas: HTMLCanvasElement): Promise<AnalysisClient> {
    const { source, choice, signal } = opening;
    const client = new AnalysisClient();
    this.client = client;
    client.onCrash = (error) => {
      if (client === this.client) opening.died(error);
    };
    if (signal.aborted) client.close();
    opening.known({ video: await client.openVideo(source.blob ?? source.url) });
    await client.listen({ shown: (frame) => opening.shown(frame), unkept: (why) => opening.unkept(why) });
    const info = await client.openModel(await withTaught(choice), (progress) => opening.known({ progress }));
    opening.known({ info, progress: null });
    await client.attach(offscreen(canvas));
    if (this.#view) await client.setView(this.#view);
    return client;
  }

  /** The one that it died of is not drawn again. */
  async #drawSecond(client: AnalysisClient): Promise<void> {
    const { second } = this;
    try {
      await second?.drawIn(client);
    } catch (error) {
      this.second = null;
      if (workerDied(error)) throw error;
    }
  }
}
