import { describe, expect, it } from 'vitest';
import { notch } from '../../../src/apps/learn/choices.ts';
import { stroke } from '../../../src/apps/learn/game/brush.ts';
import { errorsOf, scoreOf, UNPAINTED } from '../../../src/apps/learn/game/scoring.ts';
import { chancesAt, doubtfulPlaces, inside, LENS, lensAt } from '../../../src/apps/learn/lens/lens.ts';
import { counted, partsOf } from '../../../src/apps/learn/measure/counts.ts';
import { gapAt, gapNear } from '../../../src/apps/learn/measure/gap.ts';
import { areaOf, CELL, NO_LABEL, reachable, withHoles } from '../../../src/apps/learn/measure/holes.ts';
import { apart, fieldOf, oneByOne, sidesFor } from '../../../src/apps/learn/measure/receptive-field.ts';
import { likeliest } from '../../../src/apps/learn/subject/specimen.ts';
import { duration } from '../../../src/apps/learn/steps/duration.ts';
import { readAddress } from '../../../src/apps/learn/address.ts';

const SIZE = { width: 60, height: 36 };
const PIXELS = SIZE.width * SIZE.height;

describe('the lens', () => {
  it('stays inside the picture, with the pixel that is looked at in it', () => {
    for (const place of [
      { x: 0, y: 0 },
      { x: 59, y: 35 },
      { x: 30, y: 18 },
      { x: 3, y: 34 },
    ]) {
      const { x, y } = lensAt(place, SIZE);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(x + LENS.width).toBeLessThanOrEqual(SIZE.width);
      expect(y + LENS.height).toBeLessThanOrEqual(SIZE.height);
      expect(place.x - x).toBeLessThan(LENS.width);
      expect(place.y - y).toBeLessThan(LENS.height);
    }
    expect(lensAt({ x: 2, y: 1 }, { width: 4, height: 3 })).toEqual({ x: 0, y: 0 });
    expect(inside({ x: -3.2, y: 99 }, SIZE)).toEqual({ x: 0, y: 35 });
  });

  it('tells what a pixel may be, likeliest first', () => {
    const size = { width: 2, height: 1 };
    const probabilities = [0.1, 0.6, 0.2, 0.1, 0.7, 0.3];
    expect(chancesAt(probabilities, size, { x: 0, y: 0 }).map(({ classId }) => classId)).toEqual([2, 1, 0]);
    expect(chancesAt(probabilities, size, { x: 1, y: 0 }, 1)).toEqual([{ classId: 0, probability: 0.6 }]);
    expect([...likeliest(Float32Array.from(probabilities), 2)]).toEqual([2, 0]);
  });

  it('wanders to where doubt is greatest, each place apart from the others', () => {
    const size = { width: 200, height: 100 };
    const entropy = new Float32Array(200 * 100);
    entropy[21 * 200 + 40] = 0.9;
    entropy[21 * 200 + 44] = 0.8;
    entropy[61 * 200 + 144] = 0.7;
    const places = doubtfulPlaces(entropy, size, 2);
    expect(places).toEqual([
      { x: 40, y: 21 },
      { x: 144, y: 61 },
    ]);
  });
});

describe('labels that are taken away', () => {
  const road = new Uint8Array(PIXELS).fill(3);

  it('are as many as was asked for, and stay away while more go', () => {
    const wide = { width: 600, height: 360 };
    const labels = new Uint8Array(600 * 360);
    const few = withHoles(labels, wide, 0.2);
    const many = withHoles(labels, wide, 0.5);
    const gone = (left: Uint8Array): number => left.filter((label) => label === NO_LABEL).length / left.length;
    expect(gone(few)).toBeCloseTo(0.2, 1);
    expect(gone(many)).toBeCloseTo(0.5, 1);
    expect(few.every((label, at) => label !== NO_LABEL || many[at] === NO_LABEL)).toBe(true);
    expect(gone(withHoles(labels, wide, 0))).toBe(0);
    expect(gone(withHoles(labels, wide, 1))).toBe(1);
  });

  it('cut off the road behind them: one pixel of a cell is enough', () => {
    expect(areaOf(reachable(road, SIZE, 3))).toBe(PIXELS);
    const cut = road.slice();
    for (let x = 0; x < SIZE.width; x += CELL) cut[2 * CELL * SIZE.width + x] = NO_LABEL;
    const reached = reachable(cut, SIZE, 3);
    expect(areaOf(reached)).toBe(PIXELS - 3 * CELL * SIZE.width);
    expect(reached[0]).toBe(0);
    expect(areaOf(reachable(road, SIZE, 4))).toBe(0);
  });
});

describe('the gap', () => {
  it('is the longest stretch of a row', () => {
    const labels = [1, 3, 3, 1, 3, 3, 3, 1];
    expect(gapAt(labels, { width: 8, height: 1 }, 0, 3)).toEqual({ y: 0, from: 4, to: 7 });
    expect(gapAt(labels, { width: 8, height: 1 }, 0, 2)).toBeNull();
  });

  it('is looked for below first where the row has none', () => {
    const labels = new Uint8Array(PIXELS);
    labels.fill(3, 20 * SIZE.width, 20 * SIZE.width + 30);
    labels.fill(3, 5 * SIZE.width, 6 * SIZE.width);
    expect(gapNear(labels, SIZE, 8, 3)).toEqual({ y: 20, from: 0, to: 30 });
    expect(gapNear(labels, SIZE, 25, 3)?.y).toBe(20);
    expect(gapNear(labels, SIZE, 25, 9)).toBeNull();
  });
});

