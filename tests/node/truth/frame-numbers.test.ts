import { describe, expect, it } from 'vitest';
import { frameNumbers } from '../../../src/core/truth/frame-numbers.ts';

const ALL = Array.from({ length: 60 }, (_, i) => i);
const numbers = (names: readonly string[], analysed: readonly number[] = ALL, frameCount = 60) =>
  frameNumbers(names, { analysed, frameCount });

describe('the frame that a label image belongs to', () => {
  it.each([
    [
      ['f00000_label2.png', 'f00001_label2.png', 'f00002_label2.png'],
      [0, 1, 2],
    ],
    [
      ['frame_0003_v2.png', 'frame_0004_v2.png'],
      [3, 4],
    ],
    [['frame_0003_v2.png'], [3]],
    [
      ['2026-11-28_000012.png', '2026-11-28_000013.png'],
      [12, 13],
    ],
    [['2026-11-28_000012.png'], [12]],
    [['labels/000042.png'], [42]],
    [['drive-2024/frame_7.png'], [7]],
    [
      ['0001TP_000013.png', '0001TP_000043_L.png'],
      [13, 43],
    ],
    [
      ['aachen_000003_000019_gtFine_labelIds.png', 'aachen_000004_000019_gtFine_labelIds.png'],
      [3, 4],
    ],
    [
      ['frankfurt_000000_000009_gtFine_labelIds.png', 'frankfurt_000000_000010_gtFine_labelIds.png'],
      [9, 10],
    ],
    [
      ['cam0_000010.png', 'cam1_000010.png', 'cam0_000020.png', 'cam1_000020.png'],
      [10, 10, 20, 20],
    ],
    [
      ['12/label.png', '13/label.png'],
      [12, 13],
    ],
    [
      ['7.png', 'notes.png'],
      [7, null],
    ],
  ])('is told by the number that differs: %j', (names, indices) => {
    expect(numbers(names)).toEqual({ indices, note: null });
  });

  it('is the n-th where no name has a number', () => {
    expect(numbers(['a.png', 'b.png', 'c.png'], [0, 5, 10])).toEqual({ indices: [0, 5, 10], note: null });
  });

  it('counts from 0; names that count from 1 are seen by the last one, and said to be', () => {
    const files = ALL.map((i) => `f${String(i + 1).padStart(4, '0')}.png`);
    const { indices, note } = numbers(files);
    expect(indices).toEqual(ALL);
    expect(note).toMatch(/count from 1/);
    expect(numbers(['1.png', '6.png', '11.png'], [0, 5, 10]).indices).toEqual([0, 5, 10]);
  });

  it('is told to have been taken from 0 where the names leave it open', () => {
    const { indices, note } = numbers(['1.png', '2.png', '3.png']);
    expect(indices).toEqual([1, 2, 3]);
    expect(note).toMatch(/begin with 1 and were taken to count from 0/);
    expect(numbers(['0.png', '1.png', '2.png']).note).toBeNull();
    expect(numbers(['1.png', '7.png']).note).toBeNull();
  });

  it('is the n-th analysed one where the numbers count the images or are somebody else’s', () => {
    const [every5, said] = [[0, 5, 10, 15], /in order/];
    for (const names of [
      ['0.png', '1.png', '2.png', '3.png'],
      ['1.png', '2.png', '3.png', '4.png'],
      ['006690.png', '006720.png', '006750.png', '006780.png'],
    ]) {
      const { indices, note } = numbers(names, every5);
      expect(indices).toEqual(every5);
      expect(note).toMatch(said);
    }
    expect(numbers(['400.png', '500.png']).indices).toEqual([400, 500]);
  });

  it('is nobody’s where there are no names', () => expect(numbers([])).toEqual({ indices: [], note: null }));
});
