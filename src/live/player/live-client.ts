import { roomHere } from '../device-memory.ts';
import { offscreen } from '../offscreen.ts';
import { PipelineClient } from '../pipeline-client.ts';
import { Reserve, type Wish } from '../standby.ts';
import { abortedError, type PerPixelError } from '../../core/errors/errors.ts';
import { WITHHELD } from '../../core/view/view.ts';
import type { PipelineInfo } from '../../protocol/live.ts';

/** A worker with its model open and a canvas to draw on, which nobody feeds yet and which shows nothing until it is told what. */
export interface Prepared {
  readonly client: PipelineClient;
  readonly canvas: HTMLCanvasElement;
  readonly key: string;
}

/** A worker that opens before it is known what it will label. */
interface Expected {
  readonly key: string;
  readonly client: Promise<PipelineClient>;
  readonly closing: AbortController;
  failed: boolean;
}

/** The worker that labels, and how another one takes its place. */
export class LiveClient {
  current: PipelineClient | null = null;
  /** What the current one was opened with. */
  key = '';
  readonly #reserve = new Reserve();
  #canvas: HTMLCanvasElement | null = null;
  #expected: Expected | null = null;

  constructor(private readonly onCrash: (error: PerPixelError) => void) {}

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
  async expect(wish: Wish | null): Promise<void> {
    if (wish && this.#expected?.key === wish.key && !this.#expected.failed) return;
    this.#forgetExpected();
    if (!wish || wish.key === this.key) return;
    const closing = new AbortController();
    const client = PipelineClient.open({ ...wish.options, signal: closing.signal });
    const expected = { key: wish.key, client, closing, failed: false };
    this.#expected = expected;
    // whoever prepares it hears of that
    await client.catch(() => (expected.failed = true));
  }

  /**
   * Opens what is wished, or takes it from the reserve, or what was expected. The current one labels on.
   * @throws PerPixelError with the codes of models and backends, `worker-crashed`, `aborted`
   */
  async prepare(wish: Wish, signal: AbortSignal): Promise<Prepared> {
    const spare = this.#reserve.take(wish.key);
    // one that did not come about, or died meanwhile, is no reason to fail
    const prepared = spare && (await withCanvas(spare, wish.key).catch(() => null));
    const ready = prepared ?? (await withCanvas(this.#open(wish, signal), wish.key));
    if (!signal.aborted) return ready;
    ready.client.close();
    throw abortedError(signal);
  }

  /** Lets a prepared one take the current one's place. @param keep the current one stays in reserve */
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
    if (old && keep && roomHere().standby) this.#reserve.keep(oldKey, old);
    else old?.close();
  }

  /** The canvas of a worker that has just labelled its first frame; null: it is shown already. */
  takeCanvas(): HTMLCanvasElement | null {
    const canvas = this.#canvas;
    this.#canvas = null;
    return canvas;
  }

  /** Readies one like the current one, for when that dies, where the machine has memory for both. */
  standBy(wish: Wish): void {
    if (roomHere().standby) this.#reserve.ready(wish);
  }

  /** Ends the current one, which may hang; what it drew last stays. */
  end(): void {
    this.current?.terminate();
    this.forget();
  }

  /** The current one is not to be used any more for what is wished next. */
  forget(): void {
    this.current = null;
    this.key = '';
  }

  /** Whoever is in reserve may be as ill as the current one. */
  dropReserve(): void {
    this.#reserve.drop();
  }

  /** Twice is harmless. */
  close(): void {
    this.#forgetExpected();
    this.#reserve.drop();
    this.current?.close();
    this.forget();
  }

  #open(wish: Wish, signal: AbortSignal): Promise<PipelineClient> {
    const expected = this.#expected;
    if (expected?.key !== wish.key) {
      this.#forgetExpected();
      return PipelineClient.open({ ...wish.options, signal });
    }
    this.#expected = null;
    signal.addEventListener('abort', () => expected.closing.abort(signal.reason), { once: true });
    return expected.client;
  }

  #forgetExpected(): void {
    const expected = this.#expected;
    this.#expected = null;
    expected?.closing.abort();
    expected?.client.then(
      (client) => client.close(),
      () => undefined,
    );
  }
}

async function withCanvas(opening: Promise<PipelineClient>, key: string): Promise<Prepared> {
  const client = await opening;
  const canvas = document.createElement('canvas');
  try {
    await client.attach(offscreen(canvas), WITHHELD);
    return { client, canvas, key };
  } catch (error) {
    client.close();
    throw error;
  }
}
