import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { keepLabelMap } from '../../../src/cli/label/label-maps.ts';
import { labelVideos, type LabelEvents, type LabelJob, type Tally } from '../../../src/cli/label/label-videos.ts';
import { openAnalyzer, type Opening } from '../../../src/cli/label/node-analyzer.ts';
import { readFailures } from '../../../src/cli/results/failed-file.ts';
import { placesOf } from '../../../src/cli/results/places.ts';
import { findVideos } from '../../../src/cli/videos/find-videos.ts';
import { analyzeVideo } from '../../../src/node.ts';
import { hashed, ownFolder, PATIENCE } from '../cli/folder.ts';

const folder = ownFolder();
const MEDIA = new URL('../../fixtures/media/', import.meta.url).pathname;

/** @param stopAt so many frames, and it is ended as Ctrl-C ends it */
async function label(
  options: Opening,
  out: string,
  job: Partial<LabelJob> = {},
  stopAt = Infinity,
): Promise<Tally & { resumed: number }> {
  const abort = new AbortController();
  let heard = 0;
  let resumed = 0;
  const events: LabelEvents = {
    begin() {},
    video() {},
    busy() {},
    frame(_done, _total, from) {
      resumed = Math.max(resumed, from);
      heard += 1;
      if (heard > stopAt) abort.abort();
    },
    done() {},
  };
  const whole: LabelJob = { out, format: 'parquet', shard: null, signal: abort.signal, ...job };
  const videos = await findVideos([join(folder.path, 'videos')]);
  return { ...(await labelVideos(await openAnalyzer(options), videos, whole, events)), resumed };
}

async function lay(...files: readonly string[]): Promise<void> {
  await mkdir(join(folder.path, 'videos'), { recursive: true });
  for (const file of files) await copyFile(join(MEDIA, file), join(folder.path, 'videos', file.split('/').at(-1)!));
}

describe('labelling real videos', { timeout: PATIENCE }, () => {
  it('keeps the figures of an analysis, its label maps, and a line of what is no video', async () => {
    await lay('analysis/constant.mp4', 'analysis/empty.mp4', 'sound-only.mp4');
    const whole = await readFile(join(MEDIA, 'analysis/long.mp4'));
    await writeFile(join(folder.path, 'videos/cut.mp4'), whole.subarray(0, 600));
    const out = join(folder.path, 'out');
    const options = { model: 'tiny', every: 5 };
    expect(await label(options, out, { keep: keepLabelMap })).toMatchObject({ made: 1, failed: 3 });
    const name = join(folder.path, 'videos/constant.mp4');
    const places = placesOf(out, name);
    const bytes = await readFile(places.frames);
    const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
    const analysis = await analyzeVideo(name, options);
    expect(rows.map(({ index, time }) => [index, time])).toEqual(
      analysis.frames.map(({ index, timestamp }) => [index, Math.round(timestamp * 1e6) / 1e6]),
    );
    const names = analysis.model.classes.map((each) => `share_${each.name}`);
    expect(rows.map((row) => Float32Array.from(names, (column) => row[column] as number))).toEqual(
      analysis.frames.map(({ shares }) => shares),
    );
    for (const { confidence } of rows) expect(confidence).toBeGreaterThan(0.25);
    const { width, height, data } = decode(await readFile(join(places.maps, '000005.png')));
    const share = data.filter((id) => id === 1).length / (width * height);
    expect(share).toBeCloseTo(rows[1]![names[1]!] as number, 5);
    const codes = (await readFailures(out)).map(({ video, code }) => [video.split('/').at(-1), code]);
    expect(codes).toEqual([
      ['cut.mp4', expect.stringMatching(/^video-|^source-/)],
      ['empty.mp4', 'video-empty'],
      ['sound-only.mp4', 'video-no-track'],
    ]);
  });

  it('goes on in the middle of a video whose labels are smoothed over time, to the same bytes', async () => {
    await lay('analysis/long.mp4');
    const options: Opening = { model: 'tiny', every: 2, refine: { temporal: 0.75 } };
    const whole = await label(options, join(folder.path, 'whole'));
    expect(whole).toMatchObject({ made: 1, resumed: 0 });
    const out = join(folder.path, 'out');
    await expect(label(options, out, {}, 150)).rejects.toMatchObject({ code: 'aborted' });
    expect(await label(options, out)).toMatchObject({ made: 1, resumed: 150 });
    expect(await hashed(out)).toEqual(await hashed(join(folder.path, 'whole')));
  });
});
