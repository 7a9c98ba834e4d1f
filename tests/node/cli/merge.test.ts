import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { mergeResults } from '../../../src/cli/merge/merge-results.ts';
import { addFailure, failedFile } from '../../../src/cli/results/failed-file.ts';
import { placesOf } from '../../../src/cli/results/places.ts';
import { joinRun } from '../../../src/cli/results/run-file.ts';
import { hashed, ownFolder, PATIENCE } from './folder.ts';
import { frameAt, layResult, MAKING } from './results.ts';

const folder = ownFolder();
const NAMES = ['z.mp4', 'a/x.mp4', 'b/x.mp4'];

async function lay(out: string, names: readonly string[]): Promise<void> {
  await joinRun(out, MAKING, NAMES);
  for (const name of names) {
    await layResult(out, name, [frameAt(0, 0.25, 1), frameAt(1, null), frameAt(2, name.length / 10, 2)]);
  }
}

const rowsOf = async (path: string): Promise<Record<string, unknown>[]> => {
  const { buffer, byteOffset, byteLength } = await readFile(path);
  return parquetReadObjects({ file: buffer.slice(byteOffset, byteOffset + byteLength) });
};

describe('perpixel merge', { timeout: PATIENCE }, () => {
  it('makes one table of all videos, in the order of their names, and sums them up', async () => {
    await lay(folder.path, NAMES);
    const out = join(folder.path, 'merged');
    const summary = await mergeResults(folder.path, out, false);
    const rows = await rowsOf(join(out, 'frames.parquet'));
    expect(rows.map(({ video, index }) => `${String(video)} ${String(index)}`)).toEqual(
      ['a/x.mp4', 'b/x.mp4', 'z.mp4'].flatMap((name) => [0, 1, 2].map((index) => `${name} ${index}`)),
    );
    expect(rows[0]).toMatchObject({ time: 0, duration: 0.1, share_car: 0.25, count_car: 1, confidence: 0.75 });
    expect(rows[1]).toMatchObject({ share_car: null, count_car: null, confidence: null });
    expect(await rowsOf(join(out, 'tracks.parquet'))).toHaveLength(6);
    expect(summary).toMatchObject({ frames: 9, lost: 3, tracks: 6, seconds: 0.6, failed: 0 });
    expect(summary.shares['car']).toBeCloseTo((0.25 * 3 + 0.7 + 0.7 + 0.5) / 6, 5);
  });

  it('gives the same bytes whoever labelled what, and in which order', async () => {
    const [one, other] = [join(folder.path, 'one'), join(folder.path, 'other')];
    await lay(one, NAMES);
    await lay(other, NAMES.toReversed());
    for (const each of [one, other]) await mergeResults(each, join(each, 'merged'), false);
    expect(await hashed(join(other, 'merged'))).toEqual(await hashed(join(one, 'merged')));
  });

  it('names what is missing, and merges the rest only when told to', async () => {
    await lay(folder.path, NAMES.slice(1));
    const out = join(folder.path, 'merged');
    await expect(mergeResults(folder.path, out, false)).rejects.toMatchObject({
      exitCode: 4,
      message: expect.stringContaining('"z.mp4" has no result'),
    });
    expect((await mergeResults(folder.path, out, true)).videos).toHaveLength(2);
  });

  it('counts what failed apart from what is missing, until it has a result', async () => {
    await lay(folder.path, NAMES.slice(1));
    const failure = { video: 'z.mp4', code: 'video-empty', problem: 'Empty.', remedy: 'Look.' };
    await addFailure(failedFile(folder.path, { index: 2, count: 8 }), failure);
    const out = join(folder.path, 'merged');
    expect((await mergeResults(folder.path, out, false)).failed).toBe(1);
    expect(JSON.parse(await readFile(join(out, 'failed.jsonl'), 'utf8'))).toEqual(failure);
    await lay(folder.path, NAMES);
    expect((await mergeResults(folder.path, out, false)).failed).toBe(0);
  });

  it('refuses two results of one video, a table that is cut off, and rows that are missing', async () => {
    await lay(folder.path, NAMES);
    const out = join(folder.path, 'merged');
    const [one, other] = ['a/x.mp4', 'b/x.mp4'].map((name) => placesOf(folder.path, name));
    await copyFile(one!.facts, join(folder.path, 'copy.json'));
    await expect(mergeResults(folder.path, out, false)).rejects.toThrow(/"a\/x.mp4" have two results|has two results/);
    await rm(join(folder.path, 'copy.json'));
    const whole = await readFile(one!.frames);
    await writeFile(one!.frames, whole.subarray(0, -20));
    await expect(mergeResults(folder.path, out, false)).rejects.toMatchObject({ exitCode: 4 });
    await writeFile(one!.frames, whole);
    await layResult(folder.path, 'b/x.mp4', [frameAt(0, 0.1)]);
    await writeFile(one!.frames, await readFile(other!.frames));
    await expect(mergeResults(folder.path, out, false)).rejects.toThrow(/rows/);
  });

  it('refuses another model’s results in one folder', async () => {
    await lay(folder.path, NAMES);
    const other = { ...MAKING, model: { ...MAKING.model, id: 'other', sha256: 'd'.repeat(64) } };
    await expect(joinRun(folder.path, other, ['new.mp4'])).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('of the model drive'),
    });
  });

  it('writes what other readers of the format need: exact statistics and no page index of the old place', async () => {
    await lay(folder.path, NAMES);
    await mergeResults(folder.path, join(folder.path, 'merged'), false);
    const bytes = await readFile(join(folder.path, 'merged/frames.parquet'));
    const { row_groups: groups, num_rows: rows } = parquetMetadata(bytes);
    expect([groups.length, Number(rows)]).toEqual([3, 9]);
    const cars = groups.map(({ columns }) => columns[5]?.meta_data?.statistics?.max_value);
    expect(cars).toEqual([0.7, 0.7, 0.5].map(Math.fround));
    expect(groups.flatMap(({ columns }) => columns).every(({ offset_index_offset: at }) => at === undefined)).toBe(
      true,
    );
  });
});
