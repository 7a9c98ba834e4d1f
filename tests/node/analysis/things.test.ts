import { decode } from 'fast-png';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LiveThings } from '../../../src/apps/analyst/things/live-things.ts';
import { rowsInSight } from '../../../src/apps/analyst/things/rows-in-sight.ts';
import { FIRST_ORDER, ordered, pressed } from '../../../src/apps/analyst/things/track-order.ts';
import { countRows, nextChange } from '../../../src/apps/analyst/timeline/count-rows.ts';
import { createLiveSeries } from '../../../src/apps/analyst/live-series.ts';
import { peaksOf } from '../../../src/core/analysis/bins.ts';
import { htmlReport } from '../../../src/core/analysis/html-report.ts';
import { toMot } from '../../../src/core/analysis/mot.ts';
import { fromCsv, toCsv, toPlain, type Findings } from '../../../src/core/analysis/report.ts';
import { tracksPlain } from '../../../src/core/analysis/tracks-report.ts';
import { readInstances, writeInstances } from '../../../src/core/instances/instance-words.ts';
import type { Instance } from '../../../src/core/instances/instance.ts';
import { RecentFrames } from '../../../src/core/instances/recent-frames.ts';
import { tracksOf } from '../../../src/core/instances/tracks.ts';
import { joinFrame, splitFrame } from '../../../src/core/labels/kept-frame.ts';
import { packLabels, unpackLabels } from '../../../src/core/labels/label-codec.ts';
import { panopticMap } from '../../../workers/instances/things.ts';
import { panopticFrame } from '../../../workers/video/panoptic.ts';

const CLASSES = [
  { id: 0, name: 'road', colour: '#804080', thing: false },
  { id: 1, name: '=car', colour: '#00008e', thing: true },
  { id: 2, name: 'person', colour: '#dc143c', thing: true },
];

function thing(track: number, classId: number, x: number, area = 20): Instance {
  return { id: track, track, classId, score: 0.75, box: { x, y: 2, width: 5, height: 4 }, area };
}

/** Three frames of 100 pixels, a third of them lost between. */
const FRAMES = [
  { index: 0, timestamp: 0, instances: [thing(1, 1, 0)] },
  { index: 2, timestamp: 0.2, instances: [thing(1, 1, 1, 30), thing(2, 2, 6)] },
  { index: 3, timestamp: 0.3, instances: [] },
];

const findings: Findings = {
  version: '1',
  video: { width: 10, height: 10, start: 0, duration: 0.4, frameCount: 4, codec: 'vp8' },
  model: { id: 'm', sha256: 'abc', licence: 'MIT', classes: CLASSES },
  columns: ['count:=car', 'count:person'],
  options: { every: 1, refine: false, mirror: false, ensemble: null, labelling: 'panoptic', backend: 'wasm' },
  frames: FRAMES.map((frame) => ({
    ...frame,
    shares: Float32Array.of(0.5, 0.25, 0.25),
    columns: Float32Array.from([1, 2], (id) => frame.instances.filter(({ classId }) => classId === id).length),
  })),
  tracks: tracksOf(FRAMES.map((frame) => ({ ...frame, width: 10, height: 10 }))),
  lost: [1],
};

describe('what is kept of the things of a frame', () => {
  const whole = fc.nat(2 ** 32 - 1);
  const instance = fc.record({
    id: fc.nat(999),
    track: whole,
    classId: fc.nat(65_534),
    score: fc.float({ min: 0, max: 1, noNaN: true }),
    box: fc.record({ x: whole, y: whole, width: whole, height: whole }),
    area: whole,
  });

  it('comes back as it was, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(instance, { maxLength: 40 }), (instances) => {
        const map = Uint16Array.from({ length: 300 }, (_, at) => (at >> 4) % (instances.length + 1));
        const labels = Uint8Array.from({ length: 300 }, (_, at) => at >> 5);
        const kept = splitFrame(
          joinFrame({ instances: writeInstances(instances), labels: packLabels(labels), map: packLabels(map) }),
        );
        // 0 and -0 are one share
        expect(readInstances(kept.instances)).toEqual(instances.map((each) => ({ ...each, score: each.score + 0 })));
        expect(unpackLabels(kept.labels, 300, 3)).toEqual(labels);
        expect(unpackLabels(kept.map, 300, 257)).toEqual(map);
      }),
      { numRuns: 50 },
    );
  });

  it('is refused where it is cut off', () => {
    const bytes = joinFrame({
      instances: writeInstances([thing(1, 1, 0)]),
      labels: packLabels(new Uint8Array(9)),
      map: packLabels(new Uint16Array(9)),
    });
    for (const length of [0, 3, 20, 42]) expect(() => splitFrame(bytes.slice(0, length))).toThrow(/damaged/);
  });
});

