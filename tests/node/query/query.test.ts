import { describe, expect, it } from 'vitest';
import { complete } from '../../../src/core/query/complete.ts';
import { evaluate, type Hit, type Series } from '../../../src/core/query/evaluate.ts';
import { parseQuery } from '../../../src/core/query/parse.ts';
import { QueryError } from '../../../src/core/query/tokens.ts';
import { vocabularyOf } from '../../../src/core/query/vocabulary.ts';

const THINGS = ['car', 'pedestrian', 'traffic sign'];
const NAMES = ['sky', ...THINGS];
const CLASSES = NAMES.map((name) => ({ name, thing: THINGS.includes(name) }));
const WORDS = vocabularyOf(CLASSES, false, 'Tiny');
const COUNTED = vocabularyOf(CLASSES, true, 'Tiny');

/** Ten frames a second; a row a frame: sky, car, pedestrian in per cent, the rest traffic sign. */
function series(rows: readonly (readonly [number, number, number] | null)[]): Series {
  const share = (pick: (row: readonly [number, number, number]) => number): Float32Array =>
    Float32Array.from(rows, (row) => (row ? pick(row) / 100 : NaN));
  return {
    times: Float64Array.from(rows, (_, i) => i / 10),
    durations: new Float64Array(rows.length).fill(0.1),
    // as many cars as a quarter of their per cents, of pedestrians a half
    counts: [undefined, share((r) => Math.round(r[1] / 4) * 100), share((r) => (r[2] / 2) * 100), share(() => 0)],
    shares: [share((r) => r[0]), share((r) => r[1]), share((r) => r[2]), share((r) => 100 - r[0] - r[1] - r[2])],
  };
}

const ROWS = series([[50, 0, 0], [50, 12, 0], [40, 12, 4], [40, 12, 4], [40, 5, 4], null, [40, 20, 10], [90, 0, 0]]);

const frames = (hits: readonly Hit[]): string => hits.map(({ first, last }) => `${first}-${last}`).join(' ');
const ask = (text: string): string => frames(evaluate(parseQuery(text, COUNTED), ROWS));

describe('a query', () => {
  it.each([
    ['pedestrian > 3%', '2-4 6-6'],
    ['pedestrian > 0.03', '2-4 6-6'],
    ['Pedestrian>3 %', '2-4 6-6'],
    ['pedestrian > 3% and car > 10%', '2-3 6-6'],
    ['pedestrian > 3% and car > 10% for 0.2s', '2-3'],
    ['car > 10% for 300ms', '1-3'],
    ['car > 10% for 0.31s', ''],
    ['car > 10% or sky >= 90%', '1-3 6-7'],
    ['not car > 10%', '0-0 4-4 7-7'],
    ['not (car > 10% or sky > 45%)', '4-4'],
    ['car = 12% and not pedestrian', '1-1'],
    ['car > pedestrian', '1-4 6-6'],
    ['3% < pedestrian', '2-4 6-6'],
    ['pedestrian', '2-4 6-6'],
    ['"traffic sign" <= 36%', '6-7'],
    ['sky != 40%', '0-1 7-7'],
    ['(car > 10% for 0.2s) and sky < 45%', '2-3'],
    ['sky > 45% or car > 3% and pedestrian > 3%', '0-4 6-7'],
    ['car >= 0% for 1min', ''],
    ['car > 10% for 0.2s or sky > 80%', '1-3 7-7'],
    ['car > 10% for 0.2s and sky < 45% for 0.2s', '2-3'],
    ['count(car) >= 3', '1-3 6-6'],
    ['COUNT ( Car )', '1-4 6-6'],
    ['count(car) = 0', '0-0 7-7'],
    ['3 <= count("car") and count(pedestrian) > 0 for 0.2s', '2-3'],
    ['not count(pedestrian) > 1', '0-1 7-7'],
    ['count(pedestrian) < count(car)', '1-3'],
    ['count(car) != count(pedestrian) and sky > 45%', '1-1'],
    ['count("traffic sign") > 0 or count(car) >= 5', '6-6'],
    ['count(car) > 2 and car > 15%', '6-6'],
  ])('finds the frames of %s', (text, expected) => {
    expect(ask(text)).toBe(expected);
  });

  it('tells when a stretch begins and ends', () => {
    expect(evaluate(parseQuery('car > 10%', WORDS), ROWS)[0]).toMatchObject({ from: 0.1, to: 0.4 });
  });

  it.each([
    ['pedestrain > 3%', 0, 10, /Did you mean pedestrian/],
    ['car > 10% and tram', 14, 18, /no class “tram”/],
    ['car > ', 6, 6, /where the query ends/],
    ['car > 30', 6, 8, /Did you mean 30%/],
    ['car > 10% pedestrian', 10, 20, /“and”, “or” or “for”/],
    ['(car > 10%', 0, 1, /not closed/],
    ['car > 10% for 2', 14, 15, /unit/],
    ['car ? 3%', 4, 5, /“\?” means nothing/],
    ['and', 0, 3, /Expected a class/],
    ['"car', 0, 1, /quote is not closed/],
    ['', 0, 0, /where the query ends/],
    ['car > 10% for ever', 14, 18, /a time such as/],
    ['3% car', 3, 6, /comparison/],
    ['count(sky) > 1', 6, 9, /“sky” is not counted.*such as sky > 3%, or count car, pedestrian or traffic sign/],
    ['count(caar) > 1', 6, 10, /no class “caar”. Did you mean car/],
    ['count(tram) > 1', 6, 10, /no class “tram”. Classes: car, pedestrian, traffic sign/],
    ['count() > 1', 6, 7, /the class to be counted here/],
    ['count(car', 5, 6, /not closed/],
    ['count(car pedestrian)', 10, 20, /Expected “\)”/],
    ['count car > 1', 0, 5, /no class “count”/],
    ['count(car) > 10%', 13, 16, /whole numbers/],
    ['1.5 < count(car)', 0, 3, /whole numbers/],
    ['count(car) > car', 13, 16, /car alone is a share.*Write count\(car\)/],
    ['sky < count(car)', 0, 3, /sky alone is a share.*a number or another count/],
    ['count(car) >= 3 for 2', 20, 21, /unit/],
  ])('that is wrong points at the place: %s', (text, from, to, message) => {
    let thrown: unknown;
    try {
      parseQuery(text, COUNTED);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(QueryError);
    expect(thrown).toMatchObject({ from, to, message: expect.stringMatching(message) });
  });

  it.each([
    [WORDS, /analysed without instances, so nothing was counted. Choose the labelling “panoptic”/],
    [vocabularyOf([{ name: 'car', thing: false }], true, 'Surfaces'), /model Surfaces has no class of things.*Choose/],
    [vocabularyOf([{ name: 'car', thing: false }], false, 'Surfaces'), /model Surfaces has no class of things.*Choose/],
  ])('of counts says why there are none, and what to do', (vocabulary, message) => {
    expect(() => parseQuery('car > 3% or count(car) >= 2', vocabulary)).toThrow(message);
    expect(() => parseQuery('car > 3%', vocabulary)).not.toThrow();
  });

  it('may name classes that are called like its own words', () => {
    const own = vocabularyOf(
      ['and', 'count', 'for'].map((name) => ({ name, thing: true })),
      true,
      '',
    );
    expect(parseQuery('count > 3%', own)).toMatchObject({ left: { classId: 1 } });
    expect(parseQuery('count(count) and "and" > 1% or count("for") = 2', own)).toMatchObject({
      kind: 'or',
      left: { left: { left: { countOf: 1 } }, right: { left: { classId: 0 } } },
      right: { left: { countOf: 2 }, right: { value: 2 } },
    });
  });

  it('takes less than 100 ms over 100,000 frames', () => {
    const count = 100_000;
    const long: Series = {
      times: Float64Array.from({ length: count }, (_, i) => i / 30),
      durations: new Float64Array(count).fill(1 / 30),
      shares: NAMES.map((_, id) => Float32Array.from({ length: count }, (_, i) => ((i * (id + 3)) % 100) / 250)),
      counts: NAMES.map((_, id) => Float32Array.from({ length: count }, (_, i) => (i * (id + 3)) % 7)),
    };
    const query = parseQuery(
      'count(pedestrian) >= 3 and car > 10% for 0.5s or not (sky > car and pedestrian)',
      COUNTED,
    );
    const best = Math.min(
      ...Array.from({ length: 5 }, () => {
        const start = performance.now();
        evaluate(query, long);
        return performance.now() - start;
      }),
    );
    expect(best).toBeLessThan(100);
  });
});

