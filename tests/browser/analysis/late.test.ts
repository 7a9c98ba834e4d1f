import { expect, it, describe } from 'vitest';
import { analyzeVideo } from '../../../src/perpixel.ts';
import { AnalysisClient } from '../../../src/video/analysis-client.ts';
import { openVideoFile } from '../../../workers/video/video-file.ts';
import { mediaFile } from '../source/source.ts';
import '../../../src/apps/analyst/stage/filmstrip.ts';
import '../../../src/apps/analyst/timeline/timeline.ts';
import { createLiveSeries } from '../../../src/apps/analyst/live-series.ts';

const TINY = { model: 'tiny', backend: 'wasm' } as const;

describe('a video that does not begin at 0', () => {
  it.each([
    ['kinds/h264.m2t', 1.4],
    ['kinds/late.mp4', 3],
    ['kinds/late.webm', 3],
  ])('keeps its own times, and says where it begins and ends: %s', async (path, start) => {
    const video = await openVideoFile(await mediaFile(path));
    expect(video.info.start).toBeCloseTo(start, 1);
    expect(video.info.duration).toBeCloseTo(video.info.start + 0.5, 2);
    expect(video.timestamps[0]).toBe(video.info.start);
    video.close();
  });

  it('is sampled from its first frame on, and not beyond its last', async () => {
    const { frames, video } = await analyzeVideo(await mediaFile('kinds/late.mp4'), {
      ...TINY,
      every: { perSecond: 5 },
    });
    expect(frames.map(({ timestamp }) => Math.round((timestamp - video.start) * 10))).toEqual([0, 2, 4]);
  });

  it('is exported with its first frame at 0: players would wait for it', async () => {
    const client = new AnalysisClient();
    const { timestamps } = await client.openVideo(await mediaFile('kinds/late.mp4'));
    await client.openModel(TINY, () => undefined);
    await client.openStore('');
    await client.begin({ frames: Uint32Array.from(timestamps.keys()), labels: false });
    while (!(await client.take()).done);
    const options = { kind: 'mp4', file: null, name: 'a', opacity: 0.5, about: {} } as const;
    const written = await openVideoFile((await client.exportFile(options, () => undefined))!);
    client.close();
    expect(Array.from(written.timestamps, (time) => Math.round(time * 100))).toEqual([0, 10, 20, 30, 40]);
    written.close();
  });
});

/** Three frames, far apart, from 3 s to 4 s. */
const TIMES = Float64Array.of(3, 3.1, 3.8);

describe('the strip, the axis and the playhead', () => {
  it('stand for the same times: from the first frame to the end of the last', async () => {
    const stage = document.createElement('main');
    stage.style.width = '600px';
    document.body.append(stage);
    const asked: number[] = [];
    const strip = Object.assign(document.createElement('pp-filmstrip'), {
      timestamps: TIMES,
      duration: 4,
      aspect: 1,
      thumbnail: async (index: number) => (asked.push(index), null),
    });
    Object.assign(strip.style, { height: '40px' });
    const classes = [{ id: 0, name: 'all', colour: '#808080', thing: false }];
    const timeline = Object.assign(document.createElement('pp-timeline'), {
      classes,
      series: createLiveSeries(Uint32Array.of(0, 1, 2), TIMES, 4, classes),
      timestamps: TIMES,
      duration: 4,
      time: 3,
    });
    stage.append(strip, timeline);
    await timeline.updateComplete;
    const places = Math.round((600 - 44) / 40);
    await expect.poll(() => asked.length).toBe(places);
    // a tenth of the strip shows the first frame, two tenths the last one
    expect(asked.filter((index) => index === 0).length).toBe(Math.round(places * 0.1));
    expect(asked.filter((index) => index === 2).length).toBe(Math.round(places * 0.2));
    const head = (): number => {
      const own = timeline.renderRoot.querySelector<HTMLElement>('.head')!;
      return own.getBoundingClientRect().left - own.parentElement!.getBoundingClientRect().left;
    };
    const plot = (): number => timeline.renderRoot.querySelector('.u-over')?.clientWidth ?? 0;
    await expect.poll(plot).toBeGreaterThan(0);
    const width = plot();
    expect(Math.abs(head())).toBeLessThan(2);
    timeline.time = 3.8;
    await timeline.updateComplete;
    expect(head() / width).toBeCloseTo(0.8, 1);
    stage.remove();
  });
});
