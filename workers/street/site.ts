import type { MeshWriter } from './mesh-writer.ts';
import { type District, STRETCH, type StreetPlan, districtAt, eventAt } from './plan.ts';
import { Random } from './random.ts';
import type { Route } from './route.ts';

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
  /** Metres along the road where the stretch begins. */
  start = 0;
  stretch = 0;
  /** Cars that stand in it so far. */
  parked = 0;

  constructor(
    readonly plan: StreetPlan,
    readonly route: Route,
    readonly writers: StretchWriters,
  ) {}

  /** Goes to a stretch, by its number along the road. */
  reset(stretch: number): this {
    this.stretch = stretch;
    this.parked = 0;
    this.start = stretch * STRETCH;
    this.random.reseed(this.plan.seed, 0x5173, stretch);
    this.district = districtAt(this.plan.seed, stretch);
    this.event = eventAt(this.plan.seed, stretch);
    return this;
  }

  x(s: number, u: number): number {
    return this.route.x(s) - this.route.x(this.start) + u * Math.cos(this.route.heading(s));
  }

  y(s: number): number {
    return this.route.y(s) - this.route.y(this.start);
  }

  z(s: number, u: number): number {
    return this.start - s + u * Math.sin(this.route.heading(s));
  }

  /** Puts a writer at a point of the street, −z along the road, turned by `yaw`; `pop` undoes it. */
  place(w: MeshWriter, s: number, u: number, lift = 0, yaw = 0, scale = 1, scaleY = scale): MeshWriter {
    return w.push(this.x(s, u), this.y(s) + lift, this.z(s, u), this.route.heading(s) + yaw, scale, scaleY);
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
