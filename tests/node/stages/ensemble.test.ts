import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InputSpec } from '../../../src/core/manifest/manifest.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { createEnsemble, resampleMap, type MemberScores } from '../../../workers/stages/ensemble/ensemble.ts';
import { flipInput } from '../../../workers/stages/ensemble/flip-input.ts';
import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import { naiveProbabilities, randomScores, scoresOf, somePlacement, someScores } from './reference.ts';

const whole = ({ width, height }: Scores) => ({ x: 0, y: 0, width, height });
const member = (scores: Scores, mirrored = false): MemberScores => ({ scores, placement: whole(scores), mirrored });
const log = (p: number): number => (p > 0 ? p * Math.log(p) : 0);
const entropyOf = (probabilities: readonly number[]): number => -probabilities.reduce((sum, p) => sum + log(p), 0);

/** One for all: nothing may be left of the frame before. */
const stage = createEnsemble();

function consensus(members: readonly MemberScores[]) {
  stage.begin(members[0]!);
  members.slice(1).forEach((each) => stage.add(each));
  return stage.finish();
}

describe('an ensemble', () => {
  it('is the mean of its members, and their disagreement is the entropy that the mean has more than they have', () => {
    const scene = someScores.chain((scores) =>
      fc.record({
        scores: fc.constant(scores),
        seeds: fc.array(fc.integer(), { minLength: 0, maxLength: 3 }),
        mirrored: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      }),
    );
    fc.assert(
      fc.property(scene, ({ scores, seeds, mirrored }) => {
        const { width, height, classes } = scores;
        const others = seeds.map((seed) =>
          randomScores({ width, height, classes, kind: 'logits', interleaved: false }, seed),
        );
        const members = [member(scores), ...others.map((each, k) => member(each, mirrored[k]))];
        const result = consensus(members);
        for (let i = 0; i < width * height; i += 1) {
          const turned = i - (i % width) + (width - 1 - (i % width));
          const theirs = members.map((each) => naiveProbabilities(each.scores, each.mirrored ? turned : i));
          const mean = theirs[0]!.map((_, c) => theirs.reduce((sum, p) => sum + p[c]!, 0) / theirs.length);
          naiveProbabilities(result.scores, i).forEach((p, c) => expect(p).toBeCloseTo(mean[c]!, 5));
          const apart = entropyOf(mean) - theirs.reduce((sum, p) => sum + entropyOf(p), 0) / theirs.length;
          const most = Math.log(Math.min(theirs.length, classes));
          expect(result.disagreement[i]).toBeCloseTo(most > 0 ? apart / most : 0, 4);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('disagrees wholly where each is sure of another class, and not at all where they say the same', () => {
    const shape = { width: 2, height: 1, classes: 3, kind: 'probabilities', interleaved: false } as const;
    const a = scoresOf(shape, (pixel, id) => Number(id === pixel));
    const b = scoresOf(shape, (pixel, id) => Number(id === (pixel === 0 ? 2 : 1)));
    expect([...consensus([member(a), member(b)]).disagreement]).toEqual([1, 0]);
    expect([...consensus([member(a)]).disagreement]).toEqual([0, 0]);
  });

  it('brings another grid to the first one’s, wherever the frame lies in each', () => {
    const ramp = (scores: Scores, at: { x: number; width: number }, i: number): number =>
      (((i % scores.width) + 0.5 - at.x) / at.width) * 0.5 + 0.25;
    const shape = { classes: 2, kind: 'binary', interleaved: false } as const;
    const [small, large] = [
      { width: 8, height: 8 },
      { width: 24, height: 10 },
    ];
    const p = { x: 0, y: 0, width: 8, height: 8 };
    const q = { x: 4, y: 0, width: 16, height: 10 };
    const one = scoresOf({ ...shape, ...small }, () => 0);
    const first = scoresOf({ ...shape, ...small }, (i) => ramp(one, p, i));
    const second = scoresOf({ ...shape, ...large }, (i) => ramp({ ...one, ...large }, q, i));
    const result = consensus([
      { scores: first, placement: p, mirrored: false },
      { scores: second, placement: q, mirrored: false },
    ]);
    for (let i = 0; i < 64; i += 1) expect(result.scores.data[i]).toBeCloseTo(first.data[i]!, 5);
  });

  it('keeps its scores when a member’s memory is used again', () => {
    const scores = randomScores({ width: 3, height: 2, classes: 2, kind: 'logits', interleaved: false }, 4);
    const expected = consensus([member(scores)]).scores.data.slice();
    stage.begin(member(scores));
    scores.data.fill(9);
    expect(stage.finish().scores.data).toEqual(expected);
  });

  it('has no scores without a member', () => {
    expect(() => createEnsemble().finish()).toThrow('without a member');
  });
});

describe('a map at another size', () => {
  it('is bilinear between its values and constant beyond', () => {
    fc.assert(
      fc.property(somePlacement({ width: 4, height: 3 }), (at) => {
        const grid = bilinearGrid({ width: 4, height: 3 }, at, { width: 7, height: 5 });
        const out = new Float32Array(35);
        resampleMap(new Float32Array(12).fill(0.3), grid, out);
        out.forEach((value) => expect(value).toBeCloseTo(0.3, 6));
      }),
    );
    const grid = bilinearGrid({ width: 2, height: 1 }, { x: 0, y: 0, width: 2, height: 1 }, { width: 4, height: 1 });
    const out = new Float32Array(4);
    resampleMap(Float32Array.of(0, 1), grid, out);
    expect([...out]).toEqual([0, 0.25, 0.75, 1]);
  });
});

describe('an input in the mirror', () => {
  it.each(['NCHW', 'NHWC'] as const)('is turned around row by row in %s, and back again', (layout) => {
    const spec = { width: 3, height: 2, layout, colour: 'RGB' } as InputSpec;
    const input = Float32Array.from({ length: 18 }, (_, i) => i);
    const channel = layout === 'NCHW' ? 1 : 3;
    flipInput(input, spec);
    for (let i = 0; i < 18; i += 1) {
      const x = Math.floor(i / channel) % 3;
      expect(input[i]).toBe(i + (2 - 2 * x) * channel);
    }
    flipInput(input, spec);
    expect([...input]).toEqual(Array.from({ length: 18 }, (_, i) => i));
  });
});
