import { describe, expect, it } from 'vitest';
import type { Size } from '../../../src/core/geometry/fit.ts';
import { gridOver } from '../../../src/core/teaching/feature-grid.ts';
import { Lesson, MOST_SAMPLES, sampledCells, type TaughtStroke } from '../../../src/core/teaching/lesson.ts';
import { cellsUnder, type Stroke } from '../../../src/core/teaching/stroke.ts';
import { randomly } from '../../fixtures/randomly.ts';

const CHANNELS = 6;
const TRUNK = {
  input: { width: 32, height: 24, fit: { mode: 'stretch' } },
  features: { maps: [{ channels: CHANNELS, stride: 2 }] },
} as const;
const FRAME = { id: 1, width: 64, height: 48 };
const CLASSES = ['background', 'cup', 'plant'].map((name, id) => ({ name, colour: `#00000${id}` }));

const gridOf = (frame: Size) => gridOver(TRUNK, frame);

/** A stroke whose features are of its class, with some noise. */
function taught(stroke: Stroke, frame = FRAME, seed = 1): TaughtStroke {
  const next = randomly(seed);
  const cells = sampledCells(stroke, gridOf(frame));
  const features = Float32Array.from(
    { length: cells.length * CHANNELS },
    (_, i) => next() + (i % CHANNELS === stroke.classId ? 2 : 0),
  );
  return { frame, stroke, features };
}

const at = (classId: number | null, x: number, y: number, radius = 6): Stroke => ({
  classId,
  points: [[x, y]],
  radius,
});

const LEFT = taught(at(0, 16, 24), FRAME, 2);
const RIGHT = taught(at(1, 48, 24), FRAME, 3);

function lessonOf(...strokes: readonly TaughtStroke[]): Lesson {
  const lesson = new Lesson(CHANNELS, gridOf);
  for (const each of strokes) lesson.add(each);
  return lesson;
}

const head = (lesson: Lesson) => [...lesson.fit(CLASSES).head.weights];
const close = (found: readonly number[], expected: readonly number[]): void =>
  found.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 4));

describe('what a brush covers', () => {
  it('is the cells whose place lies within it, along its lines, and nothing outside the frame', () => {
    const grid = gridOf(FRAME);
    const cells = cellsUnder(
      {
        classId: 1,
        points: [
          [10, 24],
          [50, 24],
        ],
        radius: 2,
      },
      grid,
    );
    const rows = new Set([...cells].map((cell) => Math.floor(cell / grid.width)));
    // a cell is 4 pixels of this frame
    expect([...rows]).toEqual([6]);
    expect(cells.length).toBeGreaterThanOrEqual(10);
    expect(cellsUnder(at(1, -100, 20), grid)).toHaveLength(0);
    expect(cellsUnder(at(1, 0, 0, 1000), grid)).toHaveLength(grid.width * grid.height);
  });

  it('is one cell at least, however fine the brush', () => {
    expect(cellsUnder(at(1, 31.5, 17.25, 0), gridOf(FRAME))).toHaveLength(1);
    expect(cellsUnder(at(1, 63.9, 47.9, 0), gridOf(FRAME))).toEqual(Uint32Array.of(11 * 16 + 15));
  });

  it('lies where a letterboxed frame lies', () => {
    const wide = gridOver(
      { ...TRUNK, input: { ...TRUNK.input, fit: { mode: 'letterbox' } } },
      { width: 64, height: 24 },
    );
    const rows = [...cellsUnder(at(1, 32, 12, 1000), wide)].map((cell) => Math.floor(cell / wide.width));
    // 12 of 24 rows of the input, from the sixth on
    expect([Math.min(...rows), Math.max(...rows)]).toEqual([3, 8]);
  });
});

