import type { Size } from '../geometry/fit.ts';
import { isCut } from './cut.ts';
import type { Instance } from './instance.ts';
import { begin, measured, predicted, type Motion } from './motion.ts';
import type { TrackNumbers } from './track-numbers.ts';
import { boxOverlap, cellsOf, containment, COARSE, grown, isTelling, maskOverlap } from './overlap.ts';

/** What a frame shows of its things. */
export interface Sighting {
  /** Media time. */
  readonly seconds: number;
  /** Of the frame, in whose pixels boxes are. */
  readonly size: Size;
  readonly instances: readonly Instance[];
  /** The instances' ids on a grid of `COARSE` cells over the frame; absent: boxes have to do. */
  readonly coarse?: Uint16Array | null | undefined;
  /** The picture's luma in blocks, by which a cut is known; absent: none is. */
  readonly luma?: Uint8Array | null | undefined;
}

/** Numbers the things of a stream or video. A number is never given to a second thing. */
export interface Tracker {
  /** The frame's instances with their tracks. Frames come in the order of their times; another order is a seek. */
  next(sighting: Sighting): Instance[];
  /** A frame whose instances have their tracks, from an earlier run over the same video. */
  adopt(frame: Pick<Sighting, 'seconds' | 'instances'>): void;
  /** Forgets the frames before, as after a seek: all things get new numbers. */
  reset(): void;
}

interface Track {
  readonly number: number;
  readonly classId: number;
  readonly motion: Motion;
  /** Of its mask when it was seen last. */
  readonly cells: Uint16Array;
  /** In the frame before. */
  readonly seen: boolean;
}

/** So long a thing may be behind another, seconds. A hair more, since times of frames are rounded. */
const PATIENCE = 1 + 1e-3;
/** What is in a frame is looked for in the next one, though that may be late: so many seconds at most, after which it may be another. */
const LATE = 5;
/** From here on a detection is a sure one. */
const SURE = 0.4;
/** Boxes or masks of one thing have so much in common from a frame to the next. */
const OVERLAP = 0.3;
/** How far boxes are grown for what has moved further, and what the grown ones have to have in common. */
const BUFFER = 0.3;
const BUFFERED = 0.2;
/** Of what comes out from behind another thing, so much lies where the whole is foreseen. */
const CONTAINED = 0.7;

const NO_CELLS = new Uint16Array();
const always = (): boolean => true;

/**
 * Tracking by detection with motion at constant velocity, as SORT (Bewley et al. 2016) has it, and in two steps, sure detections first and
 * doubtful ones after them, as ByteTrack (Zhang et al. 2022). Masks count beside boxes. A third step finds what moved further (boxes
 * grown as in C-BIoU, Yang et al. 2023) or comes out from behind another thing. Pairs of one class are made from the best down.
 * @param numbers goes on behind those that were given before
 */
export function createTracker(numbers: TrackNumbers = { last: 0 }): Tracker {
  let tracks: Track[] = [];
  let luma: Uint8Array | null = null;
  let time = -Infinity;

  return {
    next(sighting) {
      const { seconds, instances, coarse = null } = sighting;
      if (seconds < time || isNextScene(sighting.luma)) tracks = [];
      time = seconds;
      tracks = tracks.filter(({ seen, motion }) => seconds - motion.seconds <= (seen ? LATE : PATIENCE));
      const masks = coarse
        ? cellsOf(
            coarse,
            instances.reduce((most, { id }) => Math.max(most, id), 0),
          )
        : [];
      const cells = instances.map(({ id }) => masks[id] ?? NO_CELLS);
      const pairs = paired(tracks, sighting, cells);
      const owners = instances.map((instance, index) => pairs.get(index) ?? born(instance, seconds));
      const known = new Set(owners.map(({ number }) => number));
      const lost = tracks.filter(({ number }) => !known.has(number)).map((track) => ({ ...track, seen: false }));
      const found = owners.map((track, index) => ({
        ...track,
        motion: pairs.has(index) ? measured(track.motion, instances[index]!.box, seconds) : track.motion,
        cells: cells[index]!,
        seen: true,
      }));
      tracks = [...found, ...lost];
      return instances.map((instance, index) => ({ ...instance, track: owners[index]!.number }));
    },
    adopt({ seconds, instances }) {
      time = seconds;
      luma = null;
      tracks = tracks.map((track) => ({ ...track, seen: false }));
      for (const { track: number, classId, box } of instances) {
        numbers.last = Math.max(numbers.last, number);
        const before = tracks.find((each) => each.number === number);
        const motion = before ? measured(before.motion, box, seconds) : begin(box, seconds);
        tracks = tracks.filter((each) => each !== before);
        tracks.push({ number, classId, motion, cells: NO_CELLS, seen: true });
      }
    },
    reset() {
      tracks = [];
      luma = null;
      time = -Infinity;
    },
  };

  function isNextScene(now: Uint8Array | null | undefined): boolean {
    const cut = luma !== null && now ? isCut(luma, now) : false;
    if (now) luma = now;
    return cut;
  }

  function born({ classId, box }: Instance, seconds: number): Track {
    numbers.last += 1;
    return { number: numbers.last, classId, motion: begin(box, seconds), cells: NO_CELLS, seen: true };
  }
}

