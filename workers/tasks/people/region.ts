/** A square piece of the frame, turned so that a body in it stands upright. Pixels of the frame. */
export interface Region {
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  readonly side: number;
  /** Radians, clockwise as seen, by which its own upwards is turned from the frame's. */
  readonly angle: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The piece around a body is so many times as wide as its hips are far from the point on the circle around it (MediaPipe Pose). */
const SCALE = 2.5;

/**
 * Around a body.
 * @param hips its middle, @param rim the point above them on the circle that holds the whole body
 */
export function bodyRegion(hips: Point, rim: Point): Region {
  const [dx, dy] = [rim.x - hips.x, rim.y - hips.y];
  return { x: hips.x, y: hips.y, side: SCALE * Math.hypot(dx, dy), angle: Math.atan2(dx, -dy) };
}

/** Where a place of the region lies in the frame. @param u,v 0 to 1 across and down the region */
export function inFrame({ x, y, side, angle }: Region, u: number, v: number): Point {
  const [along, down] = [(u - 0.5) * side, (v - 0.5) * side];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return { x: x + along * cos - down * sin, y: y + along * sin + down * cos };
}

/** Half the width of the upright square around it. */
export function reach({ side, angle }: Region): number {
  return ((Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle))) * side) / 2;
}
