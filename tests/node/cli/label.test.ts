import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Analyzer } from '../../../src/cli/label/analyzer.ts';
import {
  labelVideos,
  type LabelEvents,
  type LabelJob,
  type Outcome,
  type Tally,
} from '../../../src/cli/label/label-videos.ts';
import { mergeResults } from '../../../src/cli/merge/merge-results.ts';
import { readFailures } from '../../../src/cli/results/failed-file.ts';
import { placesOf } from '../../../src/cli/results/places.ts';
import { findVideos } from '../../../src/cli/videos/find-videos.ts';
import { hashed, ownFolder, PATIENCE } from './folder.ts';
import { scripted, type Script } from './playing.ts';

const folder = ownFolder();
const wave = (length: number): Script =>
  Array.from({ length }, (_, i) => (i % 50 === 49 ? null : 0.5 + 0.4 * Math.sin(i / 7)));

async function lay(scripts: Readonly<Record<string, Script | 'broken'>>): Promise<string> {
  const videos = join(folder.path, 'videos');
  await mkdir(videos, { recursive: true });
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(join(videos, name), script === 'broken' ? script : JSON.stringify(script));
  }
  return videos;
}

interface Heard extends Tally {
  readonly outcomes: Record<string, Outcome>;
}

/** @param stopAt so many frames, and it is ended as Ctrl-C ends it */
async function label(
  analyzer: Analyzer,
  videos: string,
  out: string,
  job: Partial<LabelJob> = {},
  stopAt = Infinity,
): Promise<Heard> {
  const abort = new AbortController();
  const outcomes: Record<string, Outcome> = {};
  let frames = 0;
  const events: LabelEvents = {
    begin() {},
    video() {},
    busy() {},
    draw() {},
    frame() {
      frames += 1;
      if (frames > stopAt) abort.abort();
    },
    done(name, outcome) {
      outcomes[name.split('/').at(-1)!] = outcome;
    },
  };
  const whole: LabelJob = { out, format: 'parquet', shard: null, signal: abort.signal, ...job };
  return { ...(await labelVideos(analyzer, await findVideos([videos]), whole, events)), outcomes };
}

