import { CLASS } from './classes.ts';
import { type MeshWriter, type Shape, shape } from './mesh-writer.ts';
import { Random } from './random.ts';
import { LAYER } from './textures/layers.ts';
import { bar, blob } from './solids.ts';

/** A tree a metre or so wide, to be scaled: its trunk and crown, and the cards that ruffle its outline. */
export interface Species {
  readonly solid: Shape;
  /** The same with a tenth of the triangles, for where it is a few pixels high. */
  readonly far: Shape;
  readonly cards: Shape;
  /** Metres, unscaled. */
  readonly height: number;
  readonly radius: number;
  readonly crown: number;
}

const BARK = 0x7d6a58;

function broadleaf(seed: number, bare: boolean): Species {
  const random = new Random(seed, 0x7ee);
  const slim = random.range(0.75, 1.15);
  const blobs = Array.from({ length: bare ? 0 : 6 }, (_, i) => ({
    x: i === 0 ? 0 : random.range(-1.3, 1.3) * slim,
    y: i === 0 ? 5.2 : random.range(3.7, 6.4),
    z: i === 0 ? 0 : random.range(-1.3, 1.3) * slim,
    r: i === 0 ? 1.9 : random.range(1, 1.5),
  }));
  const solid = shape(900, (w) => {
    w.surface(CLASS.tree, LAYER.bark).paint(BARK);
    bar(w, [0, -0.6, 0], [0, 3.6, 0], 0.2, 0.13, 6);
    for (let i = 0; i < (bare ? 5 : 2); i++)
      bar(
        w,
        [0, 2.3 + i * 0.25, 0],
        [random.range(-1.5, 1.5), random.range(4.3, 6.2), random.range(-1.5, 1.5)],
        0.09,
        0.02,
        4,
      );
    w.surface(CLASS.tree, LAYER.leaves);
    w.sway = 0.35;
    for (const { x, y, z, r } of blobs) {
      w.paintSlot(0, 0.62 + 0.38 * ((y - 3.5) / 3));
      blob(w, [x, y, z], [r, r * 0.85, r], 4, 7, 0.13, x * 3 + z, 1.2);
    }
  });
  const far = shape(90, (w) => {
    w.surface(CLASS.tree, LAYER.bark).paint(BARK);
    bar(w, [0, -0.6, 0], [0, bare ? 5.5 : 4, 0], 0.2, 0.1, 3);
    w.surface(CLASS.tree, LAYER.leaves).paintSlot(0, 0.84);
    if (bare) for (const x of [-1.2, 1.2]) bar(w, [0, 2.6, 0], [x, 6, x], 0.12, 0.02, 3);
    else
      for (const y of [4.4, 5.7])
        blob(w, [0, y, 0], [2.5 * slim - (y - 4.4) * 0.4, 1.5, 2.5 * slim - (y - 4.4) * 0.4], 3, 6, 0.13, y, 1.2);
  });
  const cards = shape(400, (w) => {
    w.surface(CLASS.tree, bare ? LAYER.twigs : LAYER.leafCard);
    w.sway = 0.7;
    for (let i = 0; i < (bare ? 26 : 30); i++) {
      const centre = blobs[i % Math.max(1, blobs.length)] ?? { x: 0, y: 5, z: 0, r: 1.4 };
      const yaw = random.range(0, 6.28),
        pitch = random.range(-0.6, 1.2);
      const reach = bare ? random.range(0.3, 1.2) : centre.r * 0.88;
      w.paintSlot(0, random.range(0.72, 1));
      card(
        w,
        centre.x + Math.cos(yaw) * Math.cos(pitch) * reach,
        centre.y + Math.sin(pitch) * reach,
        centre.z + Math.sin(yaw) * Math.cos(pitch) * reach,
        random.range(0, 6.28),
        bare ? random.range(1, 1.7) : random.range(0.7, 1.15),
      );
    }
  });
  return { solid, far, cards, height: 7, radius: 2.3 * slim, crown: 5 };
}

/** An upright card whose light is that of a surface looking up, so that a crown is not lit in flakes. */
export function card(w: MeshWriter, x: number, y: number, z: number, yaw: number, size: number): void {
  if (!w.fits(4, 6)) return;
  const dx = Math.cos(yaw) * size,
    dz = Math.sin(yaw) * size;
  const first = w.vertex(x - dx, y - size, z - dz, x * 0.4, 1, z * 0.4, 0, 0);
  w.vertex(x + dx, y - size, z + dz, x * 0.4, 1, z * 0.4, 1, 0);
  w.vertex(x + dx, y + size, z + dz, x * 0.4, 1, z * 0.4, 1, 1);
  w.vertex(x - dx, y + size, z - dz, x * 0.4, 1, z * 0.4, 0, 1);
  w.triangle(first, first + 1, first + 2);
  w.triangle(first, first + 2, first + 3);
}

function conifer(seed: number): Species {
  const random = new Random(seed, 0xc0f);
  const solid = shape(300, (w) => {
    w.surface(CLASS.tree, LAYER.bark).paint(BARK, 0.8);
    bar(w, [0, -0.6, 0], [0, 1.6, 0], 0.16, 0.13, 5);
    w.surface(CLASS.tree, LAYER.hedge).paintSlot(0, 0.7);
    w.sway = 0.15;
    for (let i = 0; i < 4; i++) bar(w, [0, 0.9 + i * 1.5, 0], [0, 3.2 + i * 1.6, 0], 1.35 - i * 0.3, 0.02, 8);
  });
  const far = shape(40, (w) => {
    w.surface(CLASS.tree, LAYER.hedge).paintSlot(0, 0.75);
    bar(w, [0, 0.6, 0], [0, 7.8, 0], 1.4, 0.02, 5);
  });
  const cards = shape(200, (w) => {
    w.surface(CLASS.tree, LAYER.needles);
    w.sway = 0.3;
    for (let i = 0; i < 24; i++) {
      const level = i / 24,
        yaw = i * 2.4;
      const r = 1.5 * (1 - level) + 0.15;
      w.paintSlot(0, random.range(0.75, 1.05));
      card(w, Math.cos(yaw) * r * 0.75, 1.3 + level * 5.6, Math.sin(yaw) * r * 0.75, yaw, 0.35 + r * 0.4);
    }
  });
  return { solid, far, cards, height: 7.8, radius: 1.4, crown: 3.4 };
}

let species: { leafy: Species[]; bare: Species[]; conifers: Species[] } | undefined;

/** Shapes are the same for every drive, so they are recorded once. */
export function forest(): { leafy: Species[]; bare: Species[]; conifers: Species[] } {
  species ??= {
    leafy: [1, 2, 3, 4].map((seed) => broadleaf(seed, false)),
    bare: [5, 6].map((seed) => broadleaf(seed, true)),
    conifers: [7, 8].map(conifer),
  };
  return species;
}
