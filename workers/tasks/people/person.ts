import { isSame, isUpsideDown, radius, regionsOf, type Body } from './body.ts';
import type { Detection } from './detection.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import type { PeopleNetworks, Shot } from './networks.ts';
import { probabilityAt } from './pasting.ts';

/** Somebody in the picture: how the mask network saw them last. */
export type Person = Shot;

/** Detections of this score are somebody, whatever is behind them. */
export const STRONG = 0.8;
/** Presence from which a mask counts. */
export const PRESENT = 0.5;
/** A piece of the frame that is not so many radii wide shows a part of a body. */
const WHOLE = 1.5;
/** Score times presence from which somebody is there. */
const LEAST_MERIT = 0.3;

/**
 * Makes sure of somebody whom the finder has seen: dishes and hands look like people to it now and then. The network that makes
 * masks has to see the person too, where the finder did; where the finder is not sure, in two pieces of the frame.
 * @param known others in the picture; null comes back where it is nobody, or a part of one of them
 * @param surely others who are still to be made sure of, and whom nobody doubts
 */
export async function verified(
  networks: PeopleNetworks,
  pixels: Pixels,
  { score, body, within }: Detection,
  known: readonly Person[],
  surely: readonly Body[] = [],
): Promise<Person | null> {
  const strong = score >= STRONG;
  if (!strong && isUpsideDown(body)) return null;
  if (known.some((person) => isSame(person.body, body))) return null;
  if (!strong && known.some((person) => mayBePart(person))) return null;
  const others = [...known.map((person) => person.body), ...surely];
  const [first, second] = regionsOf(body, pixels);
  const likeliest = await networks.mask(pixels, first, body, others);
  const there = presenceOf(likeliest, body);
  if (strong && there >= PRESENT) return likeliest;
  const other = await networks.mask(pixels, second, body, others);
  const also = presenceOf(other, body);
  const best = also > there ? other : likeliest;
  const merit = score * (strong ? Math.max(there, also) : (there + also) / 2);
  return merit >= LEAST_MERIT ? { ...best, body } : null;

  /** A hand before a chest: not larger than its owner, or seen in a piece of the frame that holds no more than that. */
  function mayBePart(person: Person): boolean {
    const size = radius(person.body);
    const large = radius(body) >= (within < WHOLE * size ? 1.35 : 1.1) * size;
    return !large && probabilityAt(person, body.face) > 0.5;
  }
}

/** The presence of a body that is about where it was expected; else 0: the network saw something else. */
export function presenceOf({ presence, body }: Shot, expected: Body): number {
  const apart = Math.hypot(body.shoulders.x - expected.shoulders.x, body.shoulders.y - expected.shoulders.y);
  const ratio = radius(body) / radius(expected);
  return apart < 0.4 * radius(expected) && ratio > 0.65 && ratio < 1.5 ? presence : 0;
}
