import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box, Instance } from '../../../src/core/instances/instance.ts';
import { createTracker, type Sighting, type Tracker } from '../../../src/core/instances/tracker.ts';
import { tracksOf } from '../../../src/core/instances/tracks.ts';

const size = { width: 640, height: 360 };
const FPS = 30;

function thing(id: number, { x, y, width, height }: Box, more: Partial<Instance> = {}): Instance {
  const box = { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
  return { id, track: 0, classId: 1, score: 0.9, area: box.width * box.height, box, ...more };
}

/** Where a thing is at a time; null: not to be seen. */
type Path = (seconds: number) => Box | null;

/** The number that each path has in each frame; 0 where it is not seen. */
function followed(paths: readonly Path[], times: readonly number[], tracker: Tracker = createTracker()): number[][] {
  return times.map((seconds) => {
    const boxes = paths.map((path) => path(seconds));
    const instances = boxes.flatMap((box, index) => (box ? [thing(index + 1, box)] : []));
    const tracked = tracker.next({ seconds, size, instances });
    return paths.map((_, index) => tracked.find(({ id }) => id === index + 1)?.track ?? 0);
  });
}

const regular = (seconds: number) => Array.from({ length: Math.round(seconds * FPS) }, (_, i) => i / FPS);

/** The numbers that a path ever had. */
const numbersOf = (rows: number[][], path: number) => [...new Set(rows.map((row) => row[path]!).filter((n) => n > 0))];

describe('tracks', () => {
  it('stay with things that cross, however fast', () => {
    const speed = fc.integer({ min: 60, max: 400 });
    const jitter = fc.integer({ min: 0, max: 1 });
    fc.assert(
      fc.property(speed, speed, fc.integer({ min: 8, max: 20 }), jitter, (right, left, lower, noise) => {
        const wobble = (seconds: number): number => noise * Math.sin(seconds * 97);
        const rows = followed(
          [
            (t) => ({ x: 50 + right * t + wobble(t), y: 100, width: 60, height: 150 }),
            (t) => ({ x: 500 - left * t, y: 100 + lower + wobble(t + 1), width: 60, height: 150 }),
          ],
          regular(450 / (right + left) + 1),
        );
        expect([numbersOf(rows, 0), numbersOf(rows, 1)]).toEqual([[1], [2]]);
      }),
    );
  });

  it('stay with what is behind another for 0.9 s, and not for 1.1 s; a number that went is not given to another', () => {
    const walker =
      (away: number): Path =>
      (t) =>
        t > 1 && t < 1 + away ? null : { x: 40 + 120 * t, y: 80, width: 50, height: 140 };
    const back = followed([walker(0.9)], regular(3));
    expect(numbersOf(back, 0)).toEqual([1]);
    const gone = followed([walker(1.1)], regular(3));
    expect(numbersOf(gone, 0)).toEqual([1, 2]);
    const other: Path = (t) => (t > 2.5 ? { x: 40 + 120, y: 80, width: 50, height: 140 } : null);
    expect(numbersOf(followed([walker(1.6), other], regular(4)), 1)).not.toContain(1);
  });

  it('stay with what is in view though frames are seconds apart, and not where a stream stood still', () => {
    const waiting: Path = (t) => ({ x: 100 + 2 * t, y: 80, width: 50, height: 140 });
    const gone: Path = (t) => (t < 2 ? { x: 300, y: 80, width: 50, height: 140 } : null);
    expect(followed([waiting, gone], [0, 1.5, 3, 6, 11])).toEqual([
      [1, 2],
      [1, 2],
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
    const back: Path = (t) => (t === 3 ? null : waiting(t));
    expect(numbersOf(followed([back], [0, 1.5, 3, 4.5]), 0)).toEqual([1, 2]);
    expect(numbersOf(followed([waiting], [0, 1.5, 60]), 0)).toEqual([1, 2]);
  });

  it('stay with who walks behind another person, seen in part on the way in and out', () => {
    // what is in front hides columns 280 to 350
    const behind: Path = (t) => {
      const [left, right] = [180 + 90 * t, 230 + 90 * t];
      if (left >= 280 && right <= 350) return null;
      const [from, to] = [left >= 280 && left < 350 ? 350 : left, right > 280 && right <= 350 ? 280 : right];
      return to - from < 3 ? null : { x: from, y: 90, width: to - from, height: 140 };
    };
    const before: Path = () => ({ x: 280, y: 70, width: 70, height: 200 });
    const rows = followed([behind, before], regular(3));
    expect([numbersOf(rows, 0), numbersOf(rows, 1)]).toEqual([[1], [2]]);
  });

  it('hold thirty things apart', () => {
    const paths = Array.from({ length: 30 }, (_, i): Path => {
      const [column, row] = [i % 10, Math.floor(i / 10)];
      return (t) => ({ x: 10 + column * 62 + 12 * Math.sin(3 * t + i), y: 20 + row * 110, width: 40, height: 90 });
    });
    const rows = followed(paths, regular(4));
    paths.forEach((_, path) => expect(numbersOf(rows, path)).toEqual([path + 1]));
  });

  it('outlive empty frames, and frames at odd times', () => {
    const times = fc.array(fc.integer({ min: 10, max: 200 }), { minLength: 10, maxLength: 60 }).map((steps) =>
      steps.map(
        (
          (sum) => (step: number) =>
            (sum += step) / 1000
        )(0),
      ),
    );
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 120 }), (at, speed) => {
        const path: Path = (t) => ({ x: 20 + speed * t, y: 100, width: 60, height: 120 });
        const tracker = createTracker();
        const numbers = at.flatMap((seconds, index) => {
          // every third frame shows nothing
          const box = index % 3 === 2 ? null : path(seconds);
          return tracker.next({ seconds, size, instances: box ? [thing(1, box)] : [] }).map(({ track }) => track);
        });
        expect(new Set(numbers)).toEqual(new Set([1]));
      }),
    );
  });

  it('are of one class each', () => {
    const tracker = createTracker();
    const box = { x: 100, y: 100, width: 50, height: 50 };
    const track = (seconds: number, classId: number) =>
      tracker.next({ seconds, size, instances: [thing(1, box, { classId })] })[0]!.track;
    expect([track(0, 1), track(0.03, 2), track(0.06, 1), track(0.09, 2)]).toEqual([1, 2, 1, 2]);
  });

  it('belong to a sure detection before a doubtful one beside it', () => {
    const tracker = createTracker();
    const box = { x: 100, y: 100, width: 60, height: 60 };
    tracker.next({ seconds: 0, size, instances: [thing(1, box)] });
    const doubtful = thing(1, box, { score: 0.2 });
    const sure = thing(2, { ...box, x: 110 });
    const tracks = tracker.next({ seconds: 0.03, size, instances: [doubtful, sure] }).map(({ track }) => track);
    expect(tracks).toEqual([2, 1]);
  });

  it('are told by masks where boxes say nothing', () => {
    // two diagonals in one box: as masks they have nothing in common
    const coarse = (first: number, second: number) =>
      Uint16Array.from({ length: 64 * 36 }, (_, at) => {
        const [x, y] = [at % 64, Math.floor(at / 64)];
        if (x >= 36 || x === y) return 0;
        return x > y ? first : second;
      });
    const box = { x: 0, y: 0, width: 360, height: 360 };
    const tracker = createTracker();
    const at = (seconds: number, map: Uint16Array): Sighting => ({
      seconds,
      size,
      instances: [thing(1, box), thing(2, box)],
      coarse: map,
    });
    const before = tracker.next(at(0, coarse(1, 2))).map(({ track }) => track);
    const after = tracker.next(at(0.03, coarse(2, 1))).map(({ track }) => track);
    expect([before, after]).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  it('begin anew after a cut, and after a seek', () => {
    const tracker = createTracker();
    const instances = [thing(1, { x: 100, y: 100, width: 60, height: 60 })];
    const track = (seconds: number, grey: number) =>
      tracker.next({ seconds, size, instances, luma: new Uint8Array(100).fill(grey) })[0]!.track;
    expect([track(0, 100), track(0.03, 110), track(0.06, 150), track(0.09, 150)]).toEqual([1, 1, 2, 2]);
    expect(track(0.05, 150)).toBe(3);
    tracker.reset();
    expect(track(0.08, 150)).toBe(4);
  });

  it('go on where an earlier run over the same video stopped', () => {
    const paths: Path[] = [
      (t) => ({ x: 50 + 100 * t, y: 100, width: 60, height: 150 }),
      (t) => (t > 0.4 && t < 1.2 ? null : { x: 400 - 30 * t, y: 60, width: 60, height: 150 }),
    ];
    const times = regular(2);
    const whole = followed(paths, times);
    const resumed = createTracker();
    times.slice(0, 20).forEach((seconds, at) => {
      const instances = paths.flatMap((path, index) => {
        const box = path(seconds);
        return box ? [thing(index + 1, box, { track: whole[at]![index]! })] : [];
      });
      resumed.adopt({ seconds, instances });
    });
    expect(followed(paths, times.slice(20), resumed)).toEqual(whole.slice(20));
    const numbers = { last: 7 };
    expect(followed(paths, [0], createTracker(numbers))).toEqual([[8, 9]]);
    expect(numbers.last).toBe(9);
    // one that takes its place, as after a lost device
    expect(followed(paths, [1.5], createTracker(numbers))).toEqual([[10, 11]]);
  });

  it('are listed with their times, frames and largest share', () => {
    const frame = (timestamp: number, ...areas: readonly [track: number, area: number][]) => ({
      ...size,
      timestamp,
      instances: areas.map(([track, area], index) => ({
        ...thing(index + 1, { x: 0, y: 0, width: 1, height: 1 }),
        track,
        area,
      })),
    });
    const pixels = size.width * size.height;
    expect(tracksOf([frame(1, [2, pixels / 4]), frame(2), frame(3, [1, 10], [2, pixels / 2])])).toEqual([
      { track: 1, classId: 1, first: 3, last: 3, frames: 1, largest: 10 / pixels },
      { track: 2, classId: 1, first: 1, last: 3, frames: 2, largest: 0.5 },
    ]);
  });
});
