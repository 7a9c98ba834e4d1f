import { describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { mediaFile, mediaUrl, opened, playsItself } from './source.ts';

const said = (opening: Promise<unknown>): Promise<{ code: string; message: string }> =>
  opening.then(
    () => ({ code: 'opened', message: '' }),
    (error: { code: string; message: string }) => ({ code: error.code, message: error.message }),
  );

describe('a file', () => {
  it.each(['100%.mp4', 'a?b.mp4', 'a#b.mp4', 'a+b c.mp4', '%E6%9D.mp4', '東京 🚗.mp4', '..', '.mp4'])(
    'keeps its name: %s',
    async (name) => {
      const { source, frames } = await opened(await mediaFile('street.mp4', name, 'video/mp4'));
      expect(source.label).toBe(name);
      await frames(1);
    },
  );

  it('is what its content says, whatever its name and type say', async () => {
    const png = await opened(await mediaFile('kinds/moving.png', 'drive.mp4', 'video/mp4'));
    expect(png.sizes[0] ?? (await png.frames(1), png.sizes[0])).toEqual([64, 48]);
    const still = await opened(await mediaFile('kinds/still.gif', 'drive.mp4', 'application/octet-stream'));
    expect(still.source.traits.id).toBe('image');
    const video = await opened(await mediaFile('street.mp4', 'photo.png', 'image/png'));
    expect(video.source.traits.id).toBe('video');
    await video.frames(1);
  });

  it.each([
    ['kinds/hevc.mp4', 'my drive.mp4', /coded as H\.265.*ffmpeg -i "my drive\.mp4"/],
    ['kinds/ffv1.mkv', 'x.mkv', /coded as FFV1.*ffmpeg -i x\.mkv/],
    ['kinds/mpeg4.avi', 'x.avi', /an AVI file.*MPEG-4 Part 2.*ffmpeg/],
    ['kinds/theora.ogv', 'x.ogv', /Ogg.*Theora.*ffmpeg/],
    ['kinds/mpeg2.m2t', 'x.ts', /transport stream.*MPEG-2.*ffmpeg/],
    ['text.mp4', 'notes.mp4', /notes\.mp4 is a text file, not a video/],
  ])('that cannot be played is told for what it is: %s', async (path, name, words) => {
    const file = await mediaFile(path, name, 'video/mp4');
    // what a browser plays depends on its system, too
    if (await playsItself(file)) return (await opened(file)).frames(1);
    const { code, message } = await said(opened(file));
    expect(code).toBe('video-unsupported');
    expect(message).toMatch(words);
    expect(message).not.toMatch(/demux|pipeline/i);
  });

  it('that is empty, or went away, is told', async () => {
    expect(await said(opened(new File([], 'a.mp4')))).toMatchObject({ code: 'video-empty' });
    expect(await said(opened(new File([], 'a.png', { type: 'image/png' })))).toMatchObject({
      code: 'image-unsupported',
      message: expect.stringMatching(/a\.png is empty/) as string,
    });
    expect(await said(opened(new File(['{}'], 'a.png', { type: 'image/png' })))).toMatchObject({
      message: expect.stringMatching(/a\.png is a JSON file, not an image/) as string,
    });
  });

  it('in a container that no browser plays is shown all the same where its pictures can be decoded', async () => {
    const { source, seconds, frames } = await opened(await mediaFile('kinds/h264.m2t', 'drive.ts'));
    await source.play();
    await frames(3);
    expect([source.label, source.size]).toEqual(['drive.ts', { width: 64, height: 48 }]);
    expect(seconds[1]).toBeGreaterThan(seconds[0]!);
  });

  it('of an SVG is drawn at its size', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30"/></svg>';
    const named = await opened(new File([svg], 's.svg', { type: 'image/svg+xml' }));
    await named.frames(1);
    expect(named.sizes).toEqual([[40, 30]]);
    const sized = await opened(new Blob([svg.replace('width="40" height="30"', 'viewBox="0 0 40 20"')]));
    await sized.frames(1);
    const [width, height] = sized.sizes[0]!;
    expect(width / height).toBeCloseTo(2, 1);
  });
});

describe('an image that moves', async () => {
  const moving = await needs('imageDecoder');
  it.each(['kinds/moving.gif', 'kinds/moving.webp', 'kinds/moving.png', 'kinds/moving.avif'])(
    'plays, pauses, seeks and loops: %s',
    moving,
    async (path) => {
      const { source, seconds, frames } = await opened(await mediaFile(path, 'x'));
      expect(source.playback.duration).toBeCloseTo(0.5, 2);
      await source.play();
      await frames(8);
      // five pictures a tenth of a second apart, then from the start again
      expect(seconds.slice(-7).map((each) => Math.round(each * 10))).toEqual(
        seconds.slice(-7).map((_, i) => (Math.round(seconds.at(-7)! * 10) + i) % 5),
      );
      source.pause();
      await source.seek(0.31);
      expect(seconds.at(-1)).toBeCloseTo(0.3, 2);
      expect(source.playback).toMatchObject({ paused: true, seekable: true });
    },
  );

  it('plays where the decoder keeps its frames, as in Firefox', await needs('imageDecoder'), async () => {
    const frames = new WeakMap<ImageDecoder, Map<number, Promise<ImageDecodeResult>>>();
    const own = ImageDecoder.prototype.decode;
    ImageDecoder.prototype.decode = function (this: ImageDecoder, options: ImageDecodeOptions = {}) {
      const kept = frames.get(this) ?? new Map<number, Promise<ImageDecodeResult>>();
      frames.set(this, kept);
      const { frameIndex = 0 } = options;
      const result = kept.get(frameIndex) ?? own.call(this, options);
      kept.set(frameIndex, result);
      return result;
    };
    try {
      const { source, sizes, frames: given } = await opened(await mediaFile('kinds/moving.gif', 'x'));
      await source.play();
      // all five, and again
      await given(7);
      expect(sizes.filter(([width, height]) => width !== 64 || height !== 48)).toEqual([]);
    } finally {
      ImageDecoder.prototype.decode = own;
    }
  });

  it('says that it shows one picture where the browser decodes no more', async () => {
    const own = globalThis.ImageDecoder;
    Reflect.deleteProperty(globalThis, 'ImageDecoder');
    try {
      const { source, notices, frames } = await opened(await mediaFile('kinds/moving.gif', 'cat.gif'));
      await frames(1);
      expect(source.traits.id).toBe('image');
      expect(notices).toMatchObject([
        { code: 'image-unsupported', message: expect.stringMatching(/cat\.gif.*first picture only.*ffmpeg/) as string },
      ]);
    } finally {
      globalThis.ImageDecoder = own;
    }
  });
});

