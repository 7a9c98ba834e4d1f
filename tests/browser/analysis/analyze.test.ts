import { describe, expect, it } from 'vitest';
import { openOptions } from '../../../src/video/analysis-client.ts';
import {
  analyzeFrames,
  analyzeVideo,
  createSegmenter,
  PerPixelError,
  type SegmenterOptions,
} from '../../../src/perpixel.ts';
import { openRun } from '../../../src/video/analyze.ts';
import { framesFrom } from '../../../workers/video/frames.ts';
import { startLabelling } from '../../../workers/video/labelling-worker.ts';
import { openVideoFile } from '../../../workers/video/video-file.ts';
import { blackOrWhite } from '../models/black-or-white.ts';
import { needs } from '../needs.ts';
import { clip, clipUrl, expectedTimes } from './clips.ts';

const TINY = { model: 'tiny', backend: 'wasm' } as const;

const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof PerPixelError ? error.code : String(error)),
  );

/** What a segmenter says of the first frame. */
async function firstShares(options: SegmenterOptions): Promise<number[]> {
  const segmenter = await createSegmenter(options);
  const video = await openVideoFile(await clip('constant.mov'));
  const { value } = await framesFrom(video, 0).next();
  const { shares } = await segmenter.segment(value!.frame!, { transfer: true });
  segmenter.close();
  video.close();
  return [...shares];
}

describe('analyzeVideo', () => {
  it.each(['constant.mp4', 'variable.webm'])('analyses every frame, in order, at its time: %s', async (name) => {
    const progress: string[] = [];
    const analysis = await analyzeVideo(await clip(name), {
      ...TINY,
      onProgress: ({ phase, loaded, total }) => progress.push(`${phase} ${loaded}/${total}`),
    });
    const expected = expectedTimes(name);
    expect(analysis.frames.map(({ index }) => index)).toEqual(expected.map((_, index) => index));
    analysis.frames.forEach(({ timestamp, shares }, index) => {
      expect(Math.abs(timestamp - expected[index]!)).toBeLessThan(1e-3);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    });
    expect(analysis.video).toMatchObject({ width: 320, height: 180, frameCount: 60 });
    expect(analysis.lost).toEqual([]);
    expect(progress.at(-1)).toBe('frames 60/60');
  });

  it('takes an address, and every n-th frame or so many a second', async () => {
    const third = await analyzeVideo(clipUrl('constant.mp4'), { ...TINY, every: 25 });
    expect(third.frames.map(({ index }) => index)).toEqual([0, 25, 50]);
    const two = await analyzeVideo(new URL(clipUrl('constant.mp4')), { ...TINY, every: { perSecond: 2 } });
    expect(two.frames.map(({ timestamp }) => timestamp)).toEqual([0, 0.48, 1, 1.48, 2]);
  });

  it('writes figures that can be taken elsewhere and done again', async () => {
    const analysis = await analyzeVideo(await clip('constant.mov'), TINY);
    const lines = analysis.toCSV().trimEnd().split('\n');
    expect(lines[0]).toBe('frame,seconds,background,red,green,blue');
    expect(lines).toHaveLength(1 + analysis.frames.length);
    expect(lines.at(-1)).toMatch(/^16,0\.68,/);
    const plain = JSON.parse(JSON.stringify(analysis)) as Record<string, unknown>;
    expect(plain).toMatchObject({
      perpixel: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      model: { id: 'tiny', sha256: analysis.model.sha256 },
      options: { every: 1, refine: false, backend: 'wasm' },
      video: { frameCount: 17 },
    });
  });

  it('can be cancelled', async () => {
    const controller = new AbortController();
    const work = analyzeVideo(await clip('constant.mp4'), {
      ...TINY,
      signal: controller.signal,
      onProgress: ({ phase }) => phase === 'frames' && controller.abort(),
    });
    expect(await code(work)).toBe('aborted');
    expect(await code(analyzeVideo(await clip('constant.mp4'), { ...TINY, signal: AbortSignal.abort() }))).toBe(
      'aborted',
    );
  });

  it('says what is wrong with a source or an option', async () => {
    expect(await code(analyzeVideo(await clip('sound-only.mp4'), TINY))).toBe('video-no-track');
    expect(await code(analyzeVideo(await clip('mpeg4.mp4'), TINY))).toBe('video-unsupported');
    expect(await code(analyzeVideo(await clip('empty.mp4'), TINY))).toBe('video-empty');
    expect(await code(analyzeVideo(await clip('constant.mp4'), { ...TINY, every: 0 }))).toBe('option-invalid');
    expect(await code(analyzeVideo('http://:bad', TINY))).toBe('option-invalid');
    expect(await code(analyzeVideo(await clip('constant.mp4'), { ...TINY, model: '/no/such.json' }))).toBe(
      'model-download',
    );
  });

  it('smooths frames in their order, however many workers share them', async () => {
    const options = { ...TINY, refine: { temporal: 0.9 } };
    const frames = [];
    for await (const frame of analyzeFrames(await clip('constant.mov'), options)) frames.push(frame);
    const video = await openVideoFile(await clip('constant.mov'));
    const worker = await startLabelling(await openOptions(options), () => undefined);
    for await (const { index, frame } of framesFrom(video, 0)) {
      const streamed = index === 0 ? 'first' : 'next';
      const alone = await worker.label(frame!, { labels: true, packed: false, confidence: false, streamed });
      expect(frames[index]?.labelMap).toEqual(alone.labels);
    }
    expect(frames).toHaveLength(17);
    worker.close();
    video.close();
  });

  it('averages the answers of a second model and of a mirror, as a segmenter does, and writes down which', async () => {
    const names = ['black', 'white'] as const;
    const [model, ensemble] = [await blackOrWhite(names), await blackOrWhite(names, true)];
    for (const [one, several] of [
      [{ model }, { ensemble }],
      [{ model: 'selfie' }, { mirror: true }],
    ] as const) {
      const alone = { backend: 'wasm', refine: { temporal: 0.5 }, ...one } as const;
      const analysis = await analyzeVideo(await clip('constant.mov'), { ...alone, ...several, every: 17 });
      const shares = [...(analysis.frames[0]?.shares ?? [])];
      expect(shares).toEqual(await firstShares({ ...alone, ...several }));
      expect(shares).not.toEqual(await firstShares(alone));
      const named = 'ensemble' in several ? { mirror: false, ensemble: { classes: names } } : { mirror: true };
      expect(analysis.toJSON()).toMatchObject({ options: named });
    }
  });

  it('labels 8K', async () => {
    const analysis = await analyzeVideo(await clip('eight-k.mp4'), TINY);
    expect(analysis.frames).toHaveLength(2);
    expect(analysis.video).toMatchObject({ width: 7680, height: 4320 });
  });

  it('counts a frame that cannot be decoded, and goes on', async () => {
    const bytes = new Uint8Array(await (await clip('constant.mp4')).arrayBuffer());
    const analysis = await analyzeVideo(new Blob([bytes.subarray(0, 40_000)]), TINY);
    expect(analysis.lost.length).toBeGreaterThan(0);
    expect(analysis.frames.length + analysis.lost.length).toBe(60);
  });
});

