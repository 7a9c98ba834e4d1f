import type { MeshWriter } from './mesh-writer.ts';

/** Which of a box's sides are drawn, added up. */
export const SIDE = { front: 1, back: 2, left: 4, right: 8, top: 16, bottom: 32, walls: 15, open: 31 } as const;

type Point = readonly [number, number, number];

/** A flat four-sided face, anticlockwise seen from outside; its texture runs from a (u0, v0) to c (u1, v1). */
export function face(w: MeshWriter, a: Point, b: Point, c: Point, d: Point, u0 = 0, v0 = 0, u1 = 1, v1 = 1): void {
  if (!w.fits(4, 6)) return;
  const ex = c[0] - a[0],
    ey = c[1] - a[1],
    ez = c[2] - a[2];
  const fx = d[0] - b[0],
    fy = d[1] - b[1],
    fz = d[2] - b[2];
  const nx = ey * fz - ez * fy,
    ny = ez * fx - ex * fz,
    nz = ex * fy - ey * fx;
  const first = w.vertex(a[0], a[1], a[2], nx, ny, nz, u0, v0);
  w.vertex(b[0], b[1], b[2], nx, ny, nz, u1, v0);
  w.vertex(c[0], c[1], c[2], nx, ny, nz, u1, v1);
  w.vertex(d[0], d[1], d[2], nx, ny, nz, u0, v1);
  w.triangle(first, first + 1, first + 2);
  w.triangle(first, first + 2, first + 3);
}

/** A box from corner to corner, front towards +z; `tile` metres of it take one texture. */
export function box(
  w: MeshWriter,
  x0: number,
  y0: number,
  z0: number,
  x1: number,
  y1: number,
  z1: number,
  sides: number = SIDE.open,
  tile = 3,
): void {
  const dx = (x1 - x0) / tile,
    dy = (y1 - y0) / tile,
    dz = (z1 - z0) / tile;
  if (sides & SIDE.front) face(w, [x0, y0, z1], [x1, y0, z1], [x1, y1, z1], [x0, y1, z1], 0, 0, dx, dy);
  if (sides & SIDE.back) face(w, [x1, y0, z0], [x0, y0, z0], [x0, y1, z0], [x1, y1, z0], 0, 0, dx, dy);
  if (sides & SIDE.left) face(w, [x0, y0, z0], [x0, y0, z1], [x0, y1, z1], [x0, y1, z0], 0, 0, dz, dy);
  if (sides & SIDE.right) face(w, [x1, y0, z1], [x1, y0, z0], [x1, y1, z0], [x1, y1, z1], 0, 0, dz, dy);
  if (sides & SIDE.top) face(w, [x0, y1, z1], [x1, y1, z1], [x1, y1, z0], [x0, y1, z0], 0, 0, dx, dz);
  if (sides & SIDE.bottom) face(w, [x0, y0, z0], [x1, y0, z0], [x1, y0, z1], [x0, y0, z1], 0, 0, dx, dz);
}

/** A round bar between two points, open at its ends unless `capped`. */
export function bar(w: MeshWriter, from: Point, to: Point, r0: number, r1: number, sides = 6, capped = false): void {
  if (!w.fits((sides + 1) * 2 + (capped ? sides : 0), sides * 9)) return;
  const dx = to[0] - from[0],
    dy = to[1] - from[1],
    dz = to[2] - from[2];
  const length = Math.hypot(dx, dy, dz) || 1;
  const upright = Math.abs(dy) > 0.9 * length;
  const [sx, sy, sz] = unit(upright ? [0, dz, -dy] : [-dz, 0, dx]);
  const tx = (dy * sz - dz * sy) / length,
    ty = (dz * sx - dx * sz) / length,
    tz = (dx * sy - dy * sx) / length;
  const first = w.vertices;
  for (let i = 0; i <= sides; i++) {
    const angle = (i / sides) * Math.PI * 2;
    const c = Math.cos(angle),
      s = Math.sin(angle);
    const nx = sx * c + tx * s,
      ny = sy * c + ty * s,
      nz = sz * c + tz * s;
    w.vertex(from[0] + nx * r0, from[1] + ny * r0, from[2] + nz * r0, nx, ny, nz, i / sides, 0);
    w.vertex(to[0] + nx * r1, to[1] + ny * r1, to[2] + nz * r1, nx, ny, nz, i / sides, length);
    if (i > 0) quadIndices(w, first + i * 2 - 2, first + i * 2, first + i * 2 + 1, first + i * 2 - 1);
  }
  if (capped) disc(w, to, [dx / length, dy / length, dz / length], [sx, sy, sz], [tx, ty, tz], r1, sides);
}

/** A round plate facing `n`; `s` and `t` span it, at right angles to `n` and to each other. */
export function disc(w: MeshWriter, at: Point, n: Point, s: Point, t: Point, r: number, sides: number): void {
  const first = w.vertices;
  for (let i = 0; i < sides; i++) {
    const angle = (i / sides) * Math.PI * 2;
    const c = Math.cos(angle) * r,
      d = Math.sin(angle) * r;
    w.vertex(
      at[0] + s[0] * c + t[0] * d,
      at[1] + s[1] * c + t[1] * d,
      at[2] + s[2] * c + t[2] * d,
      n[0],
      n[1],
      n[2],
      0.5 + 0.5 * Math.cos(angle),
      0.5 + 0.5 * Math.sin(angle),
    );
    if (i > 1) w.triangle(first, first + i - 1, first + i);
  }
}

/** An ellipsoid; `lump` (0 to 1) roughens it by a fixed pattern that `phase` shifts. */
export function blob(w: MeshWriter, at: Point, radii: Point, rings = 5, sides = 8, lump = 0, phase = 0, uv = 2): void {
  if (!w.fits((rings + 1) * (sides + 1), rings * sides * 6)) return;
  const first = w.vertices;
  for (let ring = 0; ring <= rings; ring++) {
    const polar = (ring / rings) * Math.PI;
    for (let side = 0; side <= sides; side++) {
      const angle = ((side % sides) / sides) * Math.PI * 2;
      const nx = Math.sin(polar) * Math.cos(angle),
        ny = -Math.cos(polar),
        nz = Math.sin(polar) * Math.sin(angle);
      const rough =
        1 + lump * Math.sin(nx * 4.1 + phase) * Math.cos(nz * 4.7 - phase) + 0.5 * lump * Math.sin(ny * 7 + phase * 3);
      w.vertex(
        at[0] + nx * radii[0] * rough,
        at[1] + ny * radii[1] * rough,
        at[2] + nz * radii[2] * rough,
        nx / radii[0],
        ny / radii[1],
        nz / radii[2],
        (side / sides) * uv * 2,
        (ring / rings) * uv,
      );
      if (ring > 0 && side > 0) {
        const i = first + ring * (sides + 1) + side;
        quadIndices(w, i - 1, i, i - sides - 1, i - sides - 2);
      }
    }
  }
}

/** The four corners anticlockwise seen from outside. */
function quadIndices(w: MeshWriter, a: number, b: number, c: number, d: number): void {
  w.triangle(a, b, c);
  w.triangle(a, c, d);
}

function unit(v: Point): Point {
  const length = Math.hypot(v[0], v[1], v[2]) || 1;
  return [v[0] / length, v[1] / length, v[2] / length];
}