describe('things taken away', () => {
  it('are counted in columns behind the shares, which are read back', () => {
    const csv = toCsv(findings);
    expect(csv.split('\n')[0]).toBe("frame,seconds,road,'=car,person,count:=car,count:person");
    const back = fromCsv(csv);
    expect(back).toMatchObject({ classes: ['road', '=car', 'person'], columns: ['count:=car', 'count:person'] });
    expect(back.frames.map(({ columns = [] }) => [...columns])).toEqual([
      [1, 0],
      [1, 1],
      [0, 0],
    ]);
  });

  it('are in JSON, frame by frame and as tracks', () => {
    const plain = JSON.parse(JSON.stringify(toPlain(findings))) as Record<string, unknown>;
    expect(plain).toMatchObject({
      options: { labelling: 'panoptic' },
      tracks: [
        { track: 1, classId: 1, first: 0, last: 0.2, frames: 2, largest: 0.3 },
        { track: 2, classId: 2, first: 0.2, last: 0.2, frames: 1, largest: 0.2 },
      ],
      frames: [{ instances: [thing(1, 1, 0)] }, { instances: FRAMES[1]!.instances }, { instances: [] }],
    });
  });

  it('are lines as MOTChallenge has them: frames and pixels count from 1, ids are tracks', () => {
    expect(toMot(FRAMES)).toBe('1,1,1,3,5,4,0.75,1,-1,-1\n3,1,2,3,5,4,0.75,1,-1,-1\n3,2,7,3,5,4,0.75,2,-1,-1\n');
    expect(toMot([{ index: 0, instances: [{ ...thing(0, 1, 0), id: 1 }] }])).toBe('1,-1,1,3,5,4,0.75,1,-1,-1\n');
  });

  it('are tracks with every place, in JSON', () => {
    expect(JSON.parse(JSON.stringify(tracksPlain(findings)))).toMatchObject({
      perpixel: '1',
      tracks: [
        {
          track: 1,
          class: '=car',
          frames: 2,
          places: [
            { frame: 0, seconds: 0 },
            { frame: 2, box: { x: 1 }, area: 30 },
          ],
        },
        { track: 2, class: 'person', places: [{ frame: 2, score: 0.75 }] },
      ],
    });
  });

  it('are COCO’s segments, by the ids that panopticMap has, with their tracks', () => {
    const labels = Uint8Array.of(0, 1, 1, 1, 2, 0);
    // two cars that touch, and a person too small to be told apart
    const map = Uint16Array.of(0, 1, 2, 2, 0, 0);
    const instances = [
      { ...thing(7, 1, 1), id: 1 },
      { ...thing(9, 1, 2), id: 2 },
    ];
    const { png, segments } = panopticFrame(labels, { width: 6, height: 1 }, CLASSES, { instances, map });
    const { data } = decode(png);
    const ids = Array.from(labels, (_, at) => data[at * 3]! + 256 * data[at * 3 + 1]! + 65_536 * data[at * 3 + 2]!);
    expect(ids).toEqual(Array.from(panopticMap(labels, map), (id) => id + 1));
    expect(segments).toEqual([
      { id: 1, category_id: 0, area: 2, bbox: [0, 0, 6, 1], iscrowd: 0 },
      { id: 1002, category_id: 1, area: 1, bbox: [1, 0, 1, 1], iscrowd: 0, track_id: 7 },
      { id: 1003, category_id: 1, area: 2, bbox: [2, 0, 2, 1], iscrowd: 0, track_id: 9 },
      { id: 2001, category_id: 2, area: 1, bbox: [4, 0, 1, 1], iscrowd: 0 },
    ]);
  });

  it('are in the report: how many at most, and each track', () => {
    const page = htmlReport(findings, CLASSES, 'drive.mp4');
    expect(page).toContain('<h2>Things over time</h2>');
    expect(page).toContain('<h2>Tracks</h2>');
    expect(page).toMatch(/&#39;=car<\/th><td>1<\/td><td>0\.00 s<\/td><td>0\.20 s<\/td><td>0\.20 s<\/td><td>30\.00 %/);
    const { tracks: _, columns: __, ...semantic } = findings;
    expect(htmlReport(semantic, CLASSES, 'drive.mp4')).not.toContain('Tracks');
  });
});

describe('the tracks of an analysis under way', () => {
  it('are those of all its frames, and know where each begins and is largest', () => {
    const things = new LiveThings();
    for (const { instances, ...frame } of FRAMES)
      things.add({ ...frame, pixels: 100, words: writeInstances(instances) });
    expect(things.tracks).toMatchObject(findings.tracks!);
    expect(things.tracks[0]).toMatchObject({ firstIndex: 0, largestIndex: 2 });
    expect(things.of(2)).toEqual(FRAMES[1]!.instances);
    expect([things.of(1), things.of(3)]).toEqual([null, []]);
  });

  it('hand the last two seconds on, and the highest number, however long ago it was', () => {
    const recent = new RecentFrames();
    expect(recent.frames).toEqual([]);
    for (let at = 0; at <= 100; at += 1) {
      recent.add({ timestamp: at / 10, instances: at === 3 ? [thing(9, 1, 0)] : [thing(2, 1, 0)] });
    }
    const times = recent.frames.map(({ timestamp }) => timestamp);
    expect(times).toHaveLength(22);
    expect([times[0], times[1], times.at(-1)]).toEqual([0.3, 8, 10]);
  });

  it('are put in any order, and only the rows in sight are drawn', () => {
    const tracks = findings.tracks!.map((track) => ({ ...track, firstIndex: 0, largestIndex: 0 }));
    const names = CLASSES.map(({ name }) => name);
    const byLargest = pressed(FIRST_ORDER, 'largest');
    const numbers = (order: Parameters<typeof ordered>[1]): number[] =>
      ordered(tracks, order, names).map(({ track }) => track);
    expect(numbers(FIRST_ORDER)).toEqual([1, 2]);
    expect(numbers(byLargest)).toEqual([1, 2]);
    expect(numbers(pressed(byLargest, 'largest'))).toEqual([2, 1]);
    expect(numbers({ by: 'class', down: true })).toEqual([2, 1]);
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(5000), fc.nat(4000), (scrollTop, count, height) => {
        const { first, last } = rowsInSight({ scrollTop, height, row: 28, count });
        expect(first).toBeGreaterThanOrEqual(0);
        expect(last).toBeLessThanOrEqual(count);
        const seen = Math.min(count, Math.ceil((scrollTop + height) / 28));
        if (height > 0) expect(last).toBeGreaterThanOrEqual(seen);
        expect(last - first).toBeLessThanOrEqual(Math.max(24, Math.ceil(height / 28) + 16));
      }),
    );
  });
});

