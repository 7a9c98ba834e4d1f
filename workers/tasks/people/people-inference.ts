import type { Size } from '../../../src/core/geometry/fit.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import type { Decoded, Look, PictureInference } from '../task.ts';
import { isSame, moved, radius, regionsOf, type Body } from './body.ts';
import { distinct, type Detection } from './detection.ts';
import { createMotion } from './motion.ts';
import type { PeopleNetworks } from './networks.ts';
import { createPeople, paste, widen, type People } from './pasting.ts';
import { PRESENT, presenceOf, STRONG, verified, type Person } from './person.ts';
import { tilesOf } from './tiles.ts';
import { createCosts, nextTurn } from './turns.ts';

/** Somebody who is followed from frame to frame. */
interface Followed extends Person {
  /** When the mask was made, by `performance.now()`. */
  readonly made: number;
  /** Masks in a row in which the person was not to be seen. */
  readonly missed: number;
}

/** What a frame's results are made of. */
export interface PeopleExtra {
  readonly people: People;
  /** Of each owner in `people`, from 1 on. */
  readonly scores: readonly number[];
}

/** Scores from which the finder's people are looked at at all. */
const LEAST = 0.45;
/** From here on the finder knows where a body is better than the masks' landmarks, which may drift. */
const SURE = 0.7;
/** Milliseconds of a live frame: what is left of a thirtieth of a second is for drawing. */
const BUDGET = 24;
/** Milliseconds of a film's first frame after which the next one, that comes so soon, is no first one whatever was forgotten: it plays. */
const LONG = 700;
const SOON = 300;
/** Masks in a row without the person until they are gone. */
const MISSES = 3;
/** Tiles of a video's frame that are searched, behind its first. */
const TILES = 4;
/** Cells of the grid along the frame's longer side. */
const GRID = 320;
/** Cells by which refinement may move an edge. */
const MARGIN = 3;
/** So many are followed at most. */
const MOST = 30;

