/** How the runtime hands out its memory. */
export interface Heap {
  readonly memory: WebAssembly.Memory;
  /** 0: there is none left. */
  malloc(bytes: number): number;
  free(address: number): void;
}

/** Bytes of the largest and of the smallest piece that is looked for; smaller ones hold little. */
const LARGEST = 2 ** 26;
const SMALLEST = 16;

/**
 * Fills with zeros whatever the runtime has let go of: it holds copies of the file that nobody reads any more, and weights do
 * not compress. All that is free is taken, from the largest piece down, and given back.
 */
export function blankFree({ memory, malloc, free }: Heap): void {
  const grow = memory.grow.bind(memory);
  // what is free now, and nothing new
  memory.grow = () => {
    throw new RangeError('no more');
  };
  const taken: number[] = [];
  for (let size = LARGEST; size >= SMALLEST; size >>= 1) {
    for (let at = malloc(size); at !== 0; at = malloc(size)) {
      new Uint8Array(memory.buffer, at, size).fill(0);
      taken.push(at);
    }
  }
  for (const at of taken) free(at);
  memory.grow = grow;
}