describe('an address', async () => {
  it('gives its file’s name, readable', async () => {
    const { source, frames } = await opened(`${mediaUrl('street.mp4')}?path=/x/y#t=0`);
    expect(source.label).toBe('street.mp4');
    await frames(1);
  });

  it('of a blob or of data has no name of its own', async () => {
    const url = URL.createObjectURL(await mediaFile('street.mp4'));
    expect((await opened(url)).source.label).toBe('video');
    const gif = await mediaFile('kinds/still.gif');
    const data = `data:image/gif;base64,${btoa(String.fromCharCode(...new Uint8Array(await gif.arrayBuffer())))}`;
    expect((await opened(data)).source).toMatchObject({ label: 'image', traits: { id: 'image' } });
    URL.revokeObjectURL(url);
  });

  it('that holds a lone % is asked for as a name with a %', async () => {
    expect(await said(opened('/no-such/100%.mp4'))).toMatchObject({ code: 'source-unavailable' });
    expect((await said(opened('/no-such/100%.mp4'))).message).toMatch(/^\/no-such\/100%\.mp4 could not be loaded/);
  });

  it('is what lies there, whatever it is called', await needs('imageDecoder'), async () => {
    const moving = await opened(mediaUrl('kinds/moving.webp'));
    expect(moving.source).toMatchObject({ traits: { id: 'video' }, label: 'moving.webp' });
  });

  it('is read where a stream cannot be looped over, as in Safari', async () => {
    const own = Object.getOwnPropertyDescriptor(ReadableStream.prototype, Symbol.asyncIterator);
    Reflect.deleteProperty(ReadableStream.prototype, Symbol.asyncIterator);
    try {
      const still = await opened(mediaUrl('kinds/still.gif'));
      expect(still.source).toMatchObject({ traits: { id: 'image' }, label: 'still.gif' });
    } finally {
      if (own) Object.defineProperty(ReadableStream.prototype, Symbol.asyncIterator, own);
    }
  });

  it('of what cannot be played is told for what lies there', async () => {
    const address = mediaUrl('kinds/ffv1.mkv');
    if (await playsItself(address)) return (await opened(address)).frames(1);
    expect(await said(opened(address))).toMatchObject({
      code: 'video-unsupported',
      message: expect.stringMatching(/ffv1\.mkv is coded as FFV1.*ffmpeg -i ffv1\.mkv/) as string,
    });
  });
});

describe('a recording', async () => {
  const late = await needs('lateStart');
  it.each(['kinds/late.mp4', 'kinds/late.webm'])('that begins late is played by one clock: %s', late, async (path) => {
    const { source, seconds, frames } = await opened(await mediaFile(path, 'late'));
    const { start, duration, time } = source.playback;
    expect([start, time]).toEqual([expect.closeTo(3, 1), start]);
    // Chromium leaves the last frame out of an MP4's
    expect([3.4, 3.5]).toContain(Math.round(duration * 10) / 10);
    await frames(1);
    expect(seconds[0]).toBeCloseTo(3, 1);
    for (const [asked, shown] of [
      [3.31, 3.3],
      [0, 3],
      [99, duration - 0.1],
    ] as const) {
      const before = seconds.length;
      await source.seek(asked);
      await frames(before + 1);
      expect(seconds.at(-1)).toBeCloseTo(shown, 1);
    }
  });

  it('of a browser, which does not say how long it is, has an end', await needs('recorder'), async () => {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d')!;
    const mimeType = ['video/webm;codecs=vp8', 'video/mp4'].find((type) => MediaRecorder.isTypeSupported(type))!;
    const recorder = new MediaRecorder(canvas.captureStream(), { mimeType });
    // WebKit's first part may be empty
    const parts: Blob[] = [];
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    const ended = new Promise((resolve) => recorder.addEventListener('stop', resolve));
    recorder.start();
    for (let i = 0; i < 8; i += 1) {
      context.fillRect(i, i, 50, 50);
      // a recording has the length that it took
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    recorder.stop();
    await ended;
    const { source, frames } = await opened(new Blob(parts, { type: recorder.mimeType }));
    // how much of it a busy machine records is its own matter
    expect(source.playback.duration).toBeGreaterThan(0);
    expect(source.playback.seekable).toBe(true);
    expect(source.playback.time).toBe(source.playback.start);
    await source.play();
    await frames(1);
  });
});
