import { describe, expect, it, onTestFinished } from 'vitest';
import { PerPixelError } from '../../../src/perpixel.ts';
import { framesFrom } from '../../../workers/video/frames.ts';
import { openVideoFile, type VideoFile } from '../../../workers/video/video-file.ts';
import { needs } from '../needs.ts';
import { clip, clipUrl, expectedTimes, numberIn } from './clips.ts';

async function open(source: Blob | string): Promise<VideoFile> {
  const video = await openVideoFile(source);
  onTestFinished(() => video.close());
  return video;
}

interface Seen {
  readonly index: number;
  /** Seconds; null for a lost frame. */
  readonly seconds: number | null;
  readonly width: number;
  readonly height: number;
  /** What the picture says its number is. */
  readonly number: number;
}

async function frames(video: VideoFile, start = 0): Promise<Seen[]> {
  const seen: Seen[] = [];
  const context = new OffscreenCanvas(320, 180).getContext('2d', { willReadFrequently: true });
  for await (const { index, frame } of framesFrom(video, start)) {
    if (!frame) {
      seen.push({ index, seconds: null, width: 0, height: 0, number: -1 });
      continue;
    }
    const { timestamp, displayWidth: width, displayHeight: height } = frame;
    // the large ones hold no number
    if (width < 1000) context?.drawImage(frame, 0, 0, 320, 180);
    const pixels = context?.getImageData(0, 0, 320, 180).data ?? new Uint8ClampedArray();
    frame.close();
    seen.push({ index, seconds: timestamp / 1e6, width, height, number: numberIn(pixels) });
  }
  return seen;
}

const code = (opening: Promise<unknown>): Promise<string> =>
  opening.then(
    () => 'opened',
    (error: unknown) => (error instanceof PerPixelError ? error.code : String(error)),
  );

const CLIPS = [
  'constant.mp4',
  'constant.mkv',
  'constant.mov',
  'variable.mp4',
  'variable.webm',
  'rotated.mp4',
  'resized.webm',
  'eight-k.mp4',
  'long.mp4',
];

describe('the frames of a video', async () => {
  it.each(CLIPS)('are all there, at the times that ffprobe tells: %s', async (name) => {
    const video = await open(await clip(name));
    const expected = expectedTimes(name);
    const seen = await frames(video);
    expect(video.info.frameCount).toBe(expected.length);
    expect(seen.map((each) => each.index)).toEqual(expected.map((_, index) => index));
    seen.forEach(({ seconds }, index) => {
      expect(Math.abs(seconds! - expected[index]!)).toBeLessThan(1e-3);
      expect(Math.abs(video.timestamps[index]! - expected[index]!)).toBeLessThan(1e-3);
    });
  });

  it.each(['constant.mp4', 'constant.mkv', 'variable.mp4', 'variable.webm'])(
    'are the right pictures: %s',
    async (name) => {
      const seen = await frames(await open(await clip(name)));
      expect(seen.map((each) => each.number)).toEqual(seen.map((each) => each.index));
    },
  );

  it('begin at any index', async () => {
    const video = await open(clipUrl('constant.mp4'));
    for (const start of [59, 1, 23, 24, 25, 47]) {
      const [first] = await frames(video, start);
      expect(first).toMatchObject({ index: start, number: start });
    }
  });

  it('are turned as the file says', async () => {
    const video = await open(await clip('rotated.mp4'));
    expect([video.info.width, video.info.height]).toEqual([180, 320]);
    expect((await frames(video))[0]).toMatchObject({ width: 180, height: 320 });
  });

  it('change size where the video does', await needs('resizedVideo'), async () => {
    const sizes = (await frames(await open(await clip('resized.webm')))).map(
      ({ width, height }) => `${width}×${height}`,
    );
    expect(sizes).toEqual([...Array<string>(12).fill('320×180'), ...Array<string>(12).fill('160×120')]);
  });

  it('come at 8K too', async () => {
    expect((await frames(await open(await clip('eight-k.mp4'))))[1]).toMatchObject({ width: 7680, height: 4320 });
  });

  it('go on behind a damaged one, which alone is lost', async () => {
    const bytes = new Uint8Array(await (await clip('constant.mp4')).arrayBuffer());
    const video = await open(new Blob([damaged(bytes, await packetAt(bytes, 30))]));
    const seen = await frames(video);
    const lost = seen.filter((each) => each.seconds === null).map((each) => each.index);
    expect(seen.map((each) => each.index)).toEqual(seen.map((_, index) => index));
    expect(lost).toEqual([30]);
  });

  it('that are cut off are lost, the others there', async () => {
    const whole = await clip('constant.mp4');
    const video = await open(whole.slice(0, whole.size * 0.6));
    const seen = await frames(video);
    expect(seen).toHaveLength(60);
    const lost = seen.filter((each) => each.seconds === null).length;
    expect(lost).toBeGreaterThan(5);
    expect(lost).toBeLessThan(45);
  });
});

/** Where the data of a frame lies in the file. */
async function packetAt(bytes: Uint8Array<ArrayBuffer>, index: number): Promise<number> {
  const video = await open(new Blob([bytes]));
  const packet = await video.packets.getPacket(video.timestamps[index]!);
  const { data } = packet!;
  for (let at = 0; at < bytes.length; at += 1) {
    if (data.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  throw new Error('not found');
}

/** A length that no unit has. */
function damaged(bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  copy.set([0x7f, 0xff, 0xff, 0xff, 0xff, 0xff], at);
  return copy;
}

describe('what is no video', () => {
  it.each([
    ['a text file', 'text.mp4', 'video-unsupported'],
    ['sound alone', 'sound-only.mp4', 'video-no-track'],
    ['a codec that browsers lack', 'mpeg4.mp4', 'video-unsupported'],
    ['a video without frames', 'empty.mp4', 'video-empty'],
  ])('is told apart: %s', async (_, name, expected) => {
    expect(await code(open(await clip(name)))).toBe(expected);
  });

  it('is told with the codec and a line that helps', async () => {
    const error: unknown = await open(await clip('mpeg4.mp4')).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      problem: expect.stringContaining('MPEG-4 Part 2'),
      remedy: expect.stringContaining('ffmpeg -i'),
    });
  });

  it('is told where a file ends before its index', async () => {
    const whole = await clip('variable.mp4');
    expect(await code(open(whole.slice(0, whole.size / 2)))).toBe('video-unsupported');
  });

  it('is told where there is none', async () => {
    expect(await code(open(new URL('/nothing.mp4', location.href).href))).toBe('source-unavailable');
  });
});
