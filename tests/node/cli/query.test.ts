import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeResults } from '../../../src/cli/merge/merge-results.ts';
import { find } from '../../../src/cli/query/find.ts';
import type { Found } from '../../../src/cli/query/found.ts';
import { openResults } from '../../../src/cli/query/result-set.ts';
import type { JournalFrame } from '../../../src/cli/results/journal.ts';
import { evaluate, type Series } from '../../../src/core/query/evaluate.ts';
import { parseQuery } from '../../../src/core/query/parse.ts';
import { vocabularyOf } from '../../../src/core/query/vocabulary.ts';
import { ownFolder, PATIENCE } from './folder.ts';
import { frameAt, layResult, MAKING } from './results.ts';

const folder = ownFolder();

async function found(query: string, at = folder.path): Promise<Found[]> {
  const all: Found[] = [];
  for await (const each of find(query, await openResults(at))) all.push(each);
  return all;
}

describe('perpixel query', { timeout: PATIENCE }, () => {
  it('finds what lasts, video by video, with the ends of the frames', async () => {
    await layResult(
      folder.path,
      'b/drive.mp4',
      [0, 0.2, 0.2, 0.2, 0, 0.2].map((car, i) => frameAt(i, car)),
    );
    await layResult(
      folder.path,
      'a/drive.mp4',
      [0.3, 0.3, 0].map((car, i) => frameAt(i, car)),
    );
    const ranges = await found('car > 10% for 0.2s');
    expect(ranges.sort((a, b) => (a.video < b.video ? -1 : 1))).toEqual([
      { video: 'a/drive.mp4', from: 0, to: expect.closeTo(0.2, 6), frames: 2 },
      { video: 'b/drive.mp4', from: expect.closeTo(0.1, 6), to: expect.closeTo(0.4, 6), frames: 3 },
    ]);
  });

  it('counts things, and breaks a stretch where a frame was lost', async () => {
    const counts = [2, 2, null, 2, 1];
    await layResult(
      folder.path,
      'drive.mp4',
      counts.map((cars, i) => frameAt(i, cars === null ? null : 0.5, cars ?? 0)),
    );
    const places = (await found('count(car) >= 2')).map(({ from, frames }) => [Math.round(from * 10), frames]);
    expect(places).toEqual([
      [0, 2],
      [3, 1],
    ]);
    // a lost frame is not one without cars either
    expect((await found('not count(car) >= 2')).map(({ frames }) => frames)).toEqual([1]);
  });

  it('takes as many conditions as it can tell apart, and says so of more', async () => {
    await layResult(folder.path, 'drive.mp4', [frameAt(0, 0.305), frameAt(1, 0.6)]);
    const some = (count: number): string =>
      Array.from({ length: count }, (_, i) => `(car > ${i + 1}% for 0.01s)`).join(' and ');
    expect((await found(some(52))).map(({ frames }) => frames)).toEqual([1]);
    await expect(found(some(53))).rejects.toMatchObject({ exitCode: 2, problem: 'It has 53 conditions.' });
  });

  it('finds the same in the merged data set', async () => {
    for (const [name, cars] of [['one.mp4', [0.2, 0, 0.2]] as const, ['two.mp4', [0.2, 0.2, 0]] as const])
      await layResult(
        folder.path,
        name,
        cars.map((car, i) => frameAt(i, car)),
      );
    await mergeResults(folder.path, join(folder.path, 'merged'), false);
    for (const query of ['car > 10%', 'not car > 10%']) {
      const apart = await found(query);
      expect(await found(query, join(folder.path, 'merged'))).toEqual(
        apart.sort((a, b) => (a.video < b.video ? -1 : a.video > b.video ? 1 : a.from - b.from)),
      );
    }
  });

  it('finds in a table what the analyst’s page finds in the same figures', async () => {
    const side = fc
      .constantFrom('car', 'road', '"traffic ""sign"""', '20%', '0.5', '90%')
      .map((text) => text.replaceAll('""', ''));
    const compare = fc.tuple(fc.constantFrom('car', 'road'), fc.constantFrom('>', '>=', '<', '<=', '=', '!='), side);
    const count = fc.tuple(fc.constant('count(car)'), fc.constantFrom('>', '<=', '='), fc.constantFrom('0', '1', '2'));
    const text = fc.letrec<{ query: string }>((tie) => ({
      query: fc.oneof(
        { maxDepth: 3 },
        fc.oneof(compare, count).map((parts) => parts.join(' ')),
        fc.tuple(tie('query'), fc.constantFrom('and', 'or'), tie('query')).map(([a, by, b]) => `(${a}) ${by} (${b})`),
        tie('query').map((inner) => `not (${inner})`),
        tie('query').map((inner) => `(${inner}) for 0.2s`),
      ),
    })).query;
    const frames = Array.from({ length: 60 }, (_, i) =>
      frameAt(i, i % 17 === 16 ? null : Math.fround([0, 0.2, 0.9, 0.5, 0.2][(i * 7) % 5]!), i % 3),
    );
    await layResult(folder.path, 'drive.mp4', frames);
    const set = await openResults(folder.path);
    const vocabulary = vocabularyOf(MAKING.classes, true, 'Drive');
    await fc.assert(
      fc.asyncProperty(text, async (query) => {
        fc.pre(!query.includes('sign'));
        const all: Found[] = [];
        for await (const each of find(query, set)) all.push(each);
        const expected = evaluate(parseQuery(query, vocabulary), seriesOf(frames));
        expect(all.map(({ frames: length, from }) => [Math.round(from * 10), length])).toEqual(
          expected.map(({ first, last }) => [first, last - first + 1]),
        );
      }),
      { numRuns: 40, seed: 5 },
    );
  });

  it('says what is not there, and what would be', async () => {
    await expect(openResults(join(folder.path, 'nowhere'))).rejects.toMatchObject({ exitCode: 2 });
    await expect(openResults(folder.path)).rejects.toThrow(/no results/);
    await layResult(folder.path, 'drive.mp4', [frameAt(0, 0.5)]);
    await expect(found('cat > 3%')).rejects.toThrow(/Did you mean car/);
  });

  it('takes a folder by any name', async () => {
    const odd = join(folder.path, "it's =cmd\n*");
    await mkdir(odd);
    await layResult(join(folder.path, 'plain'), 'drive.mp4', [frameAt(0, 0.5)]);
    await rename(join(folder.path, 'plain'), join(odd, 'x'));
    expect(await found('car', join(odd, 'x'))).toHaveLength(1);
  });
});

function seriesOf(frames: readonly JournalFrame[]): Series {
  const column = (value: (frame: JournalFrame) => number | undefined): Float32Array =>
    Float32Array.from(frames, (frame) => value(frame) ?? NaN);
  return {
    times: Float64Array.from(frames, ({ time }) => time),
    durations: new Float64Array(frames.length).fill(0.1),
    shares: MAKING.classes.map((_, id) => column(({ shares }) => shares?.[id])),
    counts: MAKING.classes.map((_, id) => (id === 1 ? column(({ columns }) => columns?.[0]) : undefined)),
  };
}
