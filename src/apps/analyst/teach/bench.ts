import { PerPixelError, toPerPixelError } from '../../../core/errors/errors.ts';
import type { Head } from '../../../core/teaching/head.ts';
import { DEFAULT_VIEW, type SentView } from '../../../core/view/view.ts';
import { Retries, workerDied } from '../../../link/retries.ts';
import { offscreen } from '../../../live/offscreen.ts';
import { PipelineClient } from '../../../live/pipeline-client.ts';
import { Teaching } from '../../../live/teach/teaching.ts';
import type { TeachingHost } from '../../../live/teach/teaching-host.ts';
import type { TrunkClient } from '../../../live/teach/trunk-client.ts';
import type { FrameReport } from '../../../protocol/live.ts';
import type { JobChoice } from '../choice.ts';

/** What is taught. */
const TRUNK = 'features';

/** How the frame is drawn. */
export type BenchView = Pick<SentView, 'overlay' | 'opacity' | 'doubt'>;

export interface BenchListener {
  /** Another worker is at work: it has the head, and no frame. */
  replaced(): void;
  /** It died again and again. */
  failed(error: PerPixelError): void;
}

/** The worker that labels the frame that is shown with what was taught, and draws it. Where it dies another one takes its place. */
export class Bench {
  canvas = document.createElement('canvas');
  /** Of the frame that is drawn; null: none is. */
  report: FrameReport | null = null;
  #client: PipelineClient | null = null;
  #head: Head | null = null;
  #view: SentView = { ...DEFAULT_VIEW, labelling: '', keep: null };
  #closed = false;
  /** Another worker is taking the place of one that died; null: none is. */
  #replacing: Promise<boolean> | null = null;
  readonly #retries = new Retries();

  private constructor(
    private readonly choice: Pick<JobChoice, 'backend' | 'runtime'>,
    private readonly listener: BenchListener,
  ) {}

  /** @throws PerPixelError with the codes of models and backends, `worker-crashed` */
  static async open(choice: Pick<JobChoice, 'backend' | 'runtime'>, listener: BenchListener): Promise<Bench> {
    const bench = new Bench(choice, listener);
    try {
      await bench.#start();
      return bench;
    } catch (error) {
      bench.close();
      throw error;
    }
  }

  get trunk(): TrunkClient | null {
    return this.#client?.trunk ?? null;
  }

  get model(): PipelineClient['info']['model'] | null {
    return this.#client?.info.model ?? null;
  }

  /** Labels and draws a frame, which it takes. @throws PerPixelError as of a segmenter */
  async present(frame: VideoFrame, seconds: number): Promise<FrameReport> {
    const client = this.#client;
    if (!client) {
      frame.close();
      throw gone();
    }
    // nothing of the frame before is smoothed into this one
    await client.forget().catch(() => undefined);
    this.report = await client.present(frame, { seconds, captured: null, truth: null });
    this.#retries.reset();
    return this.report;
  }

  /** Labels with this head from now on, whichever worker does; the frame that is drawn anew. */
  async teach(head: Head): Promise<void> {
    this.#head = head;
    try {
      this.report = (await this.trunk?.teach(head, true)) ?? this.report;
    } catch (error) {
      // whoever takes its place has the head
      if (!workerDied(error)) throw error;
    }
  }

  /** Begins to be taught; whichever worker is at work then labels with it. @throws PerPixelError `worker-crashed` */
  teaching(listener: Pick<TeachingHost, 'record' | 'onChange'>): Promise<Teaching> {
    const trunk = (): TrunkClient | null => this.trunk;
    return Teaching.open(this.model!, {
      get trunk() {
        return trunk();
      },
      teach: (head) => this.teach(head),
      ...listener,
    });
  }

  async setView(view: BenchView): Promise<void> {
    this.#view = { ...this.#view, ...view, revision: this.#view.revision + 1 };
    await this.#client?.setView(this.#view).catch(() => undefined);
  }

  /** Where its worker died: when another one is at work. @returns whether one is */
  async atWork(): Promise<boolean> {
    // whoever waited for a call hears of a death before we do
    await new Promise((resolve) => setTimeout(resolve));
    return (await this.#replacing) ?? this.#client !== null;
  }

  /** Twice is harmless. */
  close(): void {
    this.#closed = true;
    this.#client?.close();
    this.#client = null;
  }

  async #start(): Promise<void> {
    const { backend, runtime } = this.choice;
    const client = await PipelineClient.open({ model: TRUNK, backend, runtime });
    if (this.#closed) return client.close();
    // a worker that died took its canvas along
    const canvas = document.createElement('canvas');
    client.onCrash = (died) => {
      if (client === this.#client) this.#replacing = this.#replace(died);
    };
    await client.attach(offscreen(canvas), this.#view);
    if (this.#head) await client.trunk.teach(this.#head);
    this.#client = client;
    this.canvas = canvas;
    this.#retries.atWork();
  }

  async #replace(died: unknown): Promise<boolean> {
    try {
      return await this.#another(died);
    } finally {
      this.#replacing = null;
    }
  }

  async #another(died: unknown): Promise<boolean> {
    this.#client?.close();
    this.#client = null;
    this.report = null;
    for (let error = died; !this.#closed;) {
      if (!this.#retries.again(error)) {
        this.listener.failed(toPerPixelError(error, 'worker-crashed', 'Press “Teach” twice to begin anew.'));
        return false;
      }
      try {
        await this.#start();
        this.listener.replaced();
        return true;
      } catch (thrown) {
        error = thrown;
      }
    }
    return false;
  }
}

function gone(): PerPixelError {
  return new PerPixelError('worker-crashed', 'The worker that labels the frame is gone.', 'Wait for another one.');
}