describe('a lesson', () => {
  it('tells what was stroked apart, and is sure of it', () => {
    const { head: fitted, samples } = lessonOf(LEFT, RIGHT).fit(CLASSES);
    expect(samples).toBe(LEFT.features.length / CHANNELS + RIGHT.features.length / CHANNELS);
    const score = (classId: number, row: Float32Array): number =>
      row.reduce((sum, value, j) => sum + value * fitted.weights[classId * CHANNELS + j]!, fitted.bias[classId]!);
    for (const [{ features }, own, other] of [
      [LEFT, 0, 1],
      [RIGHT, 1, 0],
    ] as const) {
      const row = features.subarray(0, CHANNELS);
      expect(score(own, row) - score(other, row)).toBeGreaterThan(1);
      expect(score(2, row)).toBeLessThan(-1000);
    }
  });

  it('takes a stroke back as if it had not been, whatever it had covered', () => {
    const before = lessonOf(LEFT, RIGHT);
    const expected = head(before);
    const over = taught(at(2, 18, 24, 8), FRAME, 4);
    before.add(over);
    expect(before.samples).toBeLessThan(lessonOf(LEFT, RIGHT).samples + over.features.length / CHANNELS);
    expect(before.undo()?.stroke).toEqual(over.stroke);
    close(head(before), expected);
  });

  it('takes back the last stroke of one frame, where others came after it', () => {
    const other = { ...FRAME, id: 2 };
    const later = taught(at(2, 32, 10), other, 5);
    const lesson = lessonOf(LEFT, RIGHT, taught(at(1, 18, 24, 8), FRAME, 4), later);
    expect(lesson.undo(FRAME.id)?.stroke).toEqual(at(1, 18, 24, 8));
    close(head(lesson), head(lessonOf(LEFT, RIGHT, later)));
    expect(lesson.strokesOn(FRAME.id)).toEqual([LEFT.stroke, RIGHT.stroke]);
    expect(lesson.strokesOn(2)).toEqual([later.stroke]);
    expect(lesson.undo(3)).toBeNull();
  });

  it('tells two things apart that differ by their places alone where the camera stands still, and not where it does not', () => {
    const lesson = new Lesson(CHANNELS, gridOf, [4, 6]);
    // two arms, as the places have it: the same to look at
    for (const [classId, side, seed] of [
      [1, -1, 2],
      [2, 1, 3],
    ] as const) {
      const stroke = taught(at(classId, side < 0 ? 12 : 52, 24), FRAME, seed);
      const noise = randomly(seed);
      const features = stroke.features.map((_, i) => (i % CHANNELS < 4 ? noise() : side * (0.4 + 0.05 * noise())));
      lesson.add({ ...stroke, features });
    }
    lesson.add(LEFT);
    const apart = (): number => {
      const { weights, bias } = lesson.fit(CLASSES).head;
      const of = (classId: number, side: number): number =>
        bias[classId]! + weights[classId * CHANNELS + 4]! * side * 0.4 + weights[classId * CHANNELS + 5]! * side * 0.4;
      return of(1, -1) - of(2, -1) - (of(1, 1) - of(2, 1));
    };
    expect(apart()).toBe(0);
    lesson.fixedCamera = true;
    expect(apart()).toBeGreaterThan(1);
    lesson.fixedCamera = false;
    expect(apart()).toBe(0);
  });

  it('goes by the later one of two strokes that contradict one another, in the same frame alone', () => {
    const again = { ...LEFT, stroke: { ...LEFT.stroke, classId: 2 } };
    close(head(lessonOf(LEFT, RIGHT, again)), head(lessonOf(RIGHT, again)));
    const elsewhere = { ...again, frame: { ...FRAME, id: 2 } };
    expect(lessonOf(LEFT, RIGHT, elsewhere).samples).toBe(
      lessonOf(LEFT, RIGHT).samples + LEFT.features.length / CHANNELS,
    );
  });

  it('forgets what an eraser goes over', () => {
    const eraser = { frame: FRAME, stroke: at(null, 16, 24, 7), features: new Float32Array() };
    expect(lessonOf(LEFT, RIGHT, eraser).samples).toBe(RIGHT.features.length / CHANNELS);
  });

  it('is without a class or a frame that is taken away what it would be without its strokes', () => {
    const plant = taught(at(2, 32, 10), { ...FRAME, id: 2 }, 5);
    const lesson = lessonOf(LEFT, RIGHT, plant);
    lesson.removeClass(1);
    expect(lesson.strokes.map(({ stroke }) => stroke.classId)).toEqual([0, 1]);
    lesson.removeFrame(2);
    expect(lesson.samples).toBe(LEFT.features.length / CHANNELS);
  });

  it('cannot be fitted to nothing, to one class, or to a pixel, and says what to stroke', () => {
    const incomplete = (problem: RegExp) =>
      expect.objectContaining({ code: 'teaching-incomplete', problem: expect.stringMatching(problem) as string });
    expect(() => lessonOf().fit(CLASSES)).toThrow(incomplete(/^Nothing is stroked/) as never);
    expect(() => lessonOf(RIGHT).fit(CLASSES)).toThrow(incomplete(/^Only “cup” is stroked/) as never);
    const pixel = taught(at(2, 40, 8, 0));
    expect(() => lessonOf(LEFT, pixel).fit(CLASSES)).toThrow(incomplete(/a pixel of “plant”/) as never);
  });

  it('takes strokes on 200 frames, and says when no more can be remembered', () => {
    const lesson = new Lesson(CHANNELS, gridOf);
    for (let id = 1; id <= 200; id += 1) {
      const wide = { classId: id % 2, points: [[32, 24]], radius: 1000 } as const;
      const frame = { ...FRAME, id };
      const add = (): void => lesson.add(taught(wide, frame, id));
      if (lesson.samples + 125 <= MOST_SAMPLES) add();
      else expect(add).toThrow(expect.objectContaining({ code: 'teaching-full' }) as never);
    }
    expect(lesson.fit(CLASSES).samples).toBe(lesson.samples);
  });

  it('refuses features that are no numbers', () => {
    const broken = { ...LEFT, features: LEFT.features.map(() => NaN) };
    expect(() => lessonOf(broken)).toThrow(expect.objectContaining({ code: 'inference-failed' }) as never);
  });
});
