import type { Box } from './instance.ts';

/** Where a thing is, and how it moves: at constant velocity. */
export interface Motion {
  /** What is seen of it. */
  readonly shown: Box;
  /** The whole of it, though a part may be hidden. */
  readonly box: Box;
  /** Pixels a second of its centre. */
  readonly velocity: readonly [number, number];
  /** Of both boxes. */
  readonly seconds: number;
  /** How often it was measured. */
  readonly count: number;
  /** A part of it was hidden when it was seen last, or it was one with another. */
  readonly hidden: boolean;
}

/** A velocity is a mean over about so many seconds. */
const STEADY = 0.25;
/** In a second no side of a thing gets shorter than so much of itself: what does is hidden in part. */
const SHRINK = 0.8;
/** A side that is so much longer all at once, of a thing that has been seen a few times, has become one with another thing. */
const JOINED = 1.4;
const FEW = 5;

export function begin(box: Box, seconds: number): Motion {
  return { shown: box, box, velocity: [0, 0], seconds, count: 1, hidden: false };
}

/** Where a box of the thing, shown or whole, is to be expected. */
export function predicted({ velocity: [vx, vy], seconds }: Motion, box: Box, now: number): Box {
  const passed = now - seconds;
  return { ...box, x: box.x + vx * passed, y: box.y + vy * passed };
}

export function measured(motion: Motion, box: Box, seconds: number): Motion {
  const expected = predicted(motion, motion.box, seconds);
  const passed = seconds - motion.seconds;
  const most = motion.count < FEW ? Infinity : JOINED;
  const [x, width, aside] = side(expected.x, expected.width, box.x, box.width, passed, most);
  const [y, height, above] = side(expected.y, expected.height, box.y, box.height, passed, most);
  const gain = Math.max(1 / motion.count, 1 - Math.exp(-passed / STEADY));
  const speed = (before: number, from: number, fromSize: number, to: number, toSize: number): number =>
    passed > 0 ? before + gain * ((to + toSize / 2 - from - fromSize / 2) / passed - before) : before;
  return {
    shown: box,
    box: { x, y, width, height },
    velocity: [
      speed(motion.velocity[0], motion.box.x, motion.box.width, x, width),
      speed(motion.velocity[1], motion.box.y, motion.box.height, y, height),
    ],
    seconds,
    count: motion.count + 1,
    hidden: aside || above,
  };
}

/** Along one axis. Where a part is hidden, the edge that lies where it was foreseen is the thing's own, and the other one what hides it. */
function side(
  expected: number,
  expectedSize: number,
  start: number,
  size: number,
  passed: number,
  most: number,
): [start: number, size: number, strange: boolean] {
  const shortest = expectedSize * SHRINK ** passed;
  if (size >= shortest && size <= most * expectedSize) return [start, size, false];
  const kept = size < shortest ? shortest : expectedSize / SHRINK ** passed;
  const end = start + size;
  const isStart = Math.abs(start - expected) <= Math.abs(end - expected - expectedSize);
  return [isStart ? start : end - kept, kept, true];
}