describe('labelling videos into a folder', { timeout: PATIENCE }, () => {
  it('makes a table, its tracks and what they were made with of each, and nothing twice', async () => {
    const videos = await lay({ 'a.mp4': wave(60), 'b.mp4': wave(10) });
    const out = join(folder.path, 'out');
    expect(await label(scripted(), videos, out)).toMatchObject({
      made: 2,
      failed: 0,
      outcomes: { 'a.mp4': { lost: 1, frames: 60 } },
    });
    const before = await hashed(out);
    expect(Object.keys(before).filter((name) => name.endsWith('.parquet'))).toHaveLength(4);
    const again = scripted();
    expect(await label(again, videos, out)).toMatchObject({ made: 0, kept: 2 });
    expect(again.labelled).toEqual([]);
    expect(await hashed(out)).toEqual(before);
    // another file under the same name is another video
    await lay({ 'b.mp4': wave(11) });
    expect(await label(scripted(), videos, out)).toMatchObject({ made: 1, kept: 1 });
  });

  it('goes on behind the last finished frame after a break, and ends with the same bytes', async () => {
    const videos = await lay({ 'a.mp4': wave(90), 'b.mp4': wave(30) });
    await label(scripted(), videos, join(folder.path, 'whole'));
    const out = join(folder.path, 'out');
    const first = scripted();
    await expect(label(first, videos, out, {}, 40)).rejects.toMatchObject({ code: 'aborted' });
    // what a machine that stops leaves of a line
    const { journal } = placesOf(out, join(videos, 'a.mp4'));
    await writeFile(journal, `${await readFile(journal, 'utf8')}{"index":41,"ti`);
    const second = scripted();
    expect(await label(second, videos, out)).toMatchObject({ outcomes: { 'a.mp4': { resumed: 40 } } });
    const finished = first.labelled.slice(0, 40);
    expect(second.labelled.filter((frame) => finished.includes(frame))).toEqual([]);
    expect(await hashed(out)).toEqual(await hashed(join(folder.path, 'whole')));
  });

  it('takes up what remembers the past some frames earlier, and ends with the same bytes', async () => {
    const videos = await lay({ 'a.mp4': wave(200) });
    await label(scripted(0.75), videos, join(folder.path, 'whole'));
    const out = join(folder.path, 'out');
    await expect(label(scripted(0.75), videos, out, {}, 150)).rejects.toMatchObject({ code: 'aborted' });
    const second = scripted(0.75);
    await label(second, videos, out);
    expect(second.labelled[0]).toBe('a.mp4 86');
    expect(await hashed(out)).toEqual(await hashed(join(folder.path, 'whole')));
  });

  it('does a video again from its start where the frames before do not lead to where it was', async () => {
    const videos = await lay({ 'a.mp4': wave(200) });
    // nearly all of the past is kept: so soon nothing is forgotten
    await label(scripted(0.999), videos, join(folder.path, 'whole'));
    const out = join(folder.path, 'out');
    await expect(label(scripted(0.999), videos, out, {}, 150)).rejects.toMatchObject({ code: 'aborted' });
    await label(scripted(0.999), videos, out);
    expect(await hashed(out)).toEqual(await hashed(join(folder.path, 'whole')));
  });

  it('writes down what is broken and goes on, and takes it off once it is mended', async () => {
    const videos = await lay({ 'a.mp4': 'broken', 'b.mp4': wave(5) });
    const out = join(folder.path, 'out');
    expect(await label(scripted(), videos, out)).toMatchObject({ made: 1, failed: 1 });
    expect(await readFailures(out)).toMatchObject([{ video: join(videos, 'a.mp4'), code: 'video-empty' }]);
    expect(await readdir(join(out, 'unfinished'))).toEqual([]);
    // others are labelled into the same folder
    const more = join(folder.path, 'more');
    await mkdir(more);
    await writeFile(join(more, 'c.mp4'), JSON.stringify(wave(3)));
    await label(scripted(), more, out);
    expect(await readFailures(out)).toHaveLength(1);
    await lay({ 'a.mp4': wave(3) });
    expect(await label(scripted(), videos, out)).toMatchObject({ made: 1, kept: 1, failed: 0 });
    expect(await readFailures(out)).toEqual([]);
  });

  it('gives one data set, whether one process labelled it or eight', async () => {
    const scripts = Object.fromEntries(
      Array.from({ length: 24 }, (_, i) => [`v${i}.mp4`, i === 7 ? ('broken' as const) : wave(i + 3)]),
    );
    const videos = await lay(scripts);
    const [one, eight] = [join(folder.path, 'one'), join(folder.path, 'eight')];
    await label(scripted(), videos, one);
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        label(scripted(), videos, eight, { shard: { index, count: 8, from: '' } }),
      ),
    );
    for (const out of [one, eight]) await mergeResults(out, join(out, 'merged'), false);
    expect(await hashed(join(eight, 'merged'))).toEqual(await hashed(join(one, 'merged')));
  });

  it('labels each video once when two processes have one folder', async () => {
    const videos = await lay({ 'a.mp4': wave(40), 'b.mp4': wave(40) });
    const [one, other] = [scripted(), scripted()];
    const out = join(folder.path, 'out');
    // the other one is another process: it takes none of this one's locks for left behind
    const place = placesOf(out, join(videos, 'a.mp4')).lock;
    await mkdir(join(out, 'unfinished'), { recursive: true });
    await writeFile(place, JSON.stringify({ host: hostname(), pid: process.ppid }));
    const first = label(one, videos, out);
    await expect.poll(() => one.labelled.length, { timeout: 20_000 }).toBe(40);
    expect(one.labelled.every((frame) => frame.startsWith('b.mp4'))).toBe(true);
    await rm(place);
    expect(await first).toMatchObject({ made: 2 });
    expect(await label(other, videos, out)).toMatchObject({ kept: 2 });
    expect(await readdir(join(out, 'unfinished'))).toEqual([]);
  });

  it('takes over from a process that has died', async () => {
    const videos = await lay({ 'a.mp4': wave(4) });
    const out = join(folder.path, 'out');
    await mkdir(join(out, 'unfinished'), { recursive: true });
    // above the highest number that a system gives
    await writeFile(placesOf(out, join(videos, 'a.mp4')).lock, JSON.stringify({ host: hostname(), pid: 2 ** 22 + 1 }));
    expect(await label(scripted(), videos, out)).toMatchObject({ made: 1 });
  });

  it('writes CSV and JSON as an analysis does', async () => {
    const videos = await lay({ 'a.mp4': [0.5, null, 0.25] });
    for (const format of ['csv', 'json'] as const) {
      const out = join(folder.path, format);
      await label(scripted(), videos, out, { format });
      const places = placesOf(out, join(videos, 'a.mp4'), format);
      const text = await readFile(places.frames, 'utf8');
      if (format === 'csv')
        expect(text).toBe(
          'frame,seconds,road,car,"traffic ""sign""",count:car\n0,0,0.5,0.5,0,1\n2,0.2,0.75,0.25,0,0\n',
        );
      else
        expect(JSON.parse(text)).toMatchObject({
          lost: [1],
          frames: [{ index: 0, shares: [0.5, 0.5, 0] }, { index: 2 }],
        });
      expect(await label(scripted(), videos, out, { format })).toMatchObject({ kept: 1 });
    }
  });

  it('says so where nothing can be written, and where the folder is a file', async () => {
    const videos = await lay({ 'a.mp4': wave(4) });
    await writeFile(join(folder.path, 'file'), '');
    await expect(label(scripted(), videos, join(folder.path, 'file'))).rejects.toThrow(
      /cannot be written: there is a file/,
    );
  });
});
