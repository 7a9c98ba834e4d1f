import { PipelineClient, type ClientOptions } from './pipeline-client.ts';

/** What a worker is to be opened with. Two with the same key are the same kind of worker. */
export interface WorkerChoice {
  readonly key: string;
  readonly options: ClientOptions;
}

interface Held {
  readonly key: string;
  readonly client: Promise<PipelineClient>;
  readonly closing: AbortController;
  /** It did not open, or died since. */
  failed: boolean;
}

/** One worker with its model open that nobody feeds: it is at work within a moment when it is needed. */
export class Standby {
  #held: Held | null = null;

  /** One is there, or on its way; with a key, one of that kind. */
  holds(key?: string): boolean {
    return this.#held !== null && !this.#held.failed && (key === undefined || this.#held.key === key);
  }

  /**
   * Opens one in the background; the one that is there is let go of. Resolves when it is open, or failed: whoever takes it
   * hears of that.
   */
  async open({ key, options }: WorkerChoice): Promise<void> {
    this.drop();
    const closing = new AbortController();
    const client = PipelineClient.open({ ...options, signal: closing.signal });
    await this.#hold({ key, client, closing, failed: false });
  }

  /** Takes one that has been at work; the one that is there is let go of. */
  keep(key: string, client: PipelineClient): void {
    this.drop();
    void this.#hold({ key, client: Promise.resolve(client), closing: new AbortController(), failed: false });
  }

  /**
   * Hands over the one of this kind, which may still be opening; null: there is none. It is the caller's then.
   * @param signal ends its opening
   */
  take(key: string, signal?: AbortSignal): Promise<PipelineClient> | null {
    if (this.#held?.key !== key) return null;
    const { client, closing } = this.#held;
    this.#held = null;
    signal?.addEventListener('abort', () => closing.abort(signal.reason), { once: true });
    return client;
  }

  /** Twice is harmless. */
  drop(): void {
    const held = this.#held;
    this.#held = null;
    held?.closing.abort();
    held?.client.then(
      (client) => client.close(),
      () => undefined,
    );
  }

  async #hold(held: Held): Promise<void> {
    this.#held = held;
    const fail = (): void => {
      held.failed = true;
    };
    await held.client.then((client) => {
      client.onCrash = fail;
    }, fail);
  }
}
