import type { StreetRoad } from '../../src/protocol/street.ts';
import { Random } from './random.ts';

interface Wave {
  readonly amplitude: number;
  readonly wavelength: number;
  readonly phase: number;
}

/**
 * The road's centre line and the drive along it, both endless and without state: `s` is metres along the road,
 * x is to the right, y up, and the road leads towards −z.
 */
export class Route {
  readonly #bends: readonly Wave[];
  readonly #hills: readonly Wave[];
  /** Metres a second, on average. */
  readonly speed: number;
  readonly #surge: Wave;

  constructor(seed: number, road: StreetRoad = 'town') {
    const random = new Random(seed, 0x107e);
    if (road === 'motorway') {
      this.#bends = [wave(random, 60 * random.next(), 330, 520)];
      this.#hills = [wave(random, 7 * random.next(), 160, 300)];
      this.speed = random.range(21, 34);
      this.#surge = { amplitude: random.range(0, 0.1), wavelength: random.range(6, 12), phase: random.range(0, 6.28) };
      return;
    }
    const bendiness = random.chance(0.35) ? 0.15 : random.range(0.5, 1);
    this.#bends = [wave(random, 9 * bendiness, 75, 110), wave(random, 26 * bendiness, 180, 260)];
    const hilliness = random.chance(0.4) ? 0.1 : random.range(0.3, 1);
    this.#hills = [wave(random, 1.3 * hilliness, 60, 90), wave(random, 4 * hilliness, 150, 240)];
    this.speed = random.range(7, 13);
    this.#surge = { amplitude: random.range(0, 0.45), wavelength: random.range(3, 6), phase: random.range(0, 6.28) };
  }

  /** Sideways, metres. */
  x(s: number): number {
    return sum(this.#bends, s);
  }

  /** Upwards, metres. */
  y(s: number): number {
    return sum(this.#hills, s);
  }

  /** Radians to the right of straight on. */
  heading(s: number): number {
    return Math.atan(slope(this.#bends, s));
  }

  /** Radians upwards. */
  grade(s: number): number {
    return Math.atan(slope(this.#hills, s));
  }

  /** Metres driven after so many seconds; never runs backwards. */
  distance(seconds: number): number {
    const { amplitude, wavelength, phase } = this.#surge;
    return this.speed * (seconds + amplitude * wavelength * (Math.sin(seconds / wavelength + phase) - Math.sin(phase)));
  }

  /** About when the car passes `s`: what moves beside the road is timed by it. */
  arrival(s: number): number {
    return s / this.speed;
  }
}

function wave(random: Random, amplitude: number, low: number, high: number): Wave {
  return {
    amplitude: amplitude * random.range(0.6, 1),
    wavelength: random.range(low, high),
    phase: random.range(0, 6.28),
  };
}

function sum(waves: readonly Wave[], s: number): number {
  let total = 0;
  for (const { amplitude, wavelength, phase } of waves) total += amplitude * Math.sin(s / wavelength + phase);
  return total;
}

function slope(waves: readonly Wave[], s: number): number {
  let total = 0;
  for (const { amplitude, wavelength, phase } of waves)
    total += (amplitude / wavelength) * Math.cos(s / wavelength + phase);
  return total;
}
