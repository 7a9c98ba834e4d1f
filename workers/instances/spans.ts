/** Pixels side by side in a row, of one slot: three numbers each, where it starts and ends in the map, and the slot. */
export interface Spans {
  readonly numbers: Int32Array;
  readonly length: number;
}

export interface GrowingSpans extends Spans {
  add(start: number, end: number, slot: number): void;
}

export function createSpans(): GrowingSpans {
  let numbers = new Int32Array(3 * 1024);
  let length = 0;
  return {
    get numbers() {
      return numbers;
    },
    get length() {
      return length;
    },
    add(start, end, slot) {
      if (length === numbers.length) {
        const larger = new Int32Array(2 * length);
        larger.set(numbers);
        numbers = larger;
      }
      numbers[length] = start;
      numbers[length + 1] = end;
      numbers[length + 2] = slot;
      length += 3;
    },
  };
}
