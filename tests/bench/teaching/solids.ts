/** A point or a direction. */
export type Vector = readonly [x: number, y: number, z: number];

/** A colour, 0 to 1. */
type Colour = readonly [red: number, green: number, blue: number];

/** A thing as its signed distance: how far a point lies outside its surface, less than 0 within. It fits a ball of radius 1.2 at the origin; y points up. */
export interface Solid {
  readonly name: string;
  distance(x: number, y: number, z: number): number;
  /** Of the surface there. */
  colour(x: number, y: number, z: number): Colour;
  /** 0 dull to 1 glazed. */
  readonly gloss: number;
}

/** Math.hypot takes ten times as long. */
function length(x: number, y: number, z = 0): number {
  return Math.sqrt(x * x + y * y + z * z);
}

/** Of an upright cylinder round the y axis. */
function cylinder(x: number, y: number, z: number, radius: number, half: number): number {
  const across = length(x, z) - radius;
  const along = Math.abs(y) - half;
  return Math.min(Math.max(across, along), 0) + length(Math.max(across, 0), Math.max(along, 0));
}

function ball(x: number, y: number, z: number, centre: Vector, radius: number): number {
  return length(x - centre[0], y - centre[1], z - centre[2]) - radius;
}

/** The nearer of two, with a fillet of about that width between them. */
function joined(a: number, b: number, width: number): number {
  const share = Math.max(0, Math.min(1, 0.5 + (b - a) / (2 * width)));
  return b + (a - b) * share - width * share * (1 - share);
}

/** A ring in the plane of x and y. */
function ring(x: number, y: number, z: number, radius: number, thick: number): number {
  return length(length(x, y) - radius, z) - thick;
}

const TEAL: Colour = [0.08, 0.36, 0.42];
const CREAM: Colour = [0.88, 0.84, 0.74];
const RUST: Colour = [0.66, 0.24, 0.12];

/** With a handle, hollow, glazed, a band round it with dots. */
export const mug: Solid = {
  name: 'mug',
  gloss: 0.8,
  distance(x, y, z) {
    const outer = cylinder(x, y, z, 0.58, 0.72) - 0.03;
    const hollow = cylinder(x, y - 0.2, z, 0.5, 0.76);
    const handle = Math.max(ring((x - 0.6) * 1.15, y, z, 0.34, 0.09), 0.5 - length(x, z));
    return Math.max(Math.min(outer, handle * 0.85), -hollow);
  },
  colour(x, y, z) {
    const radius = length(x, z);
    if (radius < 0.53 || y > 0.7) return CREAM;
    if (radius > 0.66) return TEAL;
    if (Math.abs(y) > 0.22) return TEAL;
    const dot = length((((Math.atan2(z, x) / Math.PI) * 5 + 20) % 1) - 0.5, y * 2.4);
    return dot < 0.28 ? RUST : CREAM;
  },
};

const GREEN: Colour = [0.22, 0.52, 0.16];
const PALE: Colour = [0.78, 0.8, 0.42];
const WHITE: Colour = [0.92, 0.92, 0.9];
const DARK: Colour = [0.06, 0.06, 0.07];
const SCARF: Colour = [0.62, 0.12, 0.3];

const EYES: readonly Vector[] = [
  [-0.2, 0.86, 0.22],
  [0.2, 0.86, 0.22],
];
const LIMBS: readonly (readonly [Vector, number])[] = [
  [[-0.52, -0.2, 0.14], 0.17],
  [[0.52, -0.2, 0.14], 0.17],
  [[-0.3, -0.78, 0.26], 0.22],
  [[0.3, -0.78, 0.26], 0.22],
];

/** A frog of cloth with a scarf. */
export const toy: Solid = {
  name: 'toy',
  gloss: 0.1,
  distance(x, y, z) {
    const body = ball(x, y * 0.85, z, [0, -0.3, 0], 0.48);
    const head = ball(x * 0.9, y, z, [0, 0.5, 0.04], 0.4);
    let all = joined(body, head, 0.16);
    for (const [centre, radius] of LIMBS) all = joined(all, ball(x, y, z, centre, radius), 0.12);
    for (const eye of EYES) all = joined(all, ball(x, y, z, eye, 0.15), 0.05);
    return all * 0.85;
  },
  colour(x, y, z) {
    for (const eye of EYES) {
      if (ball(x, y, z, eye, 0.165) < 0) return z > eye[2] + 0.1 ? DARK : WHITE;
    }
    if (Math.abs(y - 0.13) < 0.09) return SCARF;
    return z > 0.24 && y < 0.05 && length(x, y + 0.35) < 0.34 ? PALE : GREEN;
  },
};
