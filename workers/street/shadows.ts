import type { MeshWriter } from './mesh-writer.ts';

/**
 * A shadow outline's corner: a point on the ground and how high above it the edge is that casts it. The height travels
 * as the texture coordinate u; the shader moves the point along the sun's rays.
 */
function corner(w: MeshWriter, x: number, z: number, height: number, lift: number): number {
  return w.vertex(x, lift, z, 0, 1, 0, height, 0);
}

/** Just above the kerb: one height does for road and pavement. */
const ABOVE_KERB = 0.15;

/** The shadow of a box standing on the ground. */
export function castBox(
  w: MeshWriter,
  x0: number,
  z0: number,
  x1: number,
  z1: number,
  height: number,
  lift = ABOVE_KERB,
  from = 0,
): void {
  if (!w.fits(8, 30)) return;
  const first = w.vertices;
  for (const h of [from, height]) {
    corner(w, x0, z0, h, lift);
    corner(w, x1, z0, h, lift);
    corner(w, x1, z1, h, lift);
    corner(w, x0, z1, h, lift);
  }
  for (let i = 0; i < 4; i++) quad(w, first + i, first + ((i + 1) % 4), first + 4 + ((i + 1) % 4), first + 4 + i);
  quad(w, first + 4, first + 5, first + 6, first + 7);
}

/** The shadow of a thin upright thing: two crossed blades. */
export function castPost(w: MeshWriter, x: number, z: number, radius: number, height: number, lift = ABOVE_KERB): void {
  for (const [dx, dz] of [
    [radius, 0],
    [0, radius],
  ] as const) {
    if (!w.fits(4, 6)) return;
    const first = corner(w, x - dx, z - dz, 0, lift);
    corner(w, x + dx, z + dz, 0, lift);
    corner(w, x + dx, z + dz, height, lift);
    corner(w, x - dx, z - dz, height, lift);
    quad(w, first, first + 1, first + 2, first + 3);
  }
}

/** The shadow of a round thing hanging at a height: an uneven disc. */
export function castDisc(
  w: MeshWriter,
  x: number,
  z: number,
  radius: number,
  height: number,
  phase = 0,
  lift = ABOVE_KERB,
): void {
  const sides = 11;
  if (!w.fits(sides, (sides - 2) * 3)) return;
  const first = w.vertices;
  for (let i = 0; i < sides; i++) {
    const angle = (i / sides) * Math.PI * 2;
    const r = radius * (0.9 + 0.18 * Math.sin(i * 2.6 + phase));
    corner(
      w,
      x + Math.cos(angle) * r,
      z + Math.sin(angle) * r,
      height + Math.sin(angle * 2 + phase) * radius * 0.3,
      lift,
    );
    if (i > 1) w.triangle(first, first + i - 1, first + i);
  }
}

function quad(w: MeshWriter, a: number, b: number, c: number, d: number): void {
  w.triangle(a, b, c);
  w.triangle(a, c, d);
}
