import { EMPTY, type Ledger } from '../../src/protocol/offline/ledger.ts';
import { SerialQueue } from '../../src/core/async/serial-queue.ts';

const CACHE = 'perpixel-ledger';

/** The ledger, across restarts of the service worker. */
export class LedgerStore {
  readonly #queue = new SerialQueue();
  readonly #address: string;

  constructor(site: URL) {
    this.#address = new URL('ledger', site).href;
  }

  /** As it stands once every change so far is written. */
  read(): Promise<Ledger> {
    return this.change((ledger) => ledger);
  }

  /** Changes follow one another. Resolves with what is written. */
  change(how: (ledger: Ledger) => Ledger): Promise<Ledger> {
    return this.#queue.run(async () => {
      const cache = await caches.open(CACHE);
      const stored = await cache.match(this.#address);
      const before = stored ? ((await stored.json()) as Ledger) : EMPTY;
      const after = how(before);
      if (after !== before) await cache.put(this.#address, Response.json(after));
      return after;
    });
  }
}
