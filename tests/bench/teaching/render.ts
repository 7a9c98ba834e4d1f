import type { Size } from '../../../src/core/geometry/fit.ts';
import type { Solid, Vector } from './solids.ts';

/** Where a thing is held, and how it is turned. */
export interface Pose {
  /** Of its middle, pixels. */
  readonly x: number;
  readonly y: number;
  /** Pixels that one unit of it takes. */
  readonly scale: number;
  /** Radians: round the y axis, then x, then z. */
  readonly turn: Vector;
}

/** A thing by itself: what of each pixel it covers, and its colour there. */
export interface Rendered {
  /** 0 to 1. */
  readonly cover: Float32Array;
  /** Red, green, blue of each pixel, 0 to 1, of what is covered. */
  readonly colour: Float32Array;
}

/** Samples of a pixel's side. */
const FINE = 2;
const REACH = 1.25;
const STEPS = 60;
const NEAR = 0.002;
/** To the light, and to the eye. */
const LIGHT = unit([-0.5, 0.7, 0.65]);
const AMBIENT = 0.42;

/** Draws a thing by sphere tracing (Hart 1996), lit from the upper left; seen from far away. */
export function render(solid: Solid, { x, y, scale, turn }: Pose, { width, height }: Size): Rendered {
  const cover = new Float32Array(width * height);
  const colour = new Float32Array(3 * width * height);
  const matrix = rotation(turn);
  const light = into(matrix, LIGHT);
  const eye = into(matrix, [0, 0, 1]);
  const half = REACH * scale;
  const top = Math.max(0, Math.floor(y - half));
  const bottom = Math.min(height, Math.ceil(y + half));
  const left = Math.max(0, Math.floor(x - half));
  const right = Math.min(width, Math.ceil(x + half));
  const share = 1 / (FINE * FINE);
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) {
      const at = row * width + column;
      for (let sub = 0; sub < FINE * FINE; sub += 1) {
        const u = (column + ((sub % FINE) + 0.5) / FINE - x) / scale;
        const v = (y - row - (Math.floor(sub / FINE) + 0.5) / FINE) / scale;
        const seen = u * u + v * v < REACH * REACH ? trace(solid, into(matrix, [u, v, REACH]), eye, light) : null;
        if (!seen) continue;
        cover[at]! += share;
        for (let c = 0; c < 3; c += 1) colour[3 * at + c]! += share * seen[c]!;
      }
      const covered = cover[at]!;
      if (covered > 0) for (let c = 0; c < 3; c += 1) colour[3 * at + c]! /= covered;
    }
  }
  return { cover, colour };
}

/** @param from where the ray begins, in the thing's own directions; it goes away from the eye */
function trace(solid: Solid, from: Vector, eye: Vector, light: Vector): Vector | null {
  let far = 0;
  for (let step = 0; step < STEPS && far < 2 * REACH; step += 1) {
    const x = from[0] - eye[0] * far;
    const y = from[1] - eye[1] * far;
    const z = from[2] - eye[2] * far;
    const distance = solid.distance(x, y, z);
    if (distance < NEAR) return shade(solid, [x, y, z], eye, light);
    far += distance;
  }
  return null;
}

function shade(solid: Solid, [x, y, z]: Vector, eye: Vector, light: Vector): Vector {
  const by = 0.004;
  const normal = unit([
    solid.distance(x + by, y, z) - solid.distance(x - by, y, z),
    solid.distance(x, y + by, z) - solid.distance(x, y - by, z),
    solid.distance(x, y, z + by) - solid.distance(x, y, z - by),
  ]);
  const facing = dot(normal, light);
  const halfway = unit([light[0] + eye[0], light[1] + eye[1], light[2] + eye[2]]);
  // what is hidden from the light by the thing itself is left out
  const diffuse = AMBIENT + (1 - AMBIENT) * Math.max(0, 0.25 + 0.75 * facing);
  const gleam = solid.gloss * Math.max(0, dot(normal, halfway)) ** 40;
  const [red, green, blue] = solid.colour(x, y, z);
  return [red * diffuse + gleam, green * diffuse + gleam, blue * diffuse + gleam];
}

/** Rows: the picture's directions in the thing's own. */
function rotation([a, b, c]: Vector): readonly [Vector, Vector, Vector] {
  const [sa, ca, sb, cb, sc, cc] = [Math.sin(a), Math.cos(a), Math.sin(b), Math.cos(b), Math.sin(c), Math.cos(c)];
  return [
    [ca * cc + sa * sb * sc, cb * sc, -sa * cc + ca * sb * sc],
    [-ca * sc + sa * sb * cc, cb * cc, sa * sc + ca * sb * cc],
    [sa * cb, -sb, ca * cb],
  ];
}

function into([right, up, out]: readonly [Vector, Vector, Vector], [x, y, z]: Vector): Vector {
  return [
    right[0] * x + up[0] * y + out[0] * z,
    right[1] * x + up[1] * y + out[1] * z,
    right[2] * x + up[2] * y + out[2] * z,
  ];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function unit(of: Vector): Vector {
  const length = Math.sqrt(dot(of, of)) || 1;
  return [of[0] / length, of[1] / length, of[2] / length];
}
