import { drawCyclist } from './bicycle.ts';
import { blobShadow } from './decals.ts';
import { createLook, dress } from './look.ts';
import { laneOffset } from './motorway/plan.ts';
import { MotorwayTraffic } from './motorway/traffic.ts';
import { STRETCH, type StreetPlan } from './plan.ts';
import { Random } from './random.ts';
import { castBox, castPost } from './shadows.ts';
import type { Site } from './site.ts';
import { thingId } from './things.ts';
import { CAR_MODELS, carPaint, carShapes, carSize, writeVehicle } from './vehicles.ts';
import { FAR, PLAIN, Walkers } from './walkers.ts';

/** Room for what moves, in vertices. */
export const MOVERS = {
  ground: 1,
  decals: 1200,
  shadows: 1600,
  shell: 1,
  trees: 1,
  farTrees: 1,
  detail: 32000,
  cutouts: 1,
} as const;

/** Metres from the road's middle to that of the lane driven in, towards the side that is driven on. */
export function laneCentre(plan: StreetPlan): number {
  if (plan.motorway) return laneOffset(plan.motorway, plan.motorway.lane);
  return Math.min(1.9, Math.max(1.15, plan.roadHalf * 0.3));
}

/**
 * Everything that moves, written anew for each moment. Each mover has a home along the road, where it meets the car, and
 * its place follows from the time alone.
 */
export class Traffic {
  readonly #site: Site;
  readonly #walkers: Walkers;
  readonly #motorway: MotorwayTraffic | null;
  readonly #random = new Random(0);
  readonly #look = createLook();
  readonly #paint = new Uint32Array(2);

  constructor(site: Site, wet: boolean) {
    this.#site = site;
    this.#walkers = new Walkers(site, wet);
    const { motorway } = site.plan;
    this.#motorway = motorway && new MotorwayTraffic(site, motorway);
  }

  /** Writes the movers around `here` metres along the road at a time in seconds. */
  write(seconds: number, here: number): void {
    const { detail, shadows, decals } = this.#site.writers;
    detail.clear();
    shadows.clear();
    decals.clear();
    const stretch = Math.floor(here / STRETCH);
    this.#site.reset(stretch);
    if (this.#motorway) return this.#motorway.write(here);
    for (let i = stretch - 1; i <= stretch + 4; i++) this.#walkers.write(i, seconds, here);
    this.#oncoming(seconds, here);
    this.#leaders(seconds, here);
    this.#cyclists(seconds, here);
  }

  #oncoming(seconds: number, here: number): void {
    const { plan, route } = this.#site;
    const speed = route.speed * 0.95;
    for (let j = Math.floor((here - 12) / 16); j * 16 < here + FAR * 0.7; j++) {
      const random = this.#random.reseed(plan.seed, 0x0c0a, j);
      if (!random.chance(plan.traffic * 0.45)) continue;
      const home = j * 16 + random.range(0, 5);
      const s = home - speed * (seconds - route.arrival(home));
      this.#car(thingId('oncoming', j), s, -plan.side * laneCentre(plan), here, Math.PI);
    }
  }

  /** Cars ahead in the same lane; their distance breathes. */
  #leaders(seconds: number, here: number): void {
    const { plan } = this.#site;
    let gap = 0;
    for (let j = 0; j < 3; j++) {
      const random = this.#random.reseed(plan.seed, 0x1ead, j);
      gap += random.range(11, 46) * (1.25 + 0.55 * Math.sin(seconds / random.range(9, 21) + random.range(0, 6.28)));
      if (random.chance(0.35 + 0.4 * plan.traffic))
        this.#car(thingId('leader', j), here + gap, plan.side * laneCentre(plan), here, 0);
    }
  }

  #car(id: number, s: number, u: number, here: number, yaw: number): void {
    const model = this.#random.int(CAR_MODELS),
      paint = this.#random.int(64);
    const body = carShapes()[model];
    if (!body || s < here - 6 || s > here + FAR * 1.5) return;
    writeVehicle(this.#site, id, s, u, yaw, body, carPaint(paint, this.#paint), carSize(model));
  }

  #cyclists(seconds: number, here: number): void {
    const { plan, route } = this.#site;
    for (let j = Math.floor((here - 60) / 30); j * 30 < here + FAR * 1.6; j++) {
      const random = this.#random.reseed(plan.seed, 0xb1ce, j);
      if (!random.chance(plan.cyclists * 0.55)) continue;
      dress(this.#look, random, false);
      const home = j * 30 + random.range(0, 12);
      const along = random.chance(0.65);
      const pace = along ? route.speed * random.range(0.35, 0.55) : random.range(3.5, 5.5);
      const lag = seconds - route.arrival(home);
      const room = plan.parked > 0.25 && plan.roadHalf > 4.9 ? 2.5 : 0.75;
      const s = along ? home + pace * lag : home - pace * lag;
      this.#cyclist(
        thingId('cyclist', j),
        s,
        (plan.roadHalf - room) * (along ? plan.side : -plan.side),
        here,
        along ? 0 : Math.PI,
        seconds * pace * 1.2 + j,
      );
    }
  }

  #cyclist(id: number, s: number, u: number, here: number, yaw: number, pedal: number): void {
    const site = this.#site;
    if (s < here - 3 || s > here + FAR) return;
    const { detail, shadows } = site.writers;
    site.place(detail, s, u, 0, yaw);
    detail.thing = id;
    drawCyclist(detail, this.#look, pedal, s > here + PLAIN);
    detail.thing = 0;
    detail.pop();
    castBox(site.place(shadows, s, u), -0.06, -0.8, 0.06, 0.8, 1.1, 0.03);
    castPost(shadows, 0, 0, 0.22, 1.75, 0.03);
    shadows.pop();
    blobShadow(site, s, u, 0.95, 0.4, 0.7);
  }
}