describe('counts over time', () => {
  it('have a row for each class of which there is anything', () => {
    const series = createLiveSeries(Uint32Array.of(0, 1, 2, 3), Float64Array.of(0, 1, 2, 3), 4, CLASSES, [
      'count:=car',
      'count:person',
    ]);
    [[1, 0], [1, 0], null, [3, 0]].forEach((counts, index) =>
      series.set(index, counts && Float32Array.of(1, 0, 0, ...counts)),
    );
    const rows = countRows(series, CLASSES);
    expect(rows.map(({ name, most }) => [name, most])).toEqual([['=car', 3]]);
    const go = (time: number, by: 1 | -1): number | null => nextChange(rows[0]!, series, time, by);
    expect([go(0, 1), go(1, 1), go(2.5, 1), go(3, 1)]).toEqual([2, 2, 3, null]);
    expect([go(3, -1), go(2, -1), go(1, -1), go(0, -1)]).toEqual([2, 0, 0, null]);
  });

  it('show a frame of an hour, however narrow its column is', () => {
    const times = Float64Array.from({ length: 90_000 }, (_, at) => at / 25);
    const durations = new Float64Array(90_000).fill(1 / 25);
    const counts = new Float32Array(90_000);
    counts[45_678] = 4;
    const peaks = peaksOf(counts, { times, durations }, 0, 3600, 500);
    expect([...peaks].filter((peak) => peak > 0)).toEqual([4]);
    expect(peaks[Math.floor((45_678 / 90_000) * 500)]).toBe(4);
    expect(peaksOf(new Float32Array(2).fill(NaN), { times, durations }, 0, 1, 3)[0]).toBeNaN();
  });
});
