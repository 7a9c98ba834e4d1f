import { Random } from '../random.ts';

/** Metres of a lane. */
export const LANE = 3.6;

/** Metres from the carriageway to a tunnel's walls. */
export const TUBE = 0.9;

/** What parts the two carriageways. */
export type Barrier = 'rail' | 'concrete';

/** The choices that hold for a whole motorway; a pure function of the seed. */
export interface Motorway {
  /** Of one carriageway. */
  readonly lanes: 2 | 3 | 4;
  /** The lane driven in, 0 the outermost. */
  readonly lane: number;
  /** Metres of hard shoulder outside the lanes, and of the strip between them and the median. */
  readonly shoulder: number;
  readonly strip: number;
  /** Metres between the two carriageways. */
  readonly median: number;
  readonly green: boolean;
  readonly barrier: Barrier;
  /** Lamps in the median. */
  readonly lamps: boolean;
  /** Share of the road's edge with a rail, 0 to 1; the rest has none. */
  readonly railed: number;
  /** How often gantries span it, from 0 to 1 a stretch; how often something crosses above. */
  readonly gantries: number;
  readonly bridges: number;
  /** Metres that the banks beside it rise and fall. */
  readonly banks: number;
  /** Share of the land that is wooded, 0 to 1. */
  readonly wooded: number;
  /** Cars on 100 m of a lane, about. */
  readonly traffic: number;
  /** Share of the outermost lane's vehicles that are lorries or coaches. */
  readonly lorries: number;
}

export function planMotorway(seed: number): Motorway {
  const random = new Random(seed, 0x3070);
  const lanes = random.pick<Motorway['lanes']>([2, 2, 3, 3, 4]);
  const median = random.pick([1.6, 2.4, 3.5, 5, 9]);
  return {
    lanes,
    lane: random.int(lanes),
    shoulder: random.chance(0.2) ? 0.7 : random.range(2.2, 3.2),
    strip: random.range(0.5, 1.2),
    median,
    green: median > 2 && random.chance(0.7),
    barrier: random.pick<Barrier>(['rail', 'rail', 'concrete']),
    lamps: random.chance(0.35),
    railed: random.pick([0.35, 0.8, 1]),
    gantries: random.range(0.02, 0.16),
    bridges: random.range(0.03, 0.14),
    banks: random.range(0.4, 4.5),
    wooded: random.range(0.05, 0.9),
    traffic: random.range(0.5, 3.2),
    lorries: random.range(0.1, 0.5),
  };
}

/** Metres of one carriageway from edge to edge. */
export function carriageway({ lanes, shoulder, strip }: Motorway): number {
  return lanes * LANE + shoulder + strip;
}

/** Where a lane of the carriageway's runs: metres from its middle towards its outer edge. */
export function laneOffset(motorway: Motorway, lane: number): number {
  return carriageway(motorway) / 2 - motorway.shoulder - (lane + 0.5) * LANE;
}

/** From the middle of the carriageway to the far edge of the other one, metres. */
export function farEdge(motorway: Motorway): number {
  return 1.5 * carriageway(motorway) + motorway.median;
}

/** What spans a stretch of motorway, or shuts it in. */
export type Span = 'gantry' | 'bridge' | 'tunnel' | 'none';

/** Stretches that are asked together whether a tunnel leads through them. */
const BLOCK = 24;

const lot = new Random(0);

export function spanAt(seed: number, motorway: Motorway, stretch: number): Span {
  const block = Math.floor(stretch / BLOCK);
  lot.reseed(seed, 0x70e1, block);
  const first = 6 + lot.int(8);
  const within = stretch - block * BLOCK - first;
  const long = lot.chance(0.3) ? 3 + lot.int(5) : 0;
  if (within >= 0 && within < long) return 'tunnel';
  // a portal has the road to itself
  if (long > 0 && within >= -1 && within <= long) return 'none';
  const chance = lot.reseed(seed, 0x5fa9, stretch).next();
  if (chance < motorway.gantries) return 'gantry';
  return chance < motorway.gantries + motorway.bridges ? 'bridge' : 'none';
}
