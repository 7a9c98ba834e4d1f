import { describe, expect, it } from 'vitest';
import { complete } from '../../../src/core/query/complete.ts';
import { evaluate, type Hit, type Series } from '../../../src/core/query/evaluate.ts';
import { parseQuery } from '../../../src/core/query/parse.ts';
import { QueryError } from '../../../src/core/query/tokens.ts';

const NAMES = ['sky', 'car', 'pedestrian', 'traffic sign'];

/** Ten frames a second; a row a frame: sky, car, pedestrian in per cent, the rest traffic sign. */
function series(rows: readonly (readonly [number, number, number] | null)[]): Series {
  const share = (pick: (row: readonly [number, number, number]) => number): Float32Array =>
    Float32Array.from(rows, (row) => (row ? pick(row) / 100 : NaN));
  return {
    times: Float64Array.from(rows, (_, i) => i / 10),
    durations: new Float64Array(rows.length).fill(0.1),
    shares: [share((r) => r[0]), share((r) => r[1]), share((r) => r[2]), share((r) => 100 - r[0] - r[1] - r[2])],
  };
}

const ROWS = series([[50, 0, 0], [50, 12, 0], [40, 12, 4], [40, 12, 4], [40, 5, 4], null, [40, 20, 10], [90, 0, 0]]);

const frames = (hits: readonly Hit[]): string => hits.map(({ first, last }) => `${first}-${last}`).join(' ');
const ask = (text: string): string => frames(evaluate(parseQuery(text, NAMES), ROWS));

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
  ])('finds the frames of %s', (text, expected) => {
    expect(ask(text)).toBe(expected);
  });

  it('tells when a stretch begins and ends', () => {
    expect(evaluate(parseQuery('car > 10%', NAMES), ROWS)[0]).toMatchObject({ from: 0.1, to: 0.4 });
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
  ])('that is wrong points at the place: %s', (text, from, to, message) => {
    let thrown: unknown;
    try {
      parseQuery(text, NAMES);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(QueryError);
    expect(thrown).toMatchObject({ from, to, message: expect.stringMatching(message) });
  });

  it('takes less than 100 ms over 100,000 frames', () => {
    const count = 100_000;
    const long: Series = {
      times: Float64Array.from({ length: count }, (_, i) => i / 30),
      durations: new Float64Array(count).fill(1 / 30),
      shares: NAMES.map((_, id) => Float32Array.from({ length: count }, (_, i) => ((i * (id + 3)) % 100) / 250)),
    };
    const query = parseQuery('pedestrian > 3% and car > 10% for 0.5s or not (sky > car and pedestrian)', NAMES);
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
  const texts = (text: string, caret = text.length): string[] => complete(text, caret, NAMES).map((each) => each.text);
  it('offers classes where one may stand, ends the word begun, and quotes what needs it', () => {
    expect(texts('')).toEqual(['sky', 'car', 'pedestrian', '"traffic sign"', 'not']);
    expect(texts('ped')).toEqual(['pedestrian']);
    expect(complete('car > 3% and ped', 16, NAMES)).toEqual([{ text: 'pedestrian', from: 13, to: 16 }]);
  });

  it('offers comparisons behind a class, joints behind a share, times behind for', () => {
    expect(texts('car ')).toContain('> 5%');
    expect(texts('car > ')).toContain('3%');
    expect(texts('car > 3% ')).toEqual(['and', 'or', 'for 0.5s']);
    expect(texts('car > 3% for ')).toEqual(['0.5s', '1s', '2s']);
    expect(texts('car ?')).toEqual([]);
  });
});