/** Follows people through a stream or video, and finds all of a frame by itself. */
export function createPeopleInference(
  networks: PeopleNetworks,
  inputSize: Size,
  clock: () => number = () => performance.now(),
): PictureInference<PeopleExtra> {
  const motion = createMotion();
  const costs = createCosts();
  let known: Followed[] = [];
  let candidates: Detection[] = [];
  let size: Size = { width: 0, height: 0 };
  let tiles = tilesOf(size);
  let nextTile = 0;
  let searched = -Infinity;
  /** When a film's first frame was looked at as a whole, and how long that took. */
  let first = { ended: -Infinity, took: 0 };

  return {
    async infer(look) {
      if (look.pace === 'single') return decoded(look.pixels, await everybody(look.pixels));
      const fresh = begin(look);
      if (look.pace === 'video') await whole(look.pixels);
      else if (look.pace === 'shown' && fresh && !playsOn()) await opening(look.pixels);
      else await inTurns(look.pixels);
      return decoded(look.pixels, known);
    },
    reset,
  };

  function reset(): void {
    forget();
    motion.reset();
  }

  function forget(): void {
    known = [];
    candidates = [];
    nextTile = 0;
    searched = -Infinity;
  }

  /** @returns whether nothing is known of the frames before */
  function begin({ pixels, luma, pace }: Look): boolean {
    const { width, height } = pixels;
    if (size.width !== width || size.height !== height) {
      reset();
      size = { width, height };
      tiles = tilesOf(size);
    }
    if (motion.next(luma, inputSize)) forget();
    if (pace !== 'video') known = known.map((person) => carried(person, motion.of(person.region, size)));
    return searched === -Infinity;
  }

  /** Frames come as fast as they can be looked at: one that takes long would be followed by another such one. */
  function playsOn(): boolean {
    return first.took > LONG && clock() - first.ended < SOON;
  }

  async function opening(pixels: Pixels): Promise<void> {
    const start = clock();
    await whole(pixels);
    const ended = clock();
    first = { ended, took: ended - start };
  }

  /** Everybody in a frame by itself. */
  async function everybody(pixels: Pixels): Promise<Person[]> {
    const found: Detection[] = [];
    for (const tile of tilesOf(pixels)) found.push(...(await networks.find(pixels, tile, LEAST)));
    const people: Person[] = [];
    const apart = distinct(found).slice(0, MOST);
    for (const each of apart) {
      const person = await verified(networks, pixels, each, people, surely(apart, each));
      if (person) people.push(person);
    }
    // those who were found first did not know of the others
    for (const [index, person] of people.entries()) {
      if (people.length > 1) people[index] = await again(pixels, person, people);
    }
    return people;
  }

  /** The mask of somebody once more, now that the others are known; as it was where that shows nobody. */
  async function again(pixels: Pixels, person: Person, people: readonly Person[]): Promise<Person> {
    const others = people.filter((each) => each !== person).map(({ body }) => body);
    const shot = await networks.mask(pixels, person.region, person.body, others);
    return presenceOf(shot, person.body) >= PRESENT ? { ...shot, body: person.body } : person;
  }

  /** A frame of a video: everybody's mask, and some tiles. */
  async function whole(pixels: Pixels): Promise<void> {
    for (const person of known.slice()) await follow(pixels, person);
    const count = known.length === 0 || searched === -Infinity ? tiles.length : TILES;
    for (let i = 0; i < count; i += 1) await search(pixels);
    while (candidates.length > 0) await verify(pixels);
  }

  /** A live frame: what is most pressing, as long as there is time. */
  async function inTurns(pixels: Pixels): Promise<void> {
    const start = clock();
    for (let done = 0; done < known.length + 2; done += 1) {
      const now = clock();
      known.sort((a, b) => a.made - b.made);
      const ages = known.map(({ made }) => now - made);
      const turn = nextTurn({
        ages,
        searched: now - searched,
        complete: nextTile >= tiles.length,
        candidates: candidates.length,
      });
      if (!costs.fits(turn, done === 0 ? 0 : now - start, BUDGET)) return;
      if (turn === 'search') await search(pixels);
      else if (turn === 'verify') await verify(pixels);
      else await follow(pixels, known[0]!);
      costs.took(turn, clock() - now);
    }
  }

  async function search(pixels: Pixels): Promise<void> {
    const tile = tiles[nextTile % tiles.length]!;
    nextTile += 1;
    searched = clock();
    for (const each of await networks.find(pixels, tile, LEAST)) {
      const same = known.find(({ body }) => isSame(body, each.body));
      if (!same) candidates.push(each);
      else if (each.score >= SURE) replace(same, { ...same, body: each.body });
    }
    candidates = distinct(candidates);
  }

  async function verify(pixels: Pixels): Promise<void> {
    const candidate = candidates.shift();
    if (!candidate || known.length >= MOST) return;
    const person = await verified(networks, pixels, candidate, known, surely(candidates, candidate));
    if (person) known.push({ ...person, made: clock(), missed: 0 });
  }

  /** Makes somebody's mask anew, where they were last. */
  async function follow(pixels: Pixels, person: Followed): Promise<void> {
    const others = known.filter((each) => each !== person).map(({ body }) => body);
    const [first, second] = regionsOf(person.body, pixels);
    const region = person.missed % 2 === 0 ? first : second;
    const shot = await networks.mask(pixels, region, person.body, others);
    const made = clock();
    const seen = presenceOf(shot, person.body) >= PRESENT;
    if (seen && !others.some((other) => isSame(other, shot.body))) {
      replace(person, { ...shot, made, missed: 0 });
    } else if (person.missed + 1 < MISSES) {
      replace(person, { ...person, made, missed: person.missed + 1 });
    } else known = known.filter((each) => each !== person);
  }

  function replace(before: Followed, after: Followed): void {
    known = known.map((each) => (each === before ? after : each));
  }
}

/** The bodies of all others whom nobody doubts. */
function surely(found: readonly Detection[], but: Detection): Body[] {
  return found.filter((each) => each !== but && each.score >= STRONG).map(({ body }) => body);
}

/** Somebody's mask where they have moved to. */
function carried(person: Followed, { x, y }: { x: number; y: number }): Followed {
  if (x === 0 && y === 0) return person;
  const { region } = person;
  return {
    ...person,
    region: { ...region, x: region.x + x, y: region.y + y },
    body: moved(person.body, x, y),
  };
}

function decoded(frame: Size, persons: readonly Person[]): Decoded<PeopleExtra> {
  const people = createPeople(gridOf(frame));
  // who is nearer, and so larger, has the better claim where two are equally likely
  const ordered = persons.toSorted((a, b) => radius(b.body) - radius(a.body));
  ordered.forEach((person, index) => paste(person, index + 1, frame, people));
  widen(people, MARGIN);
  const { width, height, probabilities } = people;
  return {
    scores: {
      width,
      height,
      classes: 2,
      kind: 'binary',
      data: probabilities,
      classStride: width * height,
      pixelStride: 1,
    },
    extra: { people, scores: ordered.map(({ presence }) => presence) },
  };
}

function gridOf({ width, height }: Size): Size {
  const scale = GRID / Math.max(width, height, 1);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
