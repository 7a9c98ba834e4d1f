import { describe, expect, it } from 'vitest';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { bound } from '../../../workers/stages/bound/bound.ts';
import { divide } from '../../../workers/stages/bound/division.ts';
import { createSpread } from '../../../workers/stages/bound/spread.ts';

const classes = (...names: string[]) => names.map((name, id) => ({ id, name, colour: '#000000', thing: false }));
const PARTS = classes('background', 'hair', 'skin');
const FAST = classes('background', 'person');

function planes(kind: Scores['kind'], width: number, ...each: number[][]): Scores {
  const count = each[0]!.length;
  const data = Float32Array.from(each.flat());
  return {
    width,
    height: count / width,
    classes: kind === 'binary' ? 2 : each.length,
    kind,
    data,
    classStride: count,
    pixelStride: 1,
  };
}
const whole = ({ width, height }: Scores) => ({ x: 0, y: 0, width, height });

describe('a division of classes', () => {
  it('gives the companion what both know by name, and the rest to the model', () => {
    expect(divide(PARTS, FAST)).toEqual({ classes: 3, shared: [{ id: 0, theirs: 0 }], own: [1, 2] });
    const turned = divide(classes('hair', 'ground', 'sky'), classes('thing', 'sky', 'ground'));
    expect(turned).toEqual({
      classes: 3,
      shared: [
        { id: 1, theirs: 2 },
        { id: 2, theirs: 1 },
      ],
      own: [0],
    });
  });

  it.each([
    [PARTS, classes('sky', 'road')],
    [PARTS, PARTS],
    [FAST, classes('background', 'person', 'dog')],
  ])('is refused where nothing can be divided', (model, companion) => {
    expect(() => divide(model, companion)).toThrow(/"companion" labels .*some of these/);
  });
});

describe('what a model says of its own classes, spread', () => {
  const spread = createSpread([1, 2]);

  it('is what it says where it says one of them', () => {
    const scores = planes('probabilities', 2, [0.1, 0.2], [0.8, 0.2], [0.1, 0.6]);
    const [hair, hairToo, skin, skinToo] = spread.run(scores, whole(scores), scores, whole(scores));
    expect(hair).toBeCloseTo(0.88, 1);
    expect(skinToo).toBeCloseTo(0.74, 1);
    expect(hair! + skin!).toBeCloseTo(1, 6);
    expect(hairToo! + skinToo!).toBeCloseTo(1, 6);
  });

  it('is what lies around where it says none, and the likeliest where none is around', () => {
    const width = 200;
    const near = Array.from({ length: width }, (_, x) => (x === 10 ? 8 : -14));
    const far = Array.from({ length: width }, (_, x) => (x > 100 ? -13 : -15));
    const scores = planes(
      'logits',
      width,
      Array.from({ length: width }, () => 0),
      near,
      far,
    );
    const made = spread.run(scores, whole(scores), scores, whole(scores));
    const hairAt = (x: number): number => made[x]!;
    expect(hairAt(10)).toBeGreaterThan(0.99);
    expect(hairAt(13)).toBeGreaterThan(0.9);
    expect(hairAt(150)).toBeLessThan(0.5);
    expect(hairAt(60)).toBeGreaterThan(0.5);
  });

  it('is what lies around where it says next to nothing, whatever else it finds possible there', () => {
    const edge = Array.from({ length: 40 }, (_, x) => (x < 20 ? [0.02, 0.97, 0.01] : [0.9, 0.04, 0.06]));
    const scores = planes('probabilities', 40, ...[0, 1, 2].map((id) => edge.map((each) => each[id]!)));
    const tall = { ...scores, height: 40, data: new Float32Array(3 * 1600), classStride: 1600 };
    for (let i = 0; i < 4800; i += 1) tall.data[i] = edge[i % 40]![Math.floor(i / 1600)]!;
    const made = spread.run(tall, whole(tall), tall, whole(tall));
    expect(made[20 * 40 + 20]).toBeGreaterThan(0.5);
  });

  it('lies where the frame lies on another grid', () => {
    // letterboxed: the frame is in the middle two columns of four
    const scores = planes('probabilities', 4, [1, 0, 0, 1], [0, 1, 0, 0], [0, 0, 1, 0]);
    const made = spread.run(
      scores,
      { x: 1, y: 0, width: 2, height: 1 },
      { width: 6, height: 2 },
      { x: 0, y: 0, width: 6, height: 2 },
    );
    const hair = Array.from(made.subarray(0, 12), Math.round);
    expect(hair).toEqual([1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0]);
  });

  it('sums to 1 at every place of random scores, numbers or not', () => {
    const random = (): number[] => Array.from({ length: 35 }, () => (Math.random() - 0.5) * 60);
    const scores = planes('logits', 7, random(), random(), random());
    scores.data[3] = NaN;
    const made = spread.run(scores, whole(scores), scores, whole(scores));
    for (let i = 0; i < 35; i += 1) expect(made[i]! + made[35 + i]!).toBeCloseTo(1, 5);
  });
});

describe('a companion’s labels with a model’s classes', () => {
  const parts = Float32Array.of(0.9, 0.5, 0.1, 0.5);

  it('keep what both know, and divide the rest', () => {
    const out = new Float32Array(6);
    bound(planes('binary', 2, [0.8, 0]), parts, divide(PARTS, FAST), out);
    expect([...out].map((each) => Math.round(each * 100))).toEqual([20, 100, 72, 0, 8, 0]);
  });

  it('are the same of planes as of one', () => {
    const person = Array.from({ length: 12 }, Math.random);
    const random = Float32Array.from({ length: 24 }, Math.random);
    for (let i = 0; i < 12; i += 1) random[12 + i] = 1 - random[i]!;
    const [one, other] = [new Float32Array(36), new Float32Array(36)];
    bound(planes('binary', 4, person), random, divide(PARTS, FAST), one);
    bound(
      planes(
        'probabilities',
        4,
        person.map((p) => 1 - p),
        person,
      ),
      random,
      divide(PARTS, FAST),
      other,
    );
    one.forEach((each, i) => expect(each).toBeCloseTo(other[i]!, 6));
    for (let i = 0; i < 12; i += 1) expect(one[i]! + one[12 + i]! + one[24 + i]!).toBeCloseTo(1, 6);
  });

  it('count what is no number as nothing of the companion’s own', () => {
    const out = new Float32Array(3);
    bound(planes('binary', 1, [NaN]), Float32Array.of(1, 0), divide(PARTS, FAST), out);
    expect([...out]).toEqual([1, 0, 0]);
  });
});
