import { ByteBuffer } from 'flatbuffers';

/**
 * A table inside a flatbuffer, read by the field ids of its schema.
 *
 * A generated reader for the whole TFLite schema has some 20 000 lines; converting needs a few dozen fields.
 */
export class FlatTable {
  readonly #bytes: ByteBuffer;
  readonly #position: number;

  private constructor(bytes: ByteBuffer, position: number) {
    this.#bytes = bytes;
    this.#position = position;
  }

  /** The root table of `file`. */
  static root(file: Uint8Array): FlatTable {
    // Plain bytes: a node Buffer's slice() would be a view where everybody else's is a copy.
    const bytes = new ByteBuffer(new Uint8Array(file.buffer, file.byteOffset, file.byteLength));
    return new FlatTable(bytes, bytes.readInt32(0));
  }

  int8(field: number, fallback = 0): number {
    const at = this.#at(field);
    return at === 0 ? fallback : this.#bytes.readInt8(at);
  }

  int32(field: number, fallback = 0): number {
    const at = this.#at(field);
    return at === 0 ? fallback : this.#bytes.readInt32(at);
  }

  float32(field: number, fallback = 0): number {
    const at = this.#at(field);
    return at === 0 ? fallback : this.#bytes.readFloat32(at);
  }

  bool(field: number): boolean {
    return this.int8(field) !== 0;
  }

  text(field: number): string {
    const at = this.#at(field);
    return at === 0 ? '' : String(this.#bytes.__string(at));
  }

  table(field: number): FlatTable | undefined {
    const at = this.#at(field);
    return at === 0 ? undefined : new FlatTable(this.#bytes, this.#bytes.__indirect(at));
  }

  tables(field: number): FlatTable[] {
    return this.#elements(field, 4, (at) => new FlatTable(this.#bytes, this.#bytes.__indirect(at)));
  }

  int32s(field: number): number[] {
    return this.#elements(field, 4, (at) => this.#bytes.readInt32(at));
  }

  /** Of elements of so many bytes each. */
  unsigned(field: number, size: 1 | 2 | 4): number[] {
    const read = { 1: 'readUint8', 2: 'readUint16', 4: 'readUint32' } as const;
    return this.#elements(field, size, (at) => this.#bytes[read[size]](at));
  }

  /** A view into the file, not a copy. */
  bytes(field: number): Uint8Array {
    const at = this.#at(field);
    if (at === 0) return new Uint8Array(0);
    const start = this.#bytes.__vector(at);
    return this.#bytes.bytes().subarray(start, start + this.#bytes.__vector_len(at));
  }

  #elements<T>(field: number, size: number, read: (at: number) => T): T[] {
    const at = this.#at(field);
    if (at === 0) return [];
    const start = this.#bytes.__vector(at);
    return Array.from({ length: this.#bytes.__vector_len(at) }, (_, i) => read(start + i * size));
  }

  #at(field: number): number {
    // A vtable starts with its own size and the table's, two bytes each.
    const offset = this.#bytes.__offset(this.#position, 4 + field * 2);
    return offset === 0 ? 0 : this.#position + offset;
  }
}
