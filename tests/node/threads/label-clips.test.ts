import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { coco } from '../../../src/cli/keepers/coco.ts';
import { film } from '../../../src/cli/keepers/film.ts';
import { labelMaps } from '../../../src/cli/keepers/label-maps.ts';
import { ofMaps } from '../../../src/cli/keepers/of-maps.ts';
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
    draw() {},
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
    expect(await label(options, out, { keepers: [labelMaps] })).toMatchObject({ made: 1, failed: 3 });
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

  it('makes the film and the segments of a video, also in two goes, also of one whose figures are there', async () => {
    await lay('analysis/constant.mp4');
    const [out, again] = [join(folder.path, 'out'), join(folder.path, 'again')];
    const options = { model: 'tiny', every: 5 };
    const all = { keepers: [labelMaps, ofMaps([film, coco])] };
    await expect(label(options, out, all, 4)).rejects.toMatchObject({ code: 'aborted' });
    expect(await label(options, out, all)).toMatchObject({ made: 1, resumed: 4 });
    expect(await label(options, out, all)).toMatchObject({ made: 0, kept: 1 });
    expect(await label(options, again)).toMatchObject({ made: 1 });
    expect(await label(options, again, all)).toMatchObject({ made: 1 });
    const [one, two] = [await hashed(out), await hashed(again)];
    const apart = (name: string): boolean => name.startsWith('overlays/');
    expect(Object.entries(two).filter(([name]) => !apart(name))).toEqual(
      Object.entries(one).filter(([name]) => !apart(name)),
    );
    expect(Object.keys(one).filter((name) => name.includes('unfinished') || name.includes('.tmp'))).toEqual([]);
    const name = join(folder.path, 'videos/constant.mp4');
    const places = placesOf(out, name);
    const drawn = await analyzeVideo(places.film, { model: 'tiny' });
    const { frames, video } = await analyzeVideo(name, options);
    expect(drawn.frames.map(({ timestamp }) => timestamp.toFixed(3))).toEqual(
      frames.map(({ timestamp }) => timestamp.toFixed(3)),
    );
    const file = JSON.parse(await readFile(places.coco, 'utf8')) as Coco;
    expect(file.images.map(({ id }) => id)).toEqual(frames.map(({ index }) => index));
    expect(new Set(file.annotations.map(({ id }) => id)).size).toBe(file.annotations.length);
    const png = decode(await readFile(join(places.maps, '000005.png')));
    const labels = new Uint8Array(png.data.length).fill(255);
    for (const { image_id, category_id, area, bbox, segmentation } of file.annotations) {
      if (image_id !== 5) continue;
      const mask = unpacked(segmentation);
      expect(mask.filter(Boolean)).toHaveLength(area);
      mask.forEach((inside, at) => inside && (labels[at] = category_id));
      expect(bbox[2] * bbox[3]).toBeGreaterThanOrEqual(area);
    }
    expect([png.width, png.height]).toEqual([video.width, video.height]);
    expect(Buffer.compare(labels, Buffer.from(png.data))).toBe(0);
  });
});

interface Coco {
  readonly images: readonly { readonly id: number }[];
  readonly annotations: readonly {
    readonly id: number;
    readonly image_id: number;
    readonly category_id: number;
    readonly area: number;
    readonly bbox: readonly [number, number, number, number];
    readonly segmentation: { readonly size: readonly [number, number]; readonly counts: string };
  }[];
}

/** Row-major, as COCO's tools read it. */
function unpacked({ size: [height, width], counts }: Coco['annotations'][number]['segmentation']): boolean[] {
  const runs: number[] = [];
  for (let at = 0; at < counts.length;) {
    let [value, shift, group] = [0, 0, 32];
    while (group & 32) {
      group = counts.charCodeAt(at) - 48;
      value |= (group & 31) << shift;
      shift += 5;
      at += 1;
    }
    if (group & 16) value |= -1 << shift;
    runs.push(runs.length > 2 ? value + runs.at(-2)! : value);
  }
  const out = Array.from({ length: width * height }, () => false);
  let place = 0;
  for (const [turn, run] of runs.entries()) {
    for (let i = 0; i < run; i += 1, place += 1) {
      if (turn % 2 === 1) out[(place % height) * width + Math.floor(place / height)] = true;
    }
  }
  expect(place).toBe(width * height);
  return out;
}
