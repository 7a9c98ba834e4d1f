import { randomly } from '../../fixtures/randomly.ts';
import type { Film } from './film.ts';
import { render, type Pose } from './render.ts';
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

/** Holds a thing before a clip: it has the clip's own light, as its mean brightness has it, and its grain. */
export function hold(solid: Solid, film: Film, seed: number): Scene {
  const next = randomly(seed);
  const truth: Uint8Array[] = [];
  const frames = film.frames.map((frame, index) => {
    const { cover, colour } = render(solid, poseAt(index / film.rate, film, seed), film);
    const exposure = 0.75 + 0.5 * brightness(frame);
    const held = frame.slice();
    for (let at = 0; at < cover.length; at += 1) {
      const share = cover[at]!;
      if (share === 0) continue;
      const grain = (next() - 0.5) * 2 * GRAIN;
      for (let c = 0; c < 3; c += 1) {
        const own = 255 * Math.min(1, exposure * colour[3 * at + c]!) + grain;
        held[4 * at + c] = Math.max(0, Math.min(255, frame[4 * at + c]! * (1 - share) + own * share));
      }
    }
    truth.push(Uint8Array.from(cover, (share) => Number(share > 0.5)));
    return held;
  });
  return { ...film, name: solid.name, frames, truth };
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
