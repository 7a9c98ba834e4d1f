import { buildGround } from './ground.ts';
import { buildKerbside } from './kerbside.ts';
import { buildMarks } from './marks.ts';
import { MeshWriter } from './mesh-writer.ts';
import { ORDER, WrittenMesh } from './mesh.ts';
import type { Materials } from './materials.ts';
import { buildMotorway } from './motorway/stretch.ts';
import { STRETCH, type StreetPlan } from './plan.ts';
import { buildPlots } from './plots.ts';
import type { Route } from './route.ts';
import { Site, type StretchWriters } from './site.ts';

/** Vertices each mesh of a stretch has room for. */
const ROOM = {
  ground: 500,
  decals: 700,
  shadows: 2200,
  shell: 5000,
  trees: 14000,
  farTrees: 3000,
  detail: 11000,
  cutouts: 7000,
} as const;

/** What lies wholly behind the camera still casts shadows before it. */
const BEHIND = -99;

/** Metres ahead from and up to which a mesh is shown. */
const SEEN = {
  ground: [BEHIND, 999],
  decals: [BEHIND, 130],
  shadows: [2 * BEHIND, 170],
  shell: [BEHIND, 999],
  trees: [BEHIND, 100],
  farTrees: [100, 999],
  detail: [BEHIND, 190],
  cutouts: [BEHIND, 130],
} as const;

export function createWriters(room: Record<keyof StretchWriters, number> = ROOM): StretchWriters {
  const make = (name: keyof StretchWriters) => new MeshWriter(room[name]);
  return {
    ground: make('ground'),
    decals: make('decals'),
    shadows: make('shadows'),
    shell: make('shell'),
    trees: make('trees'),
    farTrees: make('farTrees'),
    detail: make('detail'),
    cutouts: make('cutouts'),
  };
}

/** Writes a whole stretch; a pure function of the plan and the stretch's number. */
export function buildStretch(site: Site, stretch: number): void {
  for (const writer of Object.values(site.writers) as MeshWriter[]) writer.clear();
  site.reset(stretch);
  const { motorway } = site.plan;
  if (motorway) return buildMotorway(site, motorway);
  buildGround(site);
  buildPlots(site);
  buildKerbside(site);
  buildMarks(site);
}

/** One of the pool's places: it shows whichever stretch it was last filled with. */
export class StretchSlot {
  readonly meshes: readonly WrittenMesh[];
  readonly #site: Site;
  readonly #seen: readonly (readonly [number, number])[];
  #filled: number | null = null;

  constructor(plan: StreetPlan, route: Route, materials: Materials) {
    const writers = createWriters();
    this.#site = new Site(plan, route, writers);
    const solid = (writer: MeshWriter) => new WrittenMesh(writer, materials.solid, 'solid', ORDER.solids, 95);
    this.meshes = [
      new WrittenMesh(writers.ground, materials.ground, 'ground', ORDER.ground, 95),
      new WrittenMesh(writers.decals, materials.decal, 'none', ORDER.decals, 40),
      new WrittenMesh(writers.shadows, materials.shadow, 'none', ORDER.shadows, 120),
      solid(writers.shell),
      solid(writers.trees),
      solid(writers.farTrees),
      solid(writers.detail),
      new WrittenMesh(writers.cutouts, materials.cutout, 'cutout', ORDER.solids, 95),
    ];
    this.#seen = [
      SEEN.ground,
      SEEN.decals,
      SEEN.shadows,
      SEEN.shell,
      SEEN.trees,
      SEEN.farTrees,
      SEEN.detail,
      SEEN.cutouts,
    ];
  }

  /** Shows a stretch as seen from a point of the world; builds it first where the slot held another. */
  show(stretch: number, ahead: number, x: number, y: number, z: number): void {
    if (this.#filled !== stretch) this.#fill(stretch);
    const { route } = this.#site;
    const start = stretch * STRETCH;
    const dx = route.x(start) - x,
      dy = route.y(start) - y,
      dz = -start - z;
    this.meshes.forEach((written, i) => {
      const [from, to] = this.#seen[i] ?? [0, 0];
      written.mesh.visible = ahead >= from && ahead < to && (ahead > -STRETCH || from < BEHIND);
      if (i > 2)
        written.mesh.renderOrder =
          ORDER.solids + Math.max(0, Math.floor(ahead / STRETCH) + 1) + (written.labelled === 'cutout' ? 0.5 : 0);
      written.move(dx, dy, dz);
    });
  }

  #fill(stretch: number): void {
    buildStretch(this.#site, stretch);
    const middle = (stretch + 0.5) * STRETCH;
    for (const written of this.meshes) {
      written.centre(this.#site.x(middle, 0), this.#site.y(middle), this.#site.z(middle, 0));
      written.upload();
    }
    this.#filled = stretch;
  }

  destroy(): void {
    for (const written of this.meshes) written.destroy();
  }
}
