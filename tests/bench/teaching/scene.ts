import { randomly } from '../../fixtures/randomly.ts';
import type { Film } from './film.ts';
import { render, type Pose, type Rendered } from './render.ts';
import type { Solid } from './solids.ts';

/** A clip into which a thing is held, and where that is. */
export interface Scene extends Film {
  readonly name: string;
  /** Of each frame: 1 where the thing covers more than half of the pixel. */
  readonly truth: readonly Uint8Array[];
}

/** Of the picture's shorter side, half of the thing's height. */
const SIZE = 0.24;
/** What a webcam adds, of 255. */
const GRAIN = 3;

/** Moved about, nearer and further, and turned, as by somebody who shows it. @param seed of the motion's phases */
function poseAt(seconds: number, { width, height }: Film, seed: number): Pose {
  const swing = (period: number, phase: number): number => Math.sin((2 * Math.PI * seconds) / period + phase + seed);
  const least = Math.min(width, height);
  return {
    x: width * (0.5 + 0.24 * swing(4.1, 0)),
    y: height * (0.58 + 0.14 * swing(3.3, 1)),
    scale: least * SIZE * (1 + 0.25 * swing(5.3, 2)),
    turn: [1.2 * swing(4.7, 3), 0.35 * swing(3.7, 4), 0.45 * swing(2.9, 5)],
  };
}

/** At a place of its own, where it is turned and stirs a little. @param across 0 to 1 of the picture */
function standing(across: number, seconds: number, film: Film, seed: number): Pose {
  const { width, height } = film;
  const { x, y, scale, turn } = poseAt(seconds, film, seed);
  return {
    x: width * across + 0.15 * (x - width * 0.5),
    y: height * 0.66 + 0.15 * (y - height * 0.58),
    scale: 0.7 * scale,
    turn,
  };
}

/** Holds a thing before a clip: it has the clip's own light, as its mean brightness has it, and its grain. */
export function hold(solid: Solid, film: Film, seed: number): Scene {
  const next = randomly(seed);
  const truth: Uint8Array[] = [];
  const frames = film.frames.map((frame, index) => {
    const held = frame.slice();
    truth.push(draw(held, render(solid, poseAt(index / film.rate, film, seed), film), exposureOf(frame), next));
    return held;
  });
  return { ...film, name: solid.name, frames, truth };
}

/** Stands two of a kind before a clip, each at its place: the left one is the thing, and the other one is none of it. */
export function stand(solid: Solid, film: Film, seed: number): Scene {
  const next = randomly(seed);
  const truth: Uint8Array[] = [];
  const frames = film.frames.map((frame, index) => {
    const seconds = index / film.rate;
    const stood = frame.slice();
    const exposure = exposureOf(frame);
    draw(stood, render(solid, standing(0.78, seconds + 40, film, seed), film), exposure, next);
    truth.push(draw(stood, render(solid, standing(0.22, seconds, film, seed), film), exposure, next));
    return stood;
  });
  return { ...film, name: `left of two, ${solid.name}`, frames, truth };
}

/** Draws over a frame. @returns 1 where the thing covers more than half of the pixel */
function draw(frame: Uint8Array, { cover, colour }: Rendered, exposure: number, next: () => number): Uint8Array {
  for (let at = 0; at < cover.length; at += 1) {
    const share = cover[at]!;
    if (share === 0) continue;
    const grain = (next() - 0.5) * 2 * GRAIN;
    for (let c = 0; c < 3; c += 1) {
      const own = 255 * Math.min(1, exposure * colour[3 * at + c]!) + grain;
      frame[4 * at + c] = Math.max(0, Math.min(255, frame[4 * at + c]! * (1 - share) + own * share));
    }
  }
  return Uint8Array.from(cover, (share) => Number(share > 0.5));
}

function exposureOf(frame: Uint8Array): number {
  return 0.75 + 0.5 * brightness(frame);
}

/** Mean, 0 to 1. */
function brightness(frame: Uint8Array): number {
  let sum = 0;
  let count = 0;
  for (let at = 1; at < frame.length; at += 404) {
    sum += frame[at]!;
    count += 1;
  }
  return sum / count / 255;
}
