import { Random } from '../random.ts';
import type { Site } from '../site.ts';
import { thingId } from '../things.ts';
import { CAR_MODELS, carPaint, carShapes, carSize, writeVehicle } from '../vehicles.ts';
import { LORRY_MODELS, lorryPaint, lorryShape, lorrySize } from './lorries.ts';
import { farEdge, LANE, laneOffset, type Motorway } from './plan.ts';

/** Metres ahead and behind within which vehicles are drawn: `Traffic`'s writers have room for that many. */
const AHEAD = 260,
  BEHIND = 12;
/** Lanes of which each vehicle has a number of its own. */
const LANES = 4;

/**
 * Both carriageways' vehicles. Each has a home along the road, where the car passes it; how far from the car it is follows from how fast it
 * is compared with the car's own speed, so that no clock is needed.
 */
export class MotorwayTraffic {
  readonly #random = new Random(0);
  readonly #paint = new Uint32Array(2);

  constructor(
    private readonly site: Site,
    private readonly motorway: Motorway,
  ) {}

  write(here: number): void {
    const { lanes } = this.motorway;
    for (let lane = 0; lane < lanes; lane++) {
      // the lane driven in is its leaders'
      if (lane !== this.motorway.lane) this.#along(lane, here);
      this.#against(lane, here);
    }
    this.#leaders(here);
  }

  /** Outer lanes are slower than the car, inner ones faster. */
  #along(lane: number, here: number): void {
    const { plan } = this.site;
    const ratio = 1 + 0.11 * (lane - this.motorway.lane);
    const u = plan.side * laneOffset(this.motorway, lane);
    this.#lane(lane, 1 - ratio, u, here, 'motorist', 0);
  }

  #against(lane: number, here: number): void {
    const { plan } = this.site;
    const { shoulder } = this.motorway;
    const u = -plan.side * (farEdge(this.motorway) - shoulder - (lane + 0.5) * LANE);
    this.#lane(lane, 1.95 + 0.05 * lane, u, here, 'oncoming', Math.PI);
  }

  /** Vehicles some 100 metres apart over `traffic`, of which each comes nearer by `approach` metres for each that the car drives. */
  #lane(lane: number, approach: number, u: number, here: number, kind: 'motorist' | 'oncoming', yaw: number): void {
    const { seed } = this.site.plan;
    const gap = 100 / this.motorway.traffic;
    const every = gap / Math.abs(approach);
    const one = here - BEHIND / approach,
      other = here + AHEAD / approach;
    const last = Math.max(one, other);
    for (let j = Math.ceil(Math.min(one, other) / every) - 1; j * every <= last; j++) {
      const random = this.#random.reseed(seed, kind === 'motorist' ? 0x0c0d : 0x0c0b, j, lane);
      const home = (j + random.range(0, 0.4)) * every;
      const lorry = random.chance(this.motorway.lorries * (lane === 0 ? 1 : lane === 1 ? 0.3 : 0));
      // two lorries have to fit into one gap
      if (lorry && gap < 40 && j % 2 !== 0) continue;
      this.#vehicle(thingId(kind, j * LANES + lane), here + (home - here) * approach, u, here, yaw, lorry);
    }
  }

  /** Ahead in the car's own lane; their distance breathes. */
  #leaders(here: number): void {
    const { plan } = this.site;
    let gap = 4;
    for (let j = 0; j < 3; j++) {
      const random = this.#random.reseed(plan.seed, 0x1eae, j);
      gap += random.range(16, 60) * (1.2 + 0.5 * Math.sin(here / random.range(240, 520) + random.range(0, 6.28)));
      const lorry = random.chance(this.motorway.lorries * (this.motorway.lane === 0 ? 0.8 : 0.2));
      if (random.chance(0.75))
        this.#vehicle(
          thingId('leader', j),
          here + gap,
          plan.side * laneOffset(this.motorway, this.motorway.lane),
          here,
          0,
          lorry,
        );
      gap += 14;
    }
  }

  #vehicle(id: number, s: number, u: number, here: number, yaw: number, lorry: boolean): void {
    const random = this.#random;
    const model = random.int(lorry ? LORRY_MODELS : CAR_MODELS),
      paint = random.int(64);
    const body = lorry ? lorryShape(model) : carShapes()[model];
    if (!body || s < here - BEHIND || s > here + AHEAD) return;
    const painted = lorry ? lorryPaint(paint, this.#paint) : carPaint(paint, this.#paint);
    writeVehicle(this.site, id, s, u, yaw, body, painted, lorry ? lorrySize(model) : carSize(model));
  }
}
