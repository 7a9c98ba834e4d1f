import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfusionMatrix } from '../../../src/core/metrics/confusion.ts';

const VOID = 255;
const same = Uint8Array.from({ length: 256 }, (_, id) => id);

function matrixOf(
  classes: number,
  labels: readonly number[],
  truth: readonly number[],
  toTruth = same,
): ConfusionMatrix {
  const matrix = new ConfusionMatrix(classes);
  const size = { width: labels.length, height: 1 };
  matrix.add(Uint8Array.from(labels), size, Uint8Array.from(truth), size, toTruth);
  return matrix;
}

/** By the definition: the pixels of both sides as sets. */
function bruteIou(id: number, labels: readonly number[], truth: readonly number[], classes: number): number | null {
  const counted = labels.map((_, i) => i).filter((i) => labels[i]! < classes && truth[i]! < classes);
  const said = new Set(counted.filter((i) => labels[i] === id));
  const actual = new Set(counted.filter((i) => truth[i] === id));
  const union = new Set([...said, ...actual]);
  return union.size === 0 ? null : [...said].filter((i) => actual.has(i)).length / union.size;
}

describe('the IoU of a class', () => {
  it('is what comes out of sets of pixels', () => {
    const pair = fc.tuple(fc.constantFrom(0, 1, 2, 3, VOID), fc.constantFrom(0, 1, 2, 3, VOID));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 80 }), (pairs) => {
        const labels = pairs.map(([label]) => label);
        const truth = pairs.map(([, actual]) => actual);
        const matrix = matrixOf(4, labels, truth);
        for (let id = 0; id < 4; id += 1) {
          const expected = bruteIou(id, labels, truth, 4);
          if (expected === null) expect(matrix.iou(id)).toBeNull();
          else expect(matrix.iou(id)).toBeCloseTo(expected, 12);
        }
      }),
    );
  });

  it('adds up over frames', () => {
    const matrix = matrixOf(2, [0, 0], [0, 1]);
    matrix.add(Uint8Array.of(1), { width: 1, height: 1 }, Uint8Array.of(1), { width: 1, height: 1 }, same);
    expect([matrix.iou(0), matrix.iou(1)]).toEqual([1 / 2, 1 / 2]);
  });

  it('is 0, not missing, where a class is only ever missed', () => {
    expect(matrixOf(3, [0, 0], [0, 2]).iou(2)).toBe(0);
  });
});

describe('a confusion matrix', () => {
  it('has the truth in its rows and the label in its columns', () => {
    expect([...matrixOf(2, [1, 1, 0], [0, 0, 0]).counts]).toEqual([1, 2, 0, 0]);
  });

  it('leaves void out, on either side', () => {
    expect([...matrixOf(2, [VOID, 0, 0], [0, VOID, 0]).counts]).toEqual([1, 0, 0, 0]);
  });

  it('reads labels in the truth’s numbering', () => {
    const swapped = Uint8Array.from(same);
    swapped.set([1, 0, VOID]);
    const matrix = matrixOf(2, [1, 0, 2], [0, 1, 1], swapped);
    expect([matrix.iou(0), matrix.iou(1)]).toEqual([1, 1]);
  });

  it('looks the truth up at the nearest pixel where it is smaller', () => {
    const matrix = new ConfusionMatrix(4);
    const labels = Uint8Array.of(0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 3, 3, 2, 2, 3, 3);
    matrix.add(labels, { width: 4, height: 4 }, Uint8Array.of(0, 1, 2, 3), { width: 2, height: 2 }, same);
    expect(matrix.miou).toBe(1);
    expect(matrix.counts.reduce((sum, each) => sum + each, 0)).toBe(16);
  });

  it('looks the truth up in the middle where it is larger', () => {
    const matrix = new ConfusionMatrix(2);
    const truth = Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0, 0);
    matrix.add(Uint8Array.of(1), { width: 1, height: 1 }, truth, { width: 3, height: 3 }, same);
    expect(matrix.iou(1)).toBe(1);
  });

  it('looks up rows and columns by themselves, for any sizes', () => {
    const side = fc.integer({ min: 1, max: 9 });
    const size = fc.record({ width: side, height: side });
    fc.assert(
      fc.property(size, size, (size, truthSize) => {
        const truth = Uint8Array.from({ length: truthSize.width * truthSize.height }, (_, i) => i);
        const nearest = Uint8Array.from({ length: size.width * size.height }, (_, i) => {
          const u = ((i % size.width) + 0.5) / size.width;
          const v = (Math.floor(i / size.width) + 0.5) / size.height;
          return Math.floor(v * truthSize.height + 1e-9) * truthSize.width + Math.floor(u * truthSize.width + 1e-9);
        });
        const matrix = new ConfusionMatrix(81);
        matrix.add(nearest, size, truth, truthSize, same);
        const agreeing = Array.from({ length: 81 }, (_, id) => matrix.counts[id * 81 + id]!);
        expect(agreeing.reduce((sum, each) => sum + each, 0)).toBe(size.width * size.height);
      }),
    );
  });

  it('lets older frames fade', () => {
    const matrix = matrixOf(2, [0, 0, 0, 0], [0, 0, 1, 1]);
    matrix.fade(0.5);
    matrix.add(Uint8Array.of(1, 1), { width: 2, height: 1 }, Uint8Array.of(1, 1), { width: 2, height: 1 }, same);
    expect([...matrix.counts]).toEqual([1, 0, 1, 2]);
    matrix.fade(0);
    expect(matrix.iou(0)).toBeNull();
  });
});

describe('mean IoU', () => {
  it('is over the classes that occur', () => {
    expect(matrixOf(5, [0, 0, 1, 1], [0, 0, 1, 0]).miou).toBeCloseTo((2 / 3 + 1 / 2) / 2, 12);
  });

  it('is 0 of nothing', () => {
    expect(new ConfusionMatrix(3).miou).toBe(0);
    expect(matrixOf(2, [VOID], [VOID]).miou).toBe(0);
  });
});