describe('analyzeFrames', async () => {
  it('yields the labels that segment() gives, at each frame’s own size', await needs('resizedVideo'), async () => {
    const video = await openVideoFile(await clip('resized.webm'));
    const segmenter = await createSegmenter({ ...TINY });
    const frames = framesFrom(video, 0);
    let count = 0;
    for await (const { index, width, height, labelMap } of analyzeFrames(await clip('resized.webm'), TINY)) {
      const { value } = await frames.next();
      const expected = await segmenter.segment(value!.frame!, { transfer: true });
      expect([index, width, height]).toEqual([count, expected.width, expected.height]);
      expect(labelMap).toEqual(expected.labelMap);
      count += 1;
    }
    expect(count).toBe(24);
    segmenter.close();
    video.close();
  });

  it('ends the work when its loop is left', async () => {
    const seen: number[] = [];
    for await (const { index } of analyzeFrames(await clip('constant.mp4'), TINY)) {
      seen.push(index);
      if (index === 2) break;
    }
    expect(seen).toEqual([0, 1, 2]);
  });
});

describe('a worker that dies half-way', () => {
  it('is replaced, and the pass goes on where it was', async () => {
    const options = { ...TINY, every: 1, labels: false, onProgress: () => undefined };
    const run = await openRun(await clip('constant.mp4'), options);
    const indices: number[] = [];
    let crashed = false;
    for (let done = false; !done;) {
      const batch = await run.take();
      indices.push(...batch.frames.map(({ index }) => index));
      if (indices.length > 0 && !crashed) {
        crashed = true;
        run.crash();
      }
      done = batch.done;
    }
    run.close();
    expect(indices).toEqual(Array.from({ length: 60 }, (_, index) => index));
  });
});
