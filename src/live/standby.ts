import { PipelineClient, type ClientOptions } from './pipeline-client.ts';

/** A worker that is wanted. Two wishes with the same key are met by the same kind of worker. */
export interface Wish {
  readonly key: string;
  readonly options: ClientOptions;
}

interface Held {
  readonly key: string;
  readonly client: Promise<PipelineClient>;
  readonly closing: AbortController;
}

/** One pipeline with its model open that nobody feeds: it is at work within a moment when the other one dies. */
export class Reserve {
  #held: Held | null = null;

  /** Opens one in the background, unless one is there, of whatever kind. */
  ready({ key, options }: Wish): void {
    if (this.#held) return;
    const closing = new AbortController();
    this.#hold({ key, client: PipelineClient.open({ ...options, signal: closing.signal }), closing });
  }

  /** Takes one that has been at work. */
  keep(key: string, client: PipelineClient): void {
    this.drop();
    this.#hold({ key, client: Promise.resolve(client), closing: new AbortController() });
  }

  /** Hands over the one of this kind, which may still be opening; null: there is none. It is the caller's then. */
  take(key: string): Promise<PipelineClient> | null {
    if (this.#held?.key !== key) return null;
    const { client } = this.#held;
    this.#held = null;
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

  #hold(held: Held): void {
    this.#held = held;
    const forget = (): void => {
      if (this.#held === held) this.#held = null;
    };
    held.client.then((client) => {
      client.onCrash = forget;
    }, forget);
  }
}
