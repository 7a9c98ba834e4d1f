import type { Trace } from '../../../elements/teacher/act.ts';

/** A thing reaches further than what was stroked of it: by so much of the strokes' extent, and by a share of the shorter side at least. */
const BEYOND = 0.5;
const LEAST_BEYOND = 0.1;
/** Room of less than this share of the shorter side is none. */
const LEAST_ROOM = 0.08;
const RADIUS = 0.05;
/** Lines end so far from the picture's edges, as a share of its side. */
const EDGE = 0.04;

/**
 * Lines beside a thing that was stroked, on each side of it that has room: the rest of the picture, without its middle ground, which may be
 * the thing's as well.
 * @param thing lines over it
 * @param aspect the picture's width by its height
 */
export function around(thing: readonly Trace[], aspect: number): Trace[] {
  const points = thing.flatMap((each) => each.points);
  if (points.length === 0) return [];
  // in shares of the shorter side
  const [width, height] = aspect > 1 ? [aspect, 1] : [1, 1 / aspect];
  const across = span(points.map(([x]) => x * width));
  const down = span(points.map(([, y]) => y * height));
  const beyond = Math.max(LEAST_BEYOND, BEYOND * Math.max(across.to - across.from, down.to - down.from));
  const upright = [across.from - beyond, width - across.to - beyond]
    .map((room, side) => ({ room, x: side === 0 ? room / 2 : width - room / 2 }))
    .filter(({ room }) => room >= LEAST_ROOM)
    .map(({ room, x }) => line(room, [x / width, EDGE], [x / width, 1 - EDGE]));
  const level = [down.from - beyond, height - down.to - beyond]
    .map((room, side) => ({ room, y: side === 0 ? room / 2 : height - room / 2 }))
    .filter(({ room }) => room >= LEAST_ROOM)
    .map(({ room, y }) => line(room, [EDGE, y / height], [1 - EDGE, y / height]));
  return [...upright, ...level];
}

type Place = Trace['points'][number];

function line(room: number, from: Place, to: Place): Trace {
  return { points: [from, to], size: Math.min(RADIUS, room / 3) };
}

function span(values: readonly number[]): { readonly from: number; readonly to: number } {
  return { from: Math.min(...values), to: Math.max(...values) };
}
