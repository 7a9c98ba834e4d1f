/** Things that come one after another: a list, a generator, a stream. */
export type Items<T> = AsyncIterable<T> | Iterable<T> | ItemStream<T>;

/** A ReadableStream, as far as it is used here: not every browser iterates over one. */
export interface ItemStream<T> {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: T | undefined }>;
    cancel(): Promise<void>;
  };
}

export interface ItemReader<T> {
  next(): Promise<{ readonly done?: boolean | undefined; readonly value?: T | undefined }>;
  /** Nothing more is wanted. */
  end(): Promise<unknown>;
}

/** Null: they do not come one after another. */
export function readerOf<T>(items: Items<T>): ItemReader<T> | null {
  if ((typeof items !== 'object' && typeof items !== 'function') || items === null) return null;
  if (Symbol.asyncIterator in items) {
    const iterator = items[Symbol.asyncIterator]();
    return { next: () => iterator.next(), end: async () => iterator.return?.() };
  }
  if (Symbol.iterator in items) {
    const iterator = items[Symbol.iterator]();
    return { next: async () => iterator.next(), end: async () => iterator.return?.() };
  }
  if (!('getReader' in items)) return null;
  const reader = items.getReader();
  return { next: () => reader.read(), end: () => reader.cancel() };
}
