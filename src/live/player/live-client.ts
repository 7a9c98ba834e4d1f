import { workerDied } from '../../link/retries.ts';
import { roomHere } from '../device-memory.ts';
import { offscreen } from '../offscreen.ts';
import { PipelineClient, type ClientOptions } from '../pipeline-client.ts';
import { Standby, type WorkerChoice } from '../standby.ts';
import { abortedError, type PerPixelError } from '../../core/errors/errors.ts';
import { WITHHELD } from '../../core/view/view.ts';
import type { PipelineInfo } from '../../protocol/live.ts';
import { DrawnCanvas } from './drawn-canvas.ts';

/** A worker with its model open and a canvas to draw on, which nobody feeds yet and which shows nothing until it is told what. */
export interface Prepared {
  readonly client: PipelineClient;
  readonly canvas: DrawnCanvas;
  readonly key: string;
}

/** The worker that labels, and how another one takes its place. */
export class LiveClient {
  current: PipelineClient | null = null;
  /** What the current one was opened with. */
  key = '';
  /** In place of the current one, should that die. */
  readonly #standby = new Standby();
  /** Opens before it is known what it will label. */
  readonly #expected = new Standby();
  #canvas: DrawnCanvas | null = null;

  /** @param seen canvases are for a page to show; else each worker draws on one of its own, and the page's stay empty */
  constructor(
    private readonly onCrash: (error: PerPixelError) => void,
    private readonly seen = true,
  ) {}

  /** What the current one draws is what is shown; its first frame is not on its way any more. */
  get shown(): boolean {
    return this.current !== null && this.#canvas === null;
  }

  get info(): PipelineInfo | null {
    return this.current?.info ?? null;
  }

  /**
   * Begins to open what `prepare` will be asked for next; null: that is not known. What was expected before is let go of.
   * Resolves when it is open, or failed, or not needed.
   */
  async expect(choice: WorkerChoice | null): Promise<void> {
    if (choice && this.#expected.holds(choice.key)) return;
    this.#expected.drop();
    if (choice && choice.key !== this.key) {
      await this.#expected.open({ ...choice, options: this.#placed(choice.options) });
    }
  }

  /**
   * Opens what is chosen, or takes the one that stands by, or what was expected. The current one labels on.
   * @throws PerPixelError with the codes of models and backends, `worker-crashed`, `aborted`
   */
  async prepare(choice: WorkerChoice, signal: AbortSignal): Promise<Prepared> {
    const spare = this.#standby.take(choice.key);
    // one that did not come about, or died meanwhile, is no reason to fail
    const prepared = spare && (await this.#withCanvas(spare, choice.key).catch(() => null));
    const ready = prepared ?? (await this.#opened(choice, signal));
    if (!signal.aborted) return ready;
    ready.client.close();
    throw abortedError(signal);
  }

  /** Lets a prepared one take the current one's place. @param keep the current one stands by from then on */
  adopt({ client, canvas, key }: Prepared, keep = false): void {
    const old = this.current;
    const oldKey = this.key;
    this.current = client;
    this.key = key;
    this.#canvas = canvas;
    client.onCrash = (error) => {
      if (client !== this.current) return;
      this.forget();
      this.onCrash(error);
    };
    if (old && keep && roomHere().standby) this.#standby.keep(oldKey, old);
    else old?.close();
  }

  /** The canvas of a worker that has just labelled its first frame; null: it is shown already. */
  takeCanvas(): DrawnCanvas | null {
    const canvas = this.#canvas;
    this.#canvas = null;
    return canvas;
  }

  /** Readies one like the current one, for when that dies, where the machine has memory for both. */
  standBy(choice: WorkerChoice): void {
    if (!this.#standby.holds() && roomHere().standby) void this.#standby.open(choice);
  }

  /** Ends the current one, which may hang; what it drew last stays. */
  end(): void {
    this.current?.terminate();
    this.forget();
  }

  /** The current one is not to be used any more for what is chosen next. */
  forget(): void {
    this.current = null;
    this.key = '';
  }

  /** The one that stands by may be as ill as the current one. */
  dropStandby(): void {
    this.#standby.drop();
  }

  /** Twice is harmless. */
  close(): void {
    this.#expected.drop();
    this.#standby.drop();
    this.current?.close();
    this.forget();
  }

  /** Two of one stream are never in one worker: each is there for when the other one fails. */
  #placed({ beside, ...options }: ClientOptions): ClientOptions {
    return beside === undefined ? options : { ...options, beside: this.current };
  }

  /** One that dies while it opens is replaced once: it may have died of something else, as of another model whose worker it shared. */
  async #opened(choice: WorkerChoice, signal: AbortSignal): Promise<Prepared> {
    const open = (): Promise<Prepared> => this.#withCanvas(this.#open(choice, signal), choice.key);
    try {
      return await open();
    } catch (thrown) {
      if (signal.aborted || !workerDied(thrown)) throw thrown;
      return open();
    }
  }

  #open({ key, options }: WorkerChoice, signal: AbortSignal): Promise<PipelineClient> {
    const expected = this.#expected.take(key, signal);
    if (expected) return expected;
    this.#expected.drop();
    return PipelineClient.open({ ...this.#placed(options), signal });
  }

  async #withCanvas(opening: Promise<PipelineClient>, key: string): Promise<Prepared> {
    const client = await opening;
    const canvas = new DrawnCanvas(document.createElement('canvas'));
    try {
      if (this.seen) await client.attach(offscreen(canvas.element), WITHHELD, canvas.hear);
      else await client.attach(null, WITHHELD);
      return { client, canvas, key };
    } catch (error) {
      client.close();
      throw error;
    }
  }
}
