import { describe, expect, it } from 'vitest';
import { labellingOf } from '../../../src/cli/evaluate/labelling.ts';
import { matchClasses } from '../../../src/cli/evaluate/match-classes.ts';
import { confusionTable, table } from '../../../src/cli/evaluate/report.ts';
import { Tally } from '../../../src/cli/evaluate/tally.ts';
import { readTask } from '../../../src/cli/evaluate/task.ts';
import { Worst } from '../../../src/cli/evaluate/worst.ts';

describe('matching classes', () => {
  it('goes by name, in whatever order the model has them', () => {
    expect([...matchClasses('m', ['b', 'c', 'a'], ['a', 'b', 'c']).subarray(0, 4)]).toEqual([1, 2, 0, 255]);
  });

  it('names what only one side has', () => {
    expect(() => matchClasses('m', ['a', 'x'], ['a', 'b'])).toThrow(
      /labels have b, which it lacks; it has x, .*--classes/,
    );
    expect(() => matchClasses('m', ['a', 'b', 'x'], ['a', 'b'])).toThrow(/"m" are not those of the labels: it has x/);
  });
});

describe('a tally', () => {
  const tally = new Tally(['a', 'b'], matchClasses('m', ['b', 'a'], ['a', 'b']));
  const truth = { width: 2, height: 2, ids: Uint8Array.of(0, 0, 1, 255) };
  // in the model's ids: b, a, b, b
  const own = tally.add(Uint8Array.of(0, 1, 0, 0), Float32Array.of(1, 1, 1, 0.1), truth);
  const { result } = tally;

  it('counts in the truth’s ids and leaves void out', () => {
    expect(result.confusion).toEqual([
      [1, 1],
      [0, 1],
    ]);
    expect(result.classes.map(({ share, iou }) => [share, iou])).toEqual([
      [2 / 3, 1 / 2],
      [1 / 3, 1 / 2],
    ]);
    expect([result.miou, result.pixelAccuracy, own]).toEqual([1 / 2, 2 / 3, 1 / 2]);
    expect(result.calibrationError).toBeCloseTo(1 / 3, 12);
  });

  it('is printed with a column for each variant', () => {
    const text = table({ raw: result, refined: result });
    expect(text).toContain('IoU, raw | IoU, refined | boundary F, raw | boundary F, refined |');
    expect(text).toMatch(/\| a +\| +66\.7 % \| +0\.500 \| +0\.500 \|/);
    expect(text).toContain('raw: pixel accuracy 66.7 %, calibration error (ECE) 33.3 %');
    expect(confusionTable(result)).toMatch(/\| a +\| +50\.0 \| +50\.0 \|/);
  });

  it('is printed so that a name stays a name, in a document as in a spreadsheet', () => {
    const named = new Tally(['=1+1', 'a|b\nc'], matchClasses('m', ['=1+1', 'a|b\nc'], ['=1+1', 'a|b\nc']));
    named.add(Uint8Array.of(0, 1), Float32Array.of(1, 1), { width: 2, height: 1, ids: Uint8Array.of(0, 1) });
    for (const text of [table({ raw: named.result }), confusionTable(named.result)]) {
      expect(text).toContain("| '=1+1 ");
      expect(text).toContain('a\\|b c');
    }
  });

  it.each([1000, 1100])('of %i classes counts by 16 bits, and lists those that occur', (count) => {
    const names = Array.from({ length: count }, (_, id) => `c${id}`);
    const wide = new Tally(names, matchClasses('m', names.toReversed(), names));
    const last = count - 1;
    // in the model's ids, which count down: c0, c300, c300, and a void one
    const said = Uint16Array.of(last, last - 300, last - 300, last);
    const ids = Uint16Array.of(0, 300, 255, 65_535);
    wide.add(said, Float32Array.of(1, 1, 0, 1), { width: 2, height: 2, ids });
    const { classes, confusion, pixelAccuracy, boundaryF } = wide.result;
    expect([0, 255, 300].map((id) => classes[id]?.iou)).toEqual([1, 0, 0.5]);
    expect(pixelAccuracy).toBeCloseTo(2 / 3, 12);
    expect(boundaryF).toBeGreaterThan(0);
    expect(confusion.length).toBe(count <= 1024 ? count : 0);
    if (confusion.length > 0) expect([confusion[255]?.[300], confusion[300]?.[300]]).toEqual([1, 1]);
    const lines = table({ raw: wide.result }).split('\n');
    expect(lines.filter((line) => line.startsWith('| c')).map((line) => line.split(' ')[1])).toEqual(
      expect.arrayContaining(['c0', 'c255', 'c300']),
    );
    expect(lines.length).toBeLessThan(12);
  });

  it('names a few of many classes that only one side has', () => {
    const names = Array.from({ length: 300 }, (_, id) => `c${id}`);
    expect(() => matchClasses('m', names, names.slice(0, 2))).toThrow(/it has c2, .*c11 and 288 more, which/);
  });

  it('shows a dash for a class that never occurs', () => {
    const none = new Tally(['a', 'b', 'c'], matchClasses('m', ['a', 'b', 'c'], ['a', 'b', 'c']));
    none.add(Uint8Array.of(0, 1), Float32Array.of(1, 1), { width: 2, height: 1, ids: Uint8Array.of(0, 1) });
    expect(table({ raw: none.result })).toMatch(/\| c +\| +0\.0 % \| +– \| +– \|/);
  });
});

