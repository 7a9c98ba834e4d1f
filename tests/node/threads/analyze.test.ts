import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { analyzeFrames, analyzeVideo, PerPixelError, type FrameAnalysis } from '../../../src/node.ts';
import { clip, expectedTimes } from './clips.ts';

const TINY = { model: 'tiny', refine: false } as const;

const failure = (work: Promise<unknown>): Promise<PerPixelError> =>
  work.then(
    () => Promise.reject(new Error('it went well')),
    (error: unknown) => (error instanceof PerPixelError ? error : Promise.reject(error as Error)),
  );

/** Its labels, and its figures. */
const hashed = ({ index, labelMap, shares }: FrameAnalysis): string =>
  `${index} ${createHash('sha256').update(labelMap).digest('hex')} ${shares.join(' ')}`;

async function all(frames: AsyncIterable<FrameAnalysis>): Promise<FrameAnalysis[]> {
  const taken: FrameAnalysis[] = [];
  for await (const frame of frames) taken.push(frame);
  return taken;
}

describe('analyzeVideo in Node', () => {
  it.each([
    'analysis/constant.mkv',
    'analysis/variable.mp4',
    'analysis/variable.webm',
    'analysis/rotated.mp4',
    'analysis/resized.webm',
  ])('analyses every frame, in order, at the time that ffprobe tells: %s', async (name) => {
    const progress: string[] = [];
    const analysis = await analyzeVideo(clip(name), {
      ...TINY,
      onProgress: ({ phase, loaded, total }) => progress.push(`${phase} ${loaded}/${total}`),
    });
    const expected = expectedTimes(name);
    expect(analysis.frames.map(({ index }) => index)).toEqual(expected.map((_, index) => index));
    analysis.frames.forEach(({ timestamp, shares }, index) => {
      expect(Math.abs(timestamp - expected[index]!)).toBeLessThan(1e-3);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    });
    expect([analysis.lost, analysis.note]).toEqual([[], null]);
    expect(progress.at(-1)).toBe(`frames ${expected.length}/${expected.length}`);
  });

  it('takes addresses, bytes and blobs, and every n-th frame or so many a second, and writes figures', async () => {
    const path = clip('analysis/constant.mp4');
    const third = await analyzeVideo(pathToFileURL(path), { ...TINY, every: 25 });
    expect(third.frames.map(({ index }) => index)).toEqual([0, 25, 50]);
    const bytes = await readFile(path);
    const two = await analyzeVideo(bytes, { ...TINY, every: { perSecond: 2 } });
    expect(two.frames.map(({ timestamp }) => timestamp)).toEqual([0, 0.48, 1, 1.48, 2]);
    const rest = await analyzeVideo(new Blob([bytes]), { ...TINY, every: 25, from: 26 });
    expect(rest.frames).toEqual(third.frames.slice(2));
    expect(rest.toCSV().split('\n')[0]?.trim()).toBe('frame,seconds,background,red,green,blue');
    expect(rest.toJSON()).toMatchObject({ model: { id: 'tiny' }, options: { backend: 'cpu', every: 25 } });
  });

  it('says what is wrong with a source, and what to do', async () => {
    const codes: [string, string, RegExp][] = [
      ['sound-only.mp4', 'video-no-track', /video track/],
      ['analysis/mpeg4.mp4', 'video-unsupported', /ffmpeg -i mpeg4\.mp4/],
      ['kinds/wmv2.wmv', 'video-unsupported', /ffmpeg -i wmv2\.wmv/],
      ['analysis/empty.mp4', 'video-empty', /recording/],
      ['text.mp4', 'video-unsupported', /MP4/],
      ['kinds/moving.png', 'video-unsupported', /perpixel image.*ffmpeg -i moving\.png/],
      ['no such.mp4', 'source-unavailable', /file is there/],
      ['analysis', 'source-unavailable', /file is there/],
    ];
    for (const [name, code, remedy] of codes) {
      const error = await failure(analyzeVideo(clip(name), TINY));
      expect([name, error.code]).toEqual([name, code]);
      expect(error.remedy).toMatch(remedy);
      expect(error.message).not.toMatch(/browser|tab\b/);
    }
    expect((await failure(analyzeVideo(clip('analysis/constant.mp4'), { ...TINY, model: 'no-such' }))).code).toBe(
      'model-download',
    );
    const missing = await failure(analyzeVideo(clip('analysis/constant.mp4'), { ...TINY, model: './no/such.json' }));
    expect([missing.code, missing.problem]).toEqual(['model-download', expect.stringContaining('such.json')]);
    const other = await failure(analyzeVideo(clip('analysis/constant.mp4'), { ...TINY, backend: 'directml' }));
    expect([other.code, other.problem]).toEqual([
      'backend-unavailable',
      expect.stringMatching(/^DirectML does not work here/),
    ]);
  });

  it.each(['constant.mp4', 'constant.mkv'])('labels what is left of a file that was cut off: %s', async (name) => {
    const whole = await readFile(clip(`analysis/${name}`));
    const path = join(tmpdir(), `perpixel-${process.pid}-cut-${name}`);
    await writeFile(path, whole.subarray(0, whole.length / 2));
    const { frames, lost, video } = await analyzeVideo(path, TINY);
    expect(frames.length).toBeGreaterThan(10);
    expect(frames.length).toBeLessThan(60);
    expect(frames.length + lost.length).toBe(video.frameCount);
  });

  it('says of a file whose index is cut off what it is', async () => {
    const path = join(tmpdir(), `perpixel-${process.pid}-cut.mp4`);
    await writeFile(path, (await readFile(clip('analysis/constant.mp4'))).subarray(0, 400));
    const { code, problem } = await failure(analyzeVideo(path, TINY));
    expect([code, problem]).toEqual(['video-unsupported', expect.stringMatching(/cut off/)]);
  });

  it('is cancelled at once', async () => {
    const controller = new AbortController();
    const work = analyzeVideo(clip('analysis/constant.mp4'), {
      ...TINY,
      signal: controller.signal,
      onProgress: ({ phase }) => phase === 'frames' && controller.abort(),
    });
    expect((await failure(work)).code).toBe('aborted');
  });
});

