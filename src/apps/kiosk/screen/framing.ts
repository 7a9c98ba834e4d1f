/** Below this share of the picture people are no reason to move. */
const LEAST = 0.01;
/** Who sways less than so far, shares of the picture's width, moves nothing. */
const STILL = 0.05;
/** Seconds until most of the way is done, and until the picture returns to its middle when nobody is there. */
const SMOOTH = 0.7;
const PATIENCE = 3;
/** After a longer silence, seconds, nothing is made up for. */
const LONGEST_STEP = 0.25;

/** People in a frame: their share of it, and where they are from left to right, 0 to 1. */
export interface People {
  readonly share: number;
  readonly centre: number;
}

/** All people of a frame as one. */
export function peopleAt(ids: readonly number[], shares: ArrayLike<number>, centres: ArrayLike<number>): People {
  const known = ids.filter((id) => Number.isFinite(centres[id]) && (shares[id] ?? 0) > 0);
  const share = known.reduce((sum, id) => sum + (shares[id] ?? 0), 0);
  const sum = known.reduce((all, id) => all + (shares[id] ?? 0) * (centres[id] ?? 0), 0);
  return { share, centre: share > 0 ? sum / share : 0.5 };
}

/**
 * The middle of what a screen shows of a picture that is wider than itself: it goes along with the people in it, without
 * haste and without trembling, and back to the picture's middle when nobody is left.
 */
export class Framing {
  /** 0 to 1 of the picture's width. */
  middle = 0.5;
  #target = 0.5;
  #speed = 0;
  #seenAt = -Infinity;
  #at: number | null = null;

  /** @param calm for those who want no motion: it is there at once, and only where somebody would be cut off */
  constructor(private readonly calm: boolean) {}

  /** @param seconds of a clock that never goes back. @returns whether the middle has moved */
  add(people: People, seconds: number): boolean {
    const before = this.middle;
    const step = Math.min(LONGEST_STEP, seconds - (this.#at ?? seconds));
    this.#at = seconds;
    const still = this.calm ? 3 * STILL : STILL;
    if (people.share >= LEAST) {
      this.#seenAt = seconds;
      if (Math.abs(people.centre - this.#target) > still) this.#target = people.centre;
    } else if (seconds - this.#seenAt > PATIENCE) this.#target = 0.5;
    if (this.calm) this.middle = this.#target;
    else this.#approach(step);
    return this.middle !== before;
  }

  /** A spring that is critically damped: it starts and ends softly and never overshoots. */
  #approach(step: number): void {
    const stiffness = 2 / SMOOTH;
    const decay = Math.exp(-stiffness * step);
    const away = this.middle - this.#target;
    const push = (this.#speed + stiffness * away) * step;
    this.#speed = (this.#speed - stiffness * push) * decay;
    const next = this.#target + (away + push) * decay;
    this.middle = Math.abs(next - this.#target) < 1e-4 ? this.#target : next;
  }
}

/**
 * Which part of a picture a box shows that it covers, as `object-position` takes it: 0 (its left edge) to 1.
 * @param aspect width over height
 */
export function coverPosition(middle: number, picture: number, box: number): number {
  const shown = box / picture;
  // nothing is cut off at the sides
  if (!(shown < 1)) return 0.5;
  return Math.min(1, Math.max(0, (middle - shown / 2) / (1 - shown)));
}
