import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { can } from '../../../src/platform/capabilities.ts';
import { mediaFile, opened, type Opened } from './source.ts';

/** What a browser makes of the time of a frame that it takes from an element, microseconds; null: it tells the time. */
const STAMPS: Readonly<Record<string, ((time: number) => number) | null>> = {
  'its own stamps': null,
  'stamps in whole seconds, as Firefox': (time) => Math.floor(time / 1e6),
  'no stamps, as Safari before 17.4': () => 0,
};

const CALLED_BACK = 'requestVideoFrameCallback';
const own = Object.getOwnPropertyDescriptor(HTMLVideoElement.prototype, CALLED_BACK);

beforeEach(() => {
  // the element, not the track: as everywhere but in Chromium
  vi.stubGlobal('MediaStreamTrackProcessor', undefined);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  if (own) Object.defineProperty(HTMLVideoElement.prototype, CALLED_BACK, own);
});

function stampAs(stampOf: ((time: number) => number) | null): void {
  if (!stampOf) return;
  const Frame = globalThis.VideoFrame;
  const stamped = new Proxy(Frame, {
    construct(_, [source, init]: [HTMLVideoElement, VideoFrameInit?]) {
      const frame = new Frame(source, init);
      if (!(source instanceof HTMLVideoElement)) return frame;
      const { timestamp } = frame;
      frame.close();
      return new Frame(source, { ...init, timestamp: stampOf(timestamp) });
    },
  });
  vi.stubGlobal('VideoFrame', stamped);
}

/** Frames a second, and their media times. */
async function measured({ source, seconds, frames }: Opened, ms: number): Promise<{ rate: number; times: number[] }> {
  // what its stamps are worth is seen by the first ones
  await frames(seconds.length + 6);
  const before = seconds.length;
  const begun = performance.now();
  while (performance.now() - begun < ms) await frames(seconds.length + 1);
  expect(source.playback.paused).toBe(false);
  return { rate: ((seconds.length - before) * 1000) / (performance.now() - begun), times: seconds.slice(before) };
}

const ways = [
  { name: 'its own stamps', calledBack: true },
  { name: 'its own stamps', calledBack: false },
  { name: 'stamps in whole seconds, as Firefox', calledBack: true },
  { name: 'no stamps, as Safari before 17.4', calledBack: true },
];

describe.skipIf(!can('videoFrame')).each(ways)('with $name, called back: $calledBack', ({ name, calledBack }) => {
  beforeEach(() => {
    stampAs(STAMPS[name] ?? null);
    if (!calledBack) Reflect.deleteProperty(HTMLVideoElement.prototype, CALLED_BACK);
  });

  it('a video gives each frame once, through its loop, and one after a seek at rest', async () => {
    // 25 pictures a second
    const video = await opened(await mediaFile('analysis/constant.mp4', 'a.mp4'));
    const { source, seconds, frames } = video;
    const { duration } = source.playback;
    await source.seek(duration - 0.7);
    await source.play();
    const { rate, times } = await measured(video, 1500);
    expect(rate).toBeGreaterThan(9);
    expect(rate).toBeLessThan(32);
    // WebKit's stamps run on for a picture while it turns back to the beginning
    expect(times.filter((each) => each < 0 || each > duration + 0.041)).toEqual([]);
    expect(times.filter((each, i) => each < (times[i - 1] ?? 0) - 1)).toHaveLength(1);
    source.pause();
    for (const where of [1.61, 0.81]) {
      const before = seconds.length;
      await source.seek(where);
      await frames(before + 1);
      expect(seconds.at(-1)).toBeCloseTo(where, 1);
    }
  });

  it('a camera gives its frames at its rate', async () => {
    const camera = await opened('camera');
    const { rate, times } = await measured(camera, 800);
    expect(rate).toBeGreaterThan(12);
    expect(rate).toBeLessThan(38);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    // where a busy machine leaves callbacks out, the clock tells, which may be one too many
    expect(new Set(times).size).toBeGreaterThan(times.length - 3);
  });
});