describe('completion', () => {
  const texts = (text: string, caret = text.length): string[] => complete(text, caret, WORDS).map((each) => each.text);
  it('offers classes where one may stand, ends the word begun, and quotes what needs it', () => {
    expect(texts('')).toEqual(['sky', 'car', 'pedestrian', '"traffic sign"', 'not']);
    expect(texts('ped')).toEqual(['pedestrian']);
    expect(complete('car > 3% and ped', 16, WORDS)).toEqual([{ text: 'pedestrian', from: 13, to: 16 }]);
  });

  it('offers comparisons behind a class, joints behind a share, times behind for', () => {
    expect(texts('car ')).toContain('> 5%');
    expect(texts('car > ')).toContain('3%');
    expect(texts('car > 3% ')).toEqual(['and', 'or', 'for 0.5s']);
    expect(texts('car > 3% for ')).toEqual(['0.5s', '1s', '2s']);
    expect(texts('car ?')).toEqual([]);
  });

  it('offers counts where things are counted, what is counted inside them, and whole numbers behind', () => {
    const counted = (text: string): string[] => complete(text, text.length, COUNTED).map((each) => each.text);
    expect(counted('')).toEqual(['count(', 'sky', 'car', 'pedestrian', '"traffic sign"', 'not']);
    expect(counted('sky > 3% and co')).toEqual(['count(']);
    expect(counted('count(')).toEqual(['car)', 'pedestrian)', '"traffic sign")']);
    expect(counted('count(ped')).toEqual(['pedestrian)']);
    expect(counted('count(car ')).toEqual([')']);
    expect(counted('count(car) ')).toEqual(['>= 1', '>= 2', '>= 3', '= 0', 'and', 'or', 'for 0.5s']);
    expect(counted('count(car) >= ')).toEqual(expect.arrayContaining(['2', 'count(pedestrian)']));
    expect(counted('count(car) >= ')).not.toContain('3%');
    expect(counted('(')).toContain('sky');
    expect(counted('not ')).toContain('count(');
    expect(counted('count(car) > 2 and (car > 3%) ')).toEqual(['and', 'or', 'for 0.5s']);
  });
});
