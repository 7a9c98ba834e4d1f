import type { Size } from '../../../src/core/geometry/fit.ts';
import { bodyRegion, inFrame, type Point, type Region } from './region.ts';

/** Where a person is. Pixels of the frame; hips and rim also where they are hidden, or beyond the edge. */
export interface Body {
  /** Middle of the face, or of the head as seen from behind. */
  readonly face: Point;
  /** Middle of the shoulders. */
  readonly shoulders: Point;
  /** Middle of the hips. */
  readonly hips: Point;
  /** The point above the hips on the circle that holds the whole body. */
  readonly rim: Point;
}

/** The radius of the circle around the whole body. */
export function radius({ hips, rim }: Body): number {
  return Math.hypot(rim.x - hips.x, rim.y - hips.y);
}

/** Whether the head is well below the hips. */
export function isUpsideDown(body: Body): boolean {
  return body.rim.y - body.hips.y > 0.5 * radius(body);
}

/** Shoulders nearer than this share of the larger body's radius are one person's. */
const NEAR = 0.25;

/** Whether both are one person, seen twice. */
export function isSame(a: Body, b: Body): boolean {
  const apart = Math.hypot(a.shoulders.x - b.shoulders.x, a.shoulders.y - b.shoulders.y);
  return apart < NEAR * Math.max(radius(a), radius(b));
}

/** What lies so many radii below the hips is no part of an upper body. */
const THIGHS = 0.5;
/** An upper body's piece is so many radii wide. */
const UPPER = 2.1;

/**
 * The pieces of the frame in which a network may know the person apart, the likeliest first. Where the legs are out of the
 * picture most of the whole body's piece is not there, and the network sees too little of the rest.
 */
export function regionsOf(body: Body, frame: Size): [Region, Region] {
  const { hips, shoulders } = body;
  const size = radius(body);
  const whole = bodyRegion(hips, body.rim);
  const middle = { x: (hips.x + shoulders.x) / 2, y: (hips.y + shoulders.y) / 2 };
  const upper = { ...middle, side: UPPER * size, angle: 0 };
  return hips.y + THIGHS * size > frame.height ? [upper, whole] : [whole, upper];
}

/** Values of a landmark: x, y, z, visibility, presence. */
const VALUES = 5;
/** Landmarks of MediaPipe Pose; the last two are the middle of the hips and the rim. */
const [NOSE, LEFT_SHOULDER, RIGHT_SHOULDER, HIPS, RIM] = [0, 11, 12, 33, 34] as const;

/**
 * The body that the mask network saw in a region.
 * @param landmarks 39 × 5, in pixels of the input
 * @param side of the input
 */
export function bodyOf(landmarks: Float32Array, region: Region, side: number): Body {
  const at = (landmark: number): Point =>
    inFrame(region, landmarks[landmark * VALUES]! / side, landmarks[landmark * VALUES + 1]! / side);
  const [left, right] = [at(LEFT_SHOULDER), at(RIGHT_SHOULDER)];
  return {
    face: at(NOSE),
    shoulders: { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 },
    hips: at(HIPS),
    rim: at(RIM),
  };
}

/** The same body elsewhere. */
export function moved({ face, shoulders, hips, rim }: Body, dx: number, dy: number): Body {
  const by = ({ x, y }: Point): Point => ({ x: x + dx, y: y + dy });
  return { face: by(face), shoulders: by(shoulders), hips: by(hips), rim: by(rim) };
}
