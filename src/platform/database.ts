import { OnDemand } from '../core/async/on-demand.ts';
import { openDB, type DBSchema, type IDBPDatabase, type StoreNames, type StoreValue } from 'idb';

/** Opens a database when it is first asked for, and again when the browser has closed it. */
export class Database<S extends DBSchema> {
  readonly #db: OnDemand<IDBPDatabase<S>>;

  /** @param create makes the stores, once */
  constructor(name: string, create: (db: IDBPDatabase<S>) => void) {
    const forget = (): void => this.#db.forget();
    this.#db = new OnDemand(() =>
      openDB<S>(name, 1, {
        upgrade: (db) => create(db),
        terminated: forget,
        // a later version of this page wants to change it
        blocking: (_old, _new, event) => {
          (event.target as IDBDatabase).close();
          forget();
        },
      }),
    );
  }

  /** What `use` gives. @throws what the browser says where it stores nothing, or not this */
  async demand<T>(use: (db: IDBPDatabase<S>) => Promise<T>): Promise<T> {
    return use(await this.#db.get()).catch(async (error: unknown) => {
      // it was closed under our hands
      if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
      this.#db.forget();
      return use(await this.#db.get());
    });
  }

  /** What `use` gives; null where the browser stores nothing, or not this. */
  async use<T>(use: (db: IDBPDatabase<S>) => Promise<T>): Promise<T | null> {
    return this.demand(use).catch(() => null);
  }

  /** Keeps a value, also where the page is left the moment after. @throws as `demand` does */
  async keep<N extends StoreNames<S>>(store: N, value: StoreValue<S, N>): Promise<void> {
    await this.demand(async (db) => {
      const writing = db.transaction(store, 'readwrite');
      const put = writing.store.put(value);
      // of itself it would wait for the page to hear that it was put
      writing.commit();
      await Promise.all([put, writing.done]);
    });
  }

  /** As `keep`. @returns whether it is kept */
  async put<N extends StoreNames<S>>(store: N, value: StoreValue<S, N>): Promise<boolean> {
    return this.keep(store, value).then(
      () => true,
      () => false,
    );
  }
}
