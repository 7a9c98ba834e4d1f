import { expect, it } from 'vitest';
import { createTracker } from '../../../src/core/instances/tracker.ts';
import { coarseOf, thumbnailOf } from '../../../workers/instances/coarse.ts';
import { createRegionsKernel } from '../../../workers/instances/gpu/regions-kernel.ts';
import { findRegions } from '../../../workers/instances/regions.ts';
import { toInstance } from '../../../workers/instances/things.ts';
import { needs } from '../needs.ts';
import { useBench } from './device.ts';
import { classOf, openThings, PICTURE } from './things.ts';

const bench = useBench();

const size = { width: 128, height: 72 };
const classes = [classOf(0, false), classOf(1, true), classOf(2, true)];

/** Of class 1 or 2, at a place with a velocity in pixels a second; in view from one time to another. */
interface Mover {
  readonly classId: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly right: number;
  readonly down: number;
  readonly gone?: readonly [from: number, to: number];
}

/** Later ones are in front. */
const MOVERS: readonly Mover[] = [
  { classId: 1, x: 4, y: 6, width: 20, height: 14, right: 60, down: 0 },
  // leaves at the left
  { classId: 1, x: 10, y: 50, width: 16, height: 18, right: -40, down: 0 },
  // behind the pillar for a while, and out of it where it is foreseen
  { classId: 2, x: 20, y: 28, width: 14, height: 16, right: 70, down: 0 },
  // too small for a mask that tells
  { classId: 2, x: 110, y: 4, width: 4, height: 5, right: -10, down: 20 },
  // comes back too late to be the same one
  { classId: 1, x: 96, y: 46, width: 18, height: 16, right: 0, down: 0, gone: [0.3, 1.5] },
  { classId: 0, x: 60, y: 24, width: 24, height: 26, right: 0, down: 0 },
];

/** Two of a class that walk past one another, and are one region while they do. */
const CROSSING: readonly Mover[] = [
  { classId: 1, x: 4, y: 20, width: 16, height: 34, right: 60, down: 0 },
  { classId: 1, x: 108, y: 26, width: 14, height: 30, right: -60, down: 0 },
];

function sceneAt(movers: readonly Mover[], seconds: number): Uint8Array<ArrayBuffer> {
  const labels = new Uint8Array(size.width * size.height);
  for (const { classId, width, height, gone = [9, 9], ...from } of movers) {
    if (seconds >= gone[0] && seconds < gone[1]) continue;
    const left = Math.round(from.x + from.right * seconds);
    const top = Math.round(from.y + from.down * seconds);
    for (let y = Math.max(0, top); y < Math.min(size.height, top + height); y += 1) {
      labels.fill(
        classId,
        y * size.width + Math.max(0, left),
        y * size.width + Math.min(size.width, Math.max(0, left + width)),
      );
    }
  }
  return labels;
}

it(
  'things keep the tracks that the CPU keeps, through crossings, absences and a change of scene',
  await needs('webGpu'),
  async () => {
    const things = await openThings(bench(), { classes, size }, (ground) =>
      createRegionsKernel(bench().device, classes, ground),
    );
    const tracker = createTracker();
    const expected: number[][] = [];
    const found: number[][] = [];
    const show = async (movers: readonly Mover[], at: number, seconds: number, luma: number): Promise<void> => {
      const labels = sceneAt(movers, at);
      const map = new Uint16Array(labels.length);
      const instances = findRegions(labels, size, [false, true, true], map).map((region, index) =>
        toInstance(region, { id: index + 1, score: 0.75 }, size, size),
      );
      const picture = new Float32Array(PICTURE.width * PICTURE.height).fill(luma);
      const seen = { seconds, size, instances, coarse: coarseOf(map, size), luma: thumbnailOf(picture, PICTURE) };
      // from left to right
      const order = instances.map((_, index) => index).sort((a, b) => instances[a]!.box.x - instances[b]!.box.x);
      const own = tracker.next(seen);
      expected.push(order.map((index) => own[index]!.track));
      const { instances: gpu } = await things.run(labels, { seconds, luma });
      found.push(order.map((index) => gpu[index]!.track));
    };
    for (let frame = 0; frame < 23; frame += 1) {
      // the last ones are another scene, of the same things; one of them is late
      const seconds = frame * 0.08 + (frame < 22 ? 0 : 1.2);
      await show(MOVERS, Math.min(frame, 21) * 0.08, seconds, frame < 20 ? 100 : 200);
    }
    expect(found).toEqual(expected);
    // what is tried here takes place: new things, one that comes back as another, all of them in another scene, and one that is still
    // there after more than a second
    expect(Math.max(...expected[19]!)).toBe(6);
    expect(Math.min(...expected[20]!)).toBe(7);
    expect(expected[21]).toEqual(expect.arrayContaining([Math.min(...expected[22]!)]));

    things.reset();
    tracker.reset();
    for (let frame = 0; frame < 20; frame += 1) await show(CROSSING, frame * 0.08, 9 + frame * 0.08, 100);
    expect(found).toEqual(expected);
    const [left, right] = expected[23]!;
    expect(expected[34]).toHaveLength(1);
    expect(expected.at(-1)).toEqual([right, left]);
  },
);
