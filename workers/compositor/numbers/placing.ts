import type { Size } from '../../../src/core/geometry/fit.ts';
import type { Instance } from '../../../src/core/instances/instance.ts';
import { nameOf } from '../../../src/core/instances/name.ts';
import type { View } from '../../../src/core/view/view.ts';

/** A thing's number on the canvas, pixels. */
export interface PlacedNumber {
  readonly text: string;
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  /** Height of its digits' box. */
  readonly size: number;
}

export interface Placing {
  readonly instances: readonly Instance[];
  /** Of the frame that the boxes are in. */
  readonly frame: Size;
  readonly canvas: Size;
  readonly mirrored: boolean;
  /** Milliseconds. */
  readonly now: number;
  /** Where the top of a thing lies from left to right, pixels of the frame. */
  headOf(instance: Instance): number;
}

/** Whether a view shows the numbers of things. */
export function numbered({ labelling, overlay }: Pick<View, 'labelling' | 'overlay'>): boolean {
  return labelling !== 'semantic' && (overlay === 'labels' || overlay === 'outline');
}

/** Where the numbers of a stream's things lie, one frame after the other. */
export interface Numbers {
  place(placing: Placing): PlacedNumber[];
  reset(): void;
}

/** Shares of the canvas's height: the least and the most that a number takes, and how much of its thing's height it has. */
const LEAST = 0.042;
const MOST = 0.068;
const OF_THING = 0.17;
/** A thing that is lower or narrower than this share of the frame's height has none. */
const TINY = 0.07;
/** Of its size: so far a number's place wavers without its moving. */
const STILL = 0.12;
/** Milliseconds in which a number makes up for two thirds of its way. */
const PACE = 110;
/** A number that was not there for so long comes anew where it belongs, milliseconds. */
const GONE = 500;

interface Kept {
  x: number;
  y: number;
  size: number;
  seen: number;
}

/**
 * A number stands at the top of its thing's mask, inside it, follows it without trembling, and never leaves the picture. Places are kept
 * unmirrored, so that a mirror in between moves none.
 */
export function createNumbers(): Numbers {
  const kept = new Map<number, Kept>();
  return {
    place({ instances, frame, canvas, mirrored, now, headOf }) {
      const scale = canvas.height / frame.height;
      const numbers: PlacedNumber[] = [];
      for (const instance of instances) {
        const { box } = instance;
        if (Math.min(box.height, 2 * box.width) < TINY * frame.height) continue;
        const name = nameOf(instance);
        const text = String(name);
        const wanted = Math.min(MOST, Math.max(LEAST, (OF_THING * box.height) / frame.height)) * canvas.height;
        const place = moved(kept.get(name), { x: headOf(instance) * scale, y: box.y * scale, size: wanted }, now);
        kept.set(name, place);
        const half = (0.34 * text.length + 0.2) * place.size;
        const x = within(mirrored ? canvas.width - place.x : place.x, half, canvas.width - half);
        numbers.push({
          text,
          x,
          y: within(place.y + 0.75 * place.size, 0.6 * place.size, canvas.height - 0.6 * place.size),
          size: place.size,
        });
      }
      for (const [name, { seen }] of kept) if (now - seen > GONE) kept.delete(name);
      return numbers;
    },
    reset: () => kept.clear(),
  };
}

function moved(before: Kept | undefined, to: Omit<Kept, 'seen'>, now: number): Kept {
  const apart = before ? Math.hypot(to.x - before.x, to.y - before.y) : 0;
  // so far at once no thing moves: it is another place, not a way
  if (!before || now - before.seen > GONE || apart > 6 * to.size) return { ...to, seen: now };
  const share = 1 - Math.exp(-Math.max(0, now - before.seen) / PACE);
  const way = apart < STILL * before.size ? 0 : share;
  return {
    x: before.x + (to.x - before.x) * way,
    y: before.y + (to.y - before.y) * way,
    // sizes change slower still
    size: before.size + (to.size - before.size) * share * 0.3,
    seen: now,
  };
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}
