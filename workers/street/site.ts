import type { MeshWriter } from './mesh-writer.ts';
import { type District, STRETCH, type StreetPlan, districtAt, eventAt } from './plan.ts';
import { Random } from './random.ts';
import type { Route } from './route.ts';
import { Land } from './motorway/land.ts';
import { spanAt, type Span } from './motorway/plan.ts';

/** The meshes of one stretch, from the ground up. */
export interface StretchWriters {
  /** Road, pavement, grass. */
  readonly ground: MeshWriter;
  /** Flat and blended: marks, cracks, blob shadows; not in the labels. */
  readonly decals: MeshWriter;
  /** What casts a shadow, as upright outlines that the shader lays on the ground. */
  readonly shadows: MeshWriter;
  /** What is seen from afar: walls, roofs, hedges. */
  readonly shell: MeshWriter;
  /** Trunks and crowns near by, and the same trees far off. */
  readonly trees: MeshWriter;
  readonly farTrees: MeshWriter;
  /** What is seen from near. */
  readonly detail: MeshWriter;
  /** Cut out by their texture: leaves, railings. */
  readonly cutouts: MeshWriter;
}

/**
 * One stretch of street while it is built: where things stand on the bent road, and its own chance. One object serves
 * stretch after stretch. Positions are relative to the stretch's start on the centre line; `s` is metres along the whole road, `u` metres to the right.
 */
export class Site {
  readonly random = new Random(0);
  district: District = 'city';
  event: 'junction' | 'crossing' | 'none' = 'none';
  /** What spans a motorway here. */
  span: Span = 'none';
  /** Metres along the road where the stretch begins. */
  start = 0;
  stretch = 0;
  /** Cars that stand in it so far. */
  parked = 0;
  /** How the land beside a motorway lies; null: as high as the road. */
  readonly land: Land | null;

  constructor(
    readonly plan: StreetPlan,
    readonly route: Route,
    readonly writers: StretchWriters,
  ) {
    const { seed, motorway, side } = plan;
    this.land = motorway && new Land(seed, motorway, side);
  }

  /** Goes to a stretch, by its number along the road. */
  reset(stretch: number): this {
    this.stretch = stretch;
    this.parked = 0;
    this.start = stretch * STRETCH;
    this.random.reseed(this.plan.seed, 0x5173, stretch);
    this.district = districtAt(this.plan.seed, stretch);
    const { seed, motorway } = this.plan;
    this.event = motorway ? 'none' : eventAt(seed, stretch);
    this.span = motorway ? spanAt(seed, motorway, stretch) : 'none';
    return this;
  }

  x(s: number, u: number): number {
    return this.route.x(s) - this.route.x(this.start) + u * Math.cos(this.route.heading(s));
  }

  y(s: number): number {
    return this.route.y(s) - this.route.y(this.start);
  }

  /** Height of the ground above the stretch's start: the road's, and beside a motorway that of its banks. */
  ground(s: number, u: number): number {
    return this.y(s) + (this.land?.height(s, u) ?? 0);
  }

  z(s: number, u: number): number {
    return this.start - s + u * Math.sin(this.route.heading(s));
  }

  /** Puts a writer at a point of the street, −z along the road, turned by `yaw`; `pop` undoes it. */
  place(w: MeshWriter, s: number, u: number, lift = 0, yaw = 0, scale = 1, scaleY = scale): MeshWriter {
    return w.push(this.x(s, u), this.ground(s, u) + lift, this.z(s, u), this.route.heading(s) + yaw, scale, scaleY);
  }

  /** As `place`, and what stands there keeps to the road's rise and fall: for what is long. */
  follow(w: MeshWriter, s: number, u: number): MeshWriter {
    return this.place(w, s, u).slope(Math.tan(this.route.grade(s)));
  }

  /** Where building plots begin: metres from the centre line. */
  get plotEdge(): number {
    return this.plan.roadHalf + this.plan.verge + this.plan.pavement;
  }

  /** The side street's centre, or null. */
  get junction(): number | null {
    return this.event === 'junction' ? this.start + STRETCH / 2 : null;
  }
}

/** Half the width of a side street, and of the gap between the plots beside it. */
export const SIDE_STREET = { half: 4, gap: 6.8 } as const;
/** Height of the kerb, metres. */
export const KERB = 0.13;
