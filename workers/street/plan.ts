import type { StreetRoad } from '../../src/protocol/street.ts';
import { carriageway, planMotorway, type Motorway } from './motorway/plan.ts';
import { Random } from './random.ts';

/** What a stretch of street is lined with. */
export type District = 'city' | 'oldtown' | 'suburb' | 'park' | 'works';

/** Metres of street that are built, shown and recycled together. */
export const STRETCH = 40;

const DISTRICTS: readonly [District, ...District[]] = [
  'city',
  'city',
  'oldtown',
  'oldtown',
  'suburb',
  'suburb',
  'suburb',
  'park',
  'works',
];

/** The choices that hold for a whole drive; a pure function of the seed. */
export interface StreetPlan {
  readonly seed: number;
  /** Which side is driven on: 1 right, −1 left. */
  readonly side: 1 | -1;
  /** Half of the road's width, metres: 4 to 7; of a motorway, of the carriageway that is driven on. */
  readonly roadHalf: number;
  /** Width of a pavement, metres. */
  readonly pavement: number;
  /** Width of the grass between kerb and pavement, metres; often 0. */
  readonly verge: number;
  readonly asphalt: number;
  readonly paving: number;
  readonly pavingLayer: 'slabs' | 'cobbles' | 'asphalt';
  /** 0 summer, 1 autumn, 2 bare, 3 spring. */
  readonly season: 0 | 1 | 2 | 3;
  /** Share of the parking spaces that are taken, 0 to 1. */
  readonly parked: number;
  /** People on 40 m of street, about. */
  readonly people: number;
  readonly cyclists: number;
  readonly traffic: number;
  readonly trees: number;
  /** The centre line: dashed, solid, or none. */
  readonly centre: 'dashed' | 'solid' | 'none';
  readonly edgeLines: boolean;
  /** The road is one: `roadHalf` is half of the carriageway that is driven on, and what belongs to a town is left out. null: a street. */
  readonly motorway: Motorway | null;
}

export function planStreet(seed: number, road: StreetRoad = 'town'): StreetPlan {
  const town = planTown(seed);
  if (road === 'town') return town;
  const motorway = planMotorway(seed);
  return { ...town, motorway, roadHalf: carriageway(motorway) / 2 };
}

function planTown(seed: number): StreetPlan {
  const random = new Random(seed, 0x51a7);
  const roadHalf = random.pick([4, 4.4, 4.8, 5.4, 6.2, 7]);
  return {
    seed,
    side: random.sign(),
    roadHalf,
    pavement: random.range(2, 4.6),
    verge: random.chance(0.3) ? random.range(1, 2.2) : 0,
    asphalt: random.pick([0x8b8b8e, 0x7a7a7d, 0x9a9792, 0x6d6e72, 0x8f8a86, 0xa5a3a0]),
    paving: random.pick([0xb9b2a6, 0xa9a8a6, 0xc4b9a8, 0xb59f90, 0x99979a, 0xb08f82]),
    pavingLayer: random.pick(['slabs', 'slabs', 'cobbles', 'asphalt']),
    season: random.pick<StreetPlan['season']>([0, 0, 0, 1, 2, 3]),
    parked: random.chance(0.2) ? 0.05 : random.range(0.2, 0.85),
    people: random.chance(0.25) ? 1.5 : random.range(2.5, 7),
    cyclists: random.range(0.25, 1.4),
    traffic: random.range(0.15, 1),
    trees: random.range(0.2, 1),
    centre: random.pick(['dashed', 'dashed', 'dashed', 'solid', 'none']),
    edgeLines: random.chance(0.35),
    motorway: null,
  };
}

/** Asked many times a frame, so it is made once. */
const lot = new Random(0);

/** The district around a stretch: it changes every few stretches. */
export function districtAt(seed: number, stretch: number): District {
  const block = Math.floor(stretch / 4);
  return lot.reseed(seed, 0xd157, block).pick(DISTRICTS);
}

/** What interrupts a stretch: a side street, a crossing for people, or nothing. */
export function eventAt(seed: number, stretch: number): 'junction' | 'crossing' | 'none' {
  if (((stretch % 4) + 4) % 4 === 3) return lot.reseed(seed, 0xe7e7, stretch).chance(0.75) ? 'junction' : 'none';
  return lot.reseed(seed, 0xe7e7, stretch).chance(0.22) ? 'crossing' : 'none';
}
