/** A class and its share of the picture, 0 to 1. */
export interface Share {
  readonly name: string;
  readonly colour: string;
  readonly share: number;
}

/** How much of a new frame enters the figures: they are read from afar and must not flicker. */
const NEW = 0.12;

/** The shares of the newest frames, evened out. */
export class EvenedShares {
  #values: number[] = [];

  add(shares: ArrayLike<number>): void {
    if (this.#values.length !== shares.length) this.#values = Array.from(shares);
    else this.#values = this.#values.map((value, id) => value + ((shares[id] ?? 0) - value) * NEW);
  }

  /** Classes in their own order, so that nothing jumps about; what covers less than a thousandth is left out. */
  of(classes: readonly { readonly name: string; readonly colour: string }[]): readonly Share[] {
    return classes
      .map(({ name, colour }, id) => ({ name, colour, share: this.#values[id] ?? 0 }))
      .filter(({ share }) => share >= 0.001);
  }
}
