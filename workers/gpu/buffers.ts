/** Makes a device's buffers and destroys all it made. */
export interface Buffers {
  /** Zeroed. @param words of 32 bits */
  storage(label: string, words: number, usage?: GPUBufferUsageFlags): GPUBuffer;
  /** Storage that holds these words from the start. */
  filled(label: string, words: Uint32Array<ArrayBuffer>): GPUBuffer;
  uniform(label: string, words: number): Uniform;
  /** Twice is harmless. */
  destroy(): void;
}

/** A uniform buffer that is written only when a value changes. */
export interface Uniform {
  readonly buffer: GPUBuffer;
  /** Floats are the views' own: write `f` or `u` at a word's place, then `flush`. */
  readonly f: Float32Array;
  readonly u: Uint32Array;
  flush(): void;
}

const WORD = 4;

export function createBuffers(device: GPUDevice): Buffers {
  const made: GPUBuffer[] = [];
  const { STORAGE, COPY_DST, COPY_SRC, UNIFORM } = GPUBufferUsage;
  function make(label: string, words: number, usage: GPUBufferUsageFlags): GPUBuffer {
    const buffer = device.createBuffer({ label, size: Math.max(WORD, words * WORD), usage });
    made.push(buffer);
    return buffer;
  }
  return {
    storage: (label, words, usage = 0) => make(label, words, STORAGE | COPY_DST | COPY_SRC | usage),
    filled(label, words) {
      const buffer = make(label, words.length, STORAGE | COPY_DST);
      device.queue.writeBuffer(buffer, 0, words);
      return buffer;
    },
    uniform(label, words) {
      const buffer = make(label, words, UNIFORM | COPY_DST);
      const u = new Uint32Array(words);
      const written = new Uint32Array(words).fill(0xffffffff);
      return {
        buffer,
        u,
        f: new Float32Array(u.buffer),
        flush() {
          if (u.every((value, index) => value === written[index])) return;
          device.queue.writeBuffer(buffer, 0, u);
          written.set(u);
        },
      };
    },
    destroy: () => made.splice(0).forEach((buffer) => buffer.destroy()),
  };
}
