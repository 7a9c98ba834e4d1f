import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BoundedFrames } from '../../../src/live/background/bounded-frames.ts';
import { processTrack, type PerPixelError, type ProcessedTrack } from '../../../src/index.ts';
import { clip } from '../analysis/clips.ts';
import { picture } from '../models/own-model.ts';
import { needs } from '../needs.ts';
import { movingTrack, type MovingTrack } from '../track/moving-track.ts';
import { sureModel } from '../track/sure-model.ts';

async function png(width: number, height: number, colour: [number, number, number]): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.putImageData(
    picture(width, height, () => colour),
    0,
    0,
  );
  return new File([await canvas.convertToBlob()], 'room.png', { type: 'image/png' });
}

function svg(width: number, height: number, colour: string): File {
  const sized = `width="${width}" height="${height}"`;
  const text = `<svg xmlns="http://www.w3.org/2000/svg" ${sized}><rect ${sized} fill="${colour}"/></svg>`;
  return new File([text], 'a.svg', { type: 'image/svg+xml' });
}

interface Processor {
  readonly readable: ReadableStream<VideoFrame>;
}

/** The colour of the upper left corner of a track's frames, until one is as wanted. None of them is the room's. */
async function corner(track: MediaStreamTrack, wanted: (colour: number[]) => boolean): Promise<number[]> {
  const own = track.clone();
  const Reader = MediaStreamTrackProcessor as unknown as new (init: { track: MediaStreamTrack }) => Processor;
  const reader = new Reader({ track: own }).readable.getReader();
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      context.drawImage(next.value, 8, 8, 1, 1, 0, 0, 1, 1);
      next.value.close();
      const [r = 0, g = 0, b = 0] = context.getImageData(0, 0, 1, 1).data;
      const isRaw = Math.abs(r - g) < 6 && Math.abs(g - b) < 6 && r > 40;
      if (isRaw) throw new Error(`the room was seen: ${r}, ${g}, ${b}`);
      if (wanted([r, g, b])) return [r, g, b];
    }
    throw new Error('the track has ended');
  } finally {
    own.stop();
    reader.cancel().catch(() => undefined);
  }
}

const near = (colour: readonly number[]) => (seen: readonly number[]) =>
  seen.every((value, i) => Math.abs(value - colour[i]!) < 14);

describe('a file behind a processed track', await needs('trackProcessor'), () => {
  let camera: MovingTrack;
  const open: ProcessedTrack[] = [];
  beforeEach(() => (camera = movingTrack()));
  afterEach(() => {
    open.splice(0).forEach((each) => each.stop());
    camera.stop();
  });

  it('is an image or a video of any size; what cannot be read is told, and leaves the one before', async () => {
    const errors: PerPixelError[] = [];
    const made = await processTrack(camera.track, {
      model: await sureModel(),
      backend: 'wasm',
      background: await png(4000, 500, [30, 60, 200]),
      onError: (error) => errors.push(error),
    });
    open.push(made);
    await corner(made.track, near([30, 60, 200]));

    const told = async (): Promise<PerPixelError> => {
      await expect.poll(() => errors.length, { timeout: 5000 }).toBeGreaterThan(0);
      await corner(made.track, near([30, 60, 200]));
      return errors.pop()!;
    };
    made.update({ background: new File([], 'nothing.png') });
    expect(await told()).toMatchObject({ code: 'image-unsupported', problem: expect.stringMatching(/empty/) });
    made.update({ background: new File(['no picture at all'], 'notes.txt', { type: 'text/plain' }) });
    expect((await told()).remedy).toMatch(/\w/);
    made.update({ background: './nowhere.png' });
    expect((await told()).remedy).toMatch(/\w/);
    made.update({ background: await clip('mpeg4.mp4') });
    expect((await told()).code).toBe('video-unsupported');
    made.update({ background: await clip('eight-k.mp4') });
    expect(await told()).toMatchObject({ code: 'frame-too-large', remedy: expect.stringMatching(/2560 × 1440/) });
    made.update({ background: svg(10_000, 10_000, '#c02080') });
    expect(await told()).toMatchObject({ code: 'frame-too-large', remedy: expect.stringMatching(/1920 × 1080/) });
    expect(() => made.update({ background: 'hils' })).toThrow(/no background/);

    made.update({ background: svg(300, 150, '#c02080') });
    await corner(made.track, near([192, 32, 128]));
    made.update({ background: '#10a060' });
    await corner(made.track, near([16, 160, 96]));
    // a film: its pictures change
    made.update({ background: await clip('variable.webm') });
    const first = await corner(made.track, (seen) => !near([16, 160, 96])(seen));
    expect(first).toHaveLength(3);
    camera.resize(240, 320);
    await corner(made.track, () => true);
    expect(errors).toEqual([]);
  });

  it('that cannot be read at the start is what it rejects with', async () => {
    const opening = processTrack(camera.track, {
      model: await sureModel(),
      backend: 'wasm',
      background: new File(['?'], 'a.bin'),
    });
    await expect(opening).rejects.toMatchObject({ name: 'PerPixelError' });
  });
});

it('of a video at most 15 pictures a second go on, one at a time, and every other one is closed', async () => {
  let now = 0;
  const bitmap = (): Promise<ImageBitmap> => createImageBitmap(new ImageData(1, 1));
  const frames = new BoundedFrames([await bitmap(), 0], () => now);
  const made: ImageBitmap[] = [];
  const taken: ImageBitmap[] = [];
  let done: () => void = () => undefined;
  frames.take = (picture) => {
    taken.push(picture as ImageBitmap);
    return new Promise<void>((resolve) => (done = resolve));
  };
  expect(taken).toHaveLength(1);
  for (; now < 1000; now += 10) {
    const next = await bitmap();
    made.push(next);
    done();
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    frames.offer(next, {});
  }
  expect(taken.length).toBeGreaterThan(10);
  expect(taken.length).toBeLessThanOrEqual(16);
  // nobody has room
  now += 1000;
  const busy = taken.length;
  frames.offer(await bitmap(), {});
  frames.offer(await bitmap(), {});
  expect(taken.length).toBeLessThanOrEqual(busy + 1);
  frames.close();
  done();
  await new Promise((resolve) => setTimeout(resolve));
  expect(made.filter((each) => each.width > 0)).toEqual([]);
});
