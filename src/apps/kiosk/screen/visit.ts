/** While a visitor operates it: there is a cursor, and touches are theirs. */
const ATTENDED = 'attended';

/** What a visitor operates over the picture. */
export interface Operated {
  readonly element: HTMLElement;
  /** The event with which it says that they have gone. */
  readonly left: string;
}

/** Something that a visitor operates over the picture, until they go back or have gone. Its code is fetched when it is first opened. */
export class Visit {
  #element: HTMLElement | null = null;
  #opening: symbol | null = null;

  /** @param onChange it has begun, or is over */
  constructor(private readonly onChange: () => void) {}

  /** A visitor operates something. */
  get on(): boolean {
    return this.#element !== null;
  }

  /** Never rejects: where it cannot be had the picture stays. */
  async open(make: () => Promise<Operated>): Promise<void> {
    if (this.#element || this.#opening) return;
    const opening = Symbol('opening');
    this.#opening = opening;
    try {
      const { element, left } = await make();
      // the screen is gone
      if (this.#opening !== opening) return;
      element.addEventListener(left, () => this.close(), { once: true });
      this.#element = element;
      document.documentElement.classList.add(ATTENDED);
      document.body.append(element);
      this.onChange();
    } catch (error) {
      console.warn('What a visitor asked for could not be opened.', error);
    } finally {
      if (this.#opening === opening) this.#opening = null;
    }
  }

  /** Twice is harmless. */
  close(): void {
    const element = this.#element;
    this.#opening = null;
    this.#element = null;
    if (!element) return;
    element.remove();
    document.documentElement.classList.remove(ATTENDED);
    this.onChange();
  }
}
