/** The newest `size` values in the order they came; nothing is allocated after construction. */
export class Ring {
  readonly #values: (number | null)[];

  constructor(size: number) {
    this.#values = new Array<number | null>(size).fill(null);
  }

  push(value: number): void {
    this.#values.copyWithin(0, 1);
    this.#values[this.#values.length - 1] = value;
  }

  clear(): void {
    this.#values.fill(null);
  }

  /** Oldest first, with null where nothing came yet. Stays the same array. */
  get values(): (number | null)[] {
    return this.#values;
  }

  get largest(): number {
    return this.#values.reduce<number>((most, each) => Math.max(most, each ?? 0), 0);
  }
}