describe('analyzeFrames in Node', () => {
  it('hands out label maps and confidence at each frame’s own size, and says what it opened', async () => {
    const stream = analyzeFrames(clip('analysis/resized.webm'), { ...TINY, outputs: ['confidence'], every: 6 });
    const { video, chosen, timestamps, backend, note } = await stream.opened();
    expect([video.frameCount, [...chosen], timestamps.length]).toEqual([24, [0, 6, 12, 18], 24]);
    // where there is a graphics device it may be taken
    expect(backend === 'cpu' ? note : null).toBe(note);
    const frames = await all(stream);
    expect(frames.map(({ width, height }) => `${width} × ${height}`)).toEqual([
      '320 × 180',
      '320 × 180',
      '160 × 120',
      '160 × 120',
    ]);
    for (const { labelMap, confidence, width, height } of frames) {
      expect([labelMap.length, confidence?.length]).toEqual([width * height, width * height]);
    }
  });

  it('turns frames as they are to be shown', async () => {
    const [frame] = await all(analyzeFrames(clip('analysis/rotated.mp4'), { ...TINY, every: 100 }));
    expect([frame?.width, frame?.height]).toEqual([180, 320]);
  });

  it('smooths frames over time in their order, however many threads share them', async () => {
    const options = { ...TINY, refine: { temporal: 0.9 } };
    const alone = await all(analyzeFrames(clip('analysis/constant.mov'), { ...options, threads: 1 }));
    const several = await all(analyzeFrames(clip('analysis/constant.mov'), { ...options, threads: 3 }));
    expect(several.map(hashed)).toEqual(alone.map(hashed));
    const single = await all(analyzeFrames(clip('analysis/constant.mov'), TINY));
    expect(single.map(hashed)).not.toEqual(alone.map(hashed));
  });

  it('goes on with the tracks of frames before, after a break', async () => {
    const options = { model: 'tiny', labelling: 'instance' } as const;
    const whole = await all(analyzeFrames(clip('things/things.webm'), options));
    const first = whole.slice(0, 8);
    const before = first.map(({ timestamp, instances = [] }) => ({ timestamp, instances }));
    const rest = await all(analyzeFrames(clip('things/things.webm'), { ...options, from: 8, before }));
    const tracks = (frames: FrameAnalysis[]): unknown =>
      frames.map(({ instances = [] }) => instances.map(({ track }) => track));
    expect(tracks(rest)).toEqual(tracks(whole.slice(8)));
    expect(first.flatMap(({ instances = [] }) => instances).length).toBeGreaterThan(0);
  });

  it('ends its work where the loop is left', async () => {
    const stream = analyzeFrames(clip('analysis/long.mp4'), TINY);
    for await (const { index } of stream) if (index === 3) break;
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });
});
