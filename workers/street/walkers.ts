import { CLASS } from './classes.ts';
import { blobShadow } from './decals.ts';
import { createLook, dress } from './look.ts';
import { drawPerson } from './people.ts';
import { STRETCH, districtAt, eventAt } from './plan.ts';
import { Random } from './random.ts';
import { castPost } from './shadows.ts';
import { KERB, SIDE_STREET, type Site } from './site.ts';
import { PER_STRETCH, thingId } from './things.ts';

/** Metres ahead up to which people are shown. */
export const FAR = 150;
/** Metres ahead from which people are drawn with fewer triangles. */
export const PLAIN = 38;
const CROWD = { city: 1.3, oldtown: 1.4, suburb: 0.6, park: 0.8, works: 0.4 } as const;

/** People on the pavements and on the crossings; each one's place follows from the time alone. */
export class Walkers {
  readonly #site: Site;
  readonly #wet: boolean;
  readonly #random = new Random(0);
  readonly #look = createLook();

  constructor(site: Site, wet: boolean) {
    this.#site = site;
    this.#wet = wet;
  }

  /** Writes a stretch's people at a time in seconds, seen from `here` metres along the road. */
  write(stretch: number, seconds: number, here: number): void {
    this.#strollers(stretch, seconds, here);
    const { plan } = this.#site;
    const event = eventAt(plan.seed, stretch);
    const crossers = event === 'none' ? (this.#random.reseed(plan.seed, 0x3a1c, stretch).chance(0.12) ? 1 : 0) : 3;
    for (let k = 0; k < crossers; k++) this.#crosser(stretch, k, event, seconds, here);
  }

  #strollers(stretch: number, seconds: number, here: number): void {
    const { plan, route } = this.#site;
    const random = this.#random;
    const start = stretch * STRETCH;
    const crowd = Math.round(plan.people * CROWD[districtAt(plan.seed, stretch)]);
    for (let k = 0; k < crowd; k++) {
      random.reseed(plan.seed, 0x9e09, stretch, k);
      dress(this.#look, random, this.#wet);
      const home = start + random.range(0, STRETCH);
      const side = random.sign(),
        direction = random.sign();
      const pace = random.chance(0.2) ? 0 : random.range(0.9, 1.7);
      const s = home + direction * pace * (seconds - route.arrival(home));
      const near = plan.roadHalf + plan.verge + 0.9,
        far = near + Math.max(0.3, plan.pavement - 1.3);
      const u = random.range(near, far) * side;
      const facing = pace === 0 ? random.range(0, 6.28) : direction > 0 ? 0 : Math.PI;
      const number = stretch * PER_STRETCH.stroller + 2 * k;
      this.#person(thingId('stroller', number), s, u, here, facing, seconds * pace * 4.1 + k, pace === 0 ? 0 : 1);
      if (!random.chance(0.3)) continue;
      dress(this.#look, random, this.#wet);
      this.#person(
        thingId('stroller', number + 1),
        s + random.range(-0.3, 0.3),
        u + 0.62,
        here,
        pace === 0 ? facing + Math.PI : facing,
        seconds * pace * 4.1 + k + 1.3,
        pace === 0 ? 0 : 1,
      );
    }
  }

  /** Someone who walks over the road ahead of the car and waits at the kerb before. */
  #crosser(stretch: number, k: number, event: string, seconds: number, here: number): void {
    const { plan, route } = this.#site;
    const random = this.#random.reseed(plan.seed, 0xc405, stretch, k);
    dress(this.#look, random, this.#wet);
    const middle = (stretch + 0.5) * STRETCH;
    const s =
      (event === 'junction'
        ? middle - SIDE_STREET.half - 3
        : event === 'crossing'
          ? middle + 1.4
          : middle + random.range(-12, 12)) + random.range(-0.9, 0.9);
    const pace = random.range(1.1, 1.6),
      direction = random.sign();
    const edge = plan.roadHalf + random.range(0.4, 1.2);
    const walked = pace * (seconds - route.arrival(s) + random.range(5, 9));
    const u = Math.max(-edge, Math.min(edge, walked)) * direction;
    const walking = Math.abs(walked) < edge;
    const id = thingId('crosser', stretch * PER_STRETCH.crosser + k);
    this.#person(id, s, u, here, (direction * Math.PI) / 2, seconds * pace * 4.1, walking ? 1 : 0);
  }

  #person(id: number, s: number, u: number, here: number, facing: number, stride: number, effort: number): void {
    const site = this.#site;
    if (s < here - 3 || s > here + FAR) return;
    const { detail, shadows } = site.writers;
    const lift = Math.abs(u) > site.plan.roadHalf ? KERB : 0;
    site.place(detail, s, u, lift, facing).classId = CLASS.pedestrian;
    detail.thing = id;
    drawPerson(detail, this.#look, stride, effort, s > here + PLAIN);
    detail.thing = 0;
    detail.pop();
    castPost(site.place(shadows, s, u), 0, 0, 0.2, 1.7 * this.#look.size, lift + 0.02);
    shadows.pop();
    blobShadow(site, s, u, 0.42, 0.42, 0.7, lift + 0.02);
  }
}
