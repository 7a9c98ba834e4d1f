import type { ModelClass } from '../../../core/manifest/manifest.ts';

/** Frames in a row that must show somebody: one alone may be a flaw in the labels. */
const ARRIVAL = 2;
const PEOPLE = /^(person|pedestrian|hair|body skin|face skin)$/i;

/** Ids of the classes that are people. */
export function peopleIn(classes: readonly Pick<ModelClass, 'id' | 'name'>[]): readonly number[] {
  return classes.filter(({ name }) => PEOPLE.test(name)).map(({ id }) => id);
}

/** Whether somebody is in view, by the share of the picture that is people. Arrival counts at once, absence after a while. */
export class Presence {
  present = true;
  #seenAt: number;
  #inARow = 0;

  /**
   * @param share below which nobody counts as there
   * @param patience milliseconds without anybody until nobody is there
   * @param now milliseconds
   */
  constructor(
    private readonly share: number,
    private readonly patience: number,
    now: number,
  ) {
    this.#seenAt = now;
  }

  /** A labelled frame. Returns whether `present` changed. */
  add(people: number, now: number): boolean {
    this.#inARow = people >= this.share ? this.#inARow + 1 : 0;
    const before = this.present;
    if (this.#inARow >= ARRIVAL) {
      this.#seenAt = now;
      this.present = true;
    } else if (now - this.#seenAt >= this.patience) this.present = false;
    return this.present !== before;
  }
}