describe('the worst frames', () => {
  it('are the lowest scores, worst first', () => {
    const worst = new Worst<{ score: number }>(2);
    for (const score of [0.5, 0.9, 0.1, 0.4]) worst.add({ score });
    expect(worst.frames.map(({ score }) => score)).toEqual([0.1, 0.4]);
    const none = new Worst<{ score: number }>(0);
    none.add({ score: 1 });
    expect(none.frames).toEqual([]);
  });
});

describe('what an evaluation is asked', () => {
  const given = ['--model', 'm', '--images', 'i', '--labels', 'l'];

  it('has the eleven classes, and void after them, unless told otherwise', () => {
    const task = readTask(given);
    expect([task.classes.length, task.variants]).toEqual([11, ['raw', 'refined']]);
    expect(labellingOf(task, 0)).toMatchObject({ first: 0, unscored: new Set([11]) });
    expect(readTask([...given, '--classes', 'a, b', '--void', '7,255']).unscored).toEqual(new Set([7, 255]));
    expect(readTask([...given, '--void', 'none', '--variant', 'raw'])).toMatchObject({ variants: ['raw'] });
    expect(readTask([...given, '--refine', '{"minRegion":9}']).refine).toEqual({ minRegion: 9 });
  });

  it('has labels that start where it says, else where the model’s manifest does, and void behind the last class', () => {
    expect(labellingOf(readTask(given), 1)).toMatchObject({ first: 1, unscored: new Set([12]) });
    const own = readTask([...given, '--labels-start', '3', '--classes', 'a,b']);
    expect(labellingOf(own, 1)).toEqual({ classes: ['a', 'b'], first: 3, unscored: new Set([5]) });
    expect(labellingOf(readTask([...given, '--labels-start', '0']), 1).first).toBe(0);
  });

  it('is complained about with the usage', () => {
    const bad: [string[], RegExp][] = [
      [['--model', 'm'], /--images is missing/],
      [[...given, '--nonsense', '1'], /nonsense/],
      [[...given, '--backend', 'cuda'], /--backend is "cuda"; it may be wasm/],
      [[...given, '--runtime', 'tf'], /--runtime is "tf"; it may be auto, ort, litert/],
      [[...given, '--void', '65536'], /values go up to 65535/],
      [[...given, '--classes', ' , '], /--classes holds no name/],
      [[...given, '--labels-start', '-1'], /--labels-start/],
      [[...given, '--labels-start', '65535'], /--labels-start is "65535"; .* 0 to 65534/],
      [[...given, '--limit', '0'], /whole number from 1/],
      [[...given, '--classes', 'a,b,a'], /names "a" twice/],
      [[...given, '--refine', 'nonsense'], /--refine is no JSON/],
      [[...given, '--refine', '3'], /--refine is no object/],
    ];
    for (const [args, problem] of bad) {
      expect(() => readTask(args)).toThrow(problem);
      expect(() => readTask(args)).toThrow('npm run evaluate -- --model ID');
    }
  });
});