describe('counts', () => {
  const classes = [{ id: 0 }, { id: 1 }, { id: 2 }];
  const shares = [0.7, 0.2999, 0.0001];
  const instances = [{ classId: 1 }, { classId: 1 }];

  it('are of classes, of things, or of both', () => {
    expect(counted('semantic', shares, instances, classes)).toHaveLength(2);
    expect(counted('instance', shares, instances, classes)).toEqual([{ classId: 1, things: 2, share: 0.2999 }]);
    const both = counted('panoptic', shares, instances, classes);
    expect(partsOf('panoptic', both)).toBe(3);
    expect(partsOf('instance', counted('instance', shares, instances, classes))).toBe(2);
  });
});

describe('the receptive field', () => {
  const sight = (side: number, first: number) => ({ side, probabilities: [first, 1 - first] });

  it('is the side from which on nothing changes, from the outputs alone', () => {
    expect(fieldOf([sight(16, 0.2), sight(32, 0.6), sight(64, 0.88), sight(128, 0.9)])).toBe(64);
    // what agrees by chance and then does not again is no end
    expect(fieldOf([sight(16, 0.9), sight(32, 0.6), sight(64, 0.9)])).toBe(64);
    expect(fieldOf([sight(16, 0.9), sight(32, 0.9)])).toBe(16);
    expect(fieldOf([])).toBeNull();
    expect(apart([1, 0], [0, 1])).toBe(1);
  });

  it('is looked for in squares up to one that holds the picture from any corner', () => {
    const sides = sidesFor({ width: 640, height: 360 });
    expect(sides).toEqual([...sides].sort((a, b) => a - b));
    expect(sides.at(-1)).toBe(1280);
    expect(new Set(sides).size).toBe(sides.length);
  });

  it('gives the time of one label after the other', () => {
    // each of 100 pixels sees a quarter of the picture
    expect(oneByOne(8, { width: 10, height: 10 }, 5)).toBe(200);
    expect(oneByOne(8, { width: 10, height: 10 }, 99)).toBe(800);
    expect(duration('en', 482)).toBe('482 ms');
    expect(duration('en', 1.2 * 86_400_000)).toBe('1.2 days');
  });
});

describe('the game', () => {
  it('scores paint against the truth, and counts what is bare as wrong', () => {
    const size = { width: 4, height: 1 };
    const truth = [0, 0, 1, 1];
    expect(scoreOf(truth, truth, size, 3)).toEqual({ miou: 1, right: 1 });
    expect(scoreOf([0, 0, 0, 0], truth, size, 3)).toEqual({ miou: 0.25, right: 0.5 });
    expect(scoreOf([0, UNPAINTED, 1, 1], truth, size, 3)).toEqual({ miou: 0.75, right: 0.75 });
    expect(scoreOf([UNPAINTED, UNPAINTED, UNPAINTED, UNPAINTED], truth, size, 3)).toEqual({ miou: 0, right: 0 });
    expect([...errorsOf([0, UNPAINTED, 0, 1], truth)]).toEqual([0, 1, 1, 0]);
  });

  it('paints a line as wide as the brush, and not beyond the picture', () => {
    const labels = new Uint8Array(PIXELS);
    stroke(labels, SIZE, { from: { x: 2, y: 2 }, to: { x: 57, y: 2 }, radius: 3 }, 1);
    expect(labels[2 * SIZE.width + 30]).toBe(1);
    expect(labels[5 * SIZE.width + 30]).toBe(1);
    expect(labels[6 * SIZE.width + 30]).toBe(0);
    stroke(labels, SIZE, { from: { x: 0, y: 35 }, to: { x: 0, y: 35 }, radius: 5 }, 2);
    expect(labels[35 * SIZE.width]).toBe(2);
    expect(labels.filter((label) => label === 2).length).toBeLessThan(40);
  });
});

describe('a control', () => {
  it('goes on notch by notch, and stays at either end', () => {
    expect(notch(['a', 'b', 'c'], 'a', 1)).toBe('b');
    expect(notch(['a', 'b', 'c'], 'c', 1)).toBe('c');
    expect(notch(['a', 'b', 'c'], 'a', -1)).toBe('a');
    expect(notch([0, 0.1, 0.2], 0.15, 1)).toBe(0.2);
    expect(notch([0, 0.1, 0.2], 0.15, -1)).toBe(0.1);
  });
});

describe('the address', () => {
  it('names step, picture and language; what it cannot be is the default', () => {
    const read = (query: string) => readAddress(new URLSearchParams(query), ['fr-FR']);
    expect(read('')).toEqual({ step: 'pixels', source: 'street', language: 'fr', model: '', wall: false });
    expect(read('step=4&source=camera&lang=de&wall')).toMatchObject({
      step: 'things',
      source: 'camera',
      language: 'de',
      wall: true,
    });
    expect(read('step=doubt&lang=xx&wall=0')).toMatchObject({ step: 'doubt', language: 'fr', wall: false });
    expect(read('step=seven')).toMatchObject({ step: 'pixels' });
  });
});
