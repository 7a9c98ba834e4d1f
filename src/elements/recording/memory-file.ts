const PAGE = 1 << 20;

/** A file in memory that is written at any place; it grows by pages, so that nothing of it is ever copied. */
export class MemoryFile {
  bytes = 0;
  readonly #pages: Uint8Array<ArrayBuffer>[] = [];

  write(content: Uint8Array, position: number): void {
    for (let done = 0; done < content.length;) {
      const at = position + done;
      const page = (this.#pages[Math.floor(at / PAGE)] ??= new Uint8Array(PAGE));
      const part = content.subarray(done, done + PAGE - (at % PAGE));
      page.set(part, at % PAGE);
      done += part.length;
    }
    this.bytes = Math.max(this.bytes, position + content.length);
  }

  blob(type: string): Blob {
    return new Blob(this.#pages, { type }).slice(0, this.bytes, type);
  }
}
