const PAGE = 1 << 20;
/** Pages kept for what closes a file once there is no memory for more. */
const SPARE = 4;

export interface MemoryOptions {
  /** There is no memory for more: whoever writes closes the file now. */
  readonly onFull: () => void;
  /** For tests. */
  readonly allocate?: (bytes: number) => Uint8Array<ArrayBuffer>;
}

/** A file in memory that is written at any place; it grows by pages, so that nothing of it is ever copied. */
export class MemoryFile {
  bytes = 0;
  readonly #pages: Uint8Array<ArrayBuffer>[] = [];
  readonly #spare: Uint8Array<ArrayBuffer>[];
  readonly #allocate: (bytes: number) => Uint8Array<ArrayBuffer>;
  #full = false;

  constructor(private readonly options: MemoryOptions) {
    this.#allocate = options.allocate ?? ((bytes) => new Uint8Array(bytes));
    this.#spare = Array.from({ length: SPARE }, () => this.#allocate(PAGE));
  }

  /** @throws RangeError once what was kept for the end is used up */
  write(content: Uint8Array, position: number): void {
    for (let done = 0; done < content.length;) {
      const at = position + done;
      const page = (this.#pages[Math.floor(at / PAGE)] ??= this.#page());
      const part = content.subarray(done, done + PAGE - (at % PAGE));
      page.set(part, at % PAGE);
      done += part.length;
    }
    this.bytes = Math.max(this.bytes, position + content.length);
  }

  blob(type: string): Blob {
    return new Blob(this.#pages, { type }).slice(0, this.bytes, type);
  }

  #page(): Uint8Array<ArrayBuffer> {
    try {
      return this.#allocate(PAGE);
    } catch (error) {
      const kept = this.#spare.pop();
      if (!kept) throw error;
      if (!this.#full) this.options.onFull();
      this.#full = true;
      return kept;
    }
  }
}