/** The track of each instance, by its index, that has one. */
function paired(tracks: readonly Track[], sighting: Sighting, cells: readonly Uint16Array[]): Map<number, Track> {
  const { seconds, size, instances, coarse = null } = sighting;
  const shown = tracks.map(({ motion }) => predicted(motion, motion.shown, seconds));
  const whole = tracks.map(({ motion }) => predicted(motion, motion.box, seconds));
  const pairs = new Map<number, Track>();
  const taken = new Set<Track>();
  const near = (track: number, index: number): number => {
    const { id, box } = instances[index]!;
    const [{ cells: mask, motion }, count] = [tracks[track]!, cells[index]!.length];
    const boxes = boxOverlap(shown[track]!, box);
    if (!coarse || !isTelling(mask.length) || !isTelling(count)) return boxes >= OVERLAP ? boxes : 0;
    const masks = maskOverlap(mask, moved(motion, seconds, size), coarse, { id, count });
    return Math.max(masks, boxes) >= OVERLAP ? (masks + boxes) / 2 : 0;
  };
  const far = (track: number, index: number): number => {
    const { box } = instances[index]!;
    const { seen, motion } = tracks[track]!;
    const place = grown(whole[track]!, BUFFER);
    const overlap = boxOverlap(place, grown(box, BUFFER));
    const within = seen && !motion.hidden ? 0 : containment(place, box);
    // what lies within counts less than what overlaps as much
    return Math.max(overlap >= BUFFERED ? overlap : 0, within >= CONTAINED ? within / 2 : 0);
  };
  const sure = (index: number): boolean => instances[index]!.score >= SURE;
  pairUp(near, sure, always);
  pairUp(
    near,
    (index) => !sure(index),
    ({ seen }) => seen,
  );
  pairUp(far, always, always);
  return pairs;

  /** From the best pair down; of equals the older track's first. */
  function pairUp(
    likeness: (track: number, index: number) => number,
    which: (index: number) => boolean,
    whose: (track: Track) => boolean,
  ): void {
    const found: { track: Track; index: number; value: number }[] = [];
    tracks.forEach((track, at) => {
      if (taken.has(track) || !whose(track)) return;
      instances.forEach(({ classId }, index) => {
        if (pairs.has(index) || classId !== track.classId || !which(index)) return;
        const value = likeness(at, index);
        if (value > 0) found.push({ track, index, value });
      });
    });
    found.sort((a, b) => b.value - a.value || a.track.number - b.track.number || a.index - b.index);
    for (const { track, index } of found) {
      if (taken.has(track) || pairs.has(index)) continue;
      taken.add(track);
      pairs.set(index, track);
    }
  }
}

/** How far a thing has moved since it was seen, in whole cells. */
function moved({ velocity: [vx, vy], seconds }: Motion, now: number, size: Size): readonly [number, number] {
  const passed = now - seconds;
  return [
    Math.round((vx * passed * COARSE.width) / size.width),
    Math.round((vy * passed * COARSE.height) / size.height),
  ];
}
