import { Random } from '../random.ts';
import { carriageway, farEdge, type Motorway } from './plan.ts';

/** Metres beside the road that are as high as it. */
export const VERGE = 2.2;
/** Metres over which a bank rises or falls. */
export const BANK = 11;

/** How high the land beside a motorway lies above it, in metres; a pure function of the place. */
export class Land {
  readonly #edge: number;
  readonly #far: number;
  readonly #height: number;
  readonly #left: readonly [number, number];
  readonly #right: readonly [number, number];

  constructor(
    seed: number,
    motorway: Motorway,
    private readonly side: 1 | -1,
  ) {
    const random = new Random(seed, 0x1a4d);
    this.#edge = carriageway(motorway) / 2;
    this.#far = farEdge(motorway);
    this.#height = motorway.banks;
    this.#left = [random.range(0, 6.28), random.range(0, 6.28)];
    this.#right = [random.range(0, 6.28), random.range(0, 6.28)];
  }

  /** Metres from the edge of the asphalt outwards; 0 or less: on it, or in the median. */
  outside(u: number): number {
    return u * this.side >= 0 ? Math.abs(u) - this.#edge : Math.abs(u) - this.#far;
  }

  height(s: number, u: number): number {
    const beyond = this.outside(u) - VERGE;
    if (beyond <= 0) return 0;
    const t = Math.min(1, beyond / BANK);
    const [long, short] = u > 0 ? this.#right : this.#left;
    const bank = this.#height * (Math.sin(s / 140 + long) + 0.5 * Math.sin(s / 61 + short));
    return bank * t * t * (3 - 2 * t);
  }
}
