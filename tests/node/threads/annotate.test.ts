import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { annotateVideo, type AnnotatedFrame, type AnnotateOptions, type ModelClass } from '../../../src/node.ts';
import { createPictureReader } from '../../../workers/node/picture-reader.ts';
import { openInNode } from '../../../workers/node/video.ts';
import { createArena } from '../../../workers/simd/arena.ts';
import { framesFrom } from '../../../workers/video/frames.ts';

const CLIP = 'tests/fixtures/media/analysis/constant.mp4';
const CLASSES: readonly ModelClass[] = [
  { id: 0, name: 'left', colour: '#c02840', thing: false },
  { id: 1, name: 'right', colour: '#2060d0', thing: true },
];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perpixel-annotate-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The left half of one class, the right half of the other. */
function halves(width: number, height: number, index: number): AnnotatedFrame {
  const labelMap = Uint8Array.from({ length: width * height }, (_, i) => Number(i % width >= width / 2));
  return { index, width, height, labelMap };
}

interface Decoded {
  readonly at: number;
  readonly width: number;
  readonly height: number;
  /** [r, g, b] of a place, 0 to 1 from left to right and from top to bottom. */
  colour(x: number, y: number): number[];
}

async function decoded(file: string): Promise<Decoded[]> {
  const video = await openInNode(`file://${file}`);
  const out: Decoded[] = [];
  for await (const { index, frame } of framesFrom(video, 0)) {
    const { words, width, height } = await createPictureReader(createArena()).read(frame!.picture);
    const own = words.slice();
    frame!.close();
    out.push({
      at: video.timestamps[index]!,
      width,
      height,
      colour(x, y) {
        const word = own[Math.floor(y * height) * width + Math.floor(x * width)]!;
        return [word & 255, (word >> 8) & 255, (word >> 16) & 255];
      },
    });
  }
  video.close();
  return out;
}

async function annotate(frames: readonly number[], options: Partial<AnnotateOptions> = {}): Promise<Decoded[]> {
  const source = await openInNode(`file://${join(process.cwd(), CLIP)}`);
  const { width, height } = source.info;
  source.close();
  const file = join(folder, 'out.mp4');
  await annotateVideo(
    CLIP,
    frames.map((index) => halves(width, height, index)),
    { file, classes: CLASSES, ...options },
  );
  return decoded(file);
}

describe('labels drawn over a video', { timeout: 60_000 }, () => {
  it('are a film of the frames that are given, at their times, in the classes’ colours', async () => {
    const source = await openInNode(`file://${join(process.cwd(), CLIP)}`);
    const times = source.timestamps;
    source.close();
    const film = await annotate([0, 1, 2, 10], { opacity: 1 });
    expect(film.map(({ at }) => Math.round(at * 1000))).toEqual(
      [0, 1, 2, 10].map((i) => Math.round((times[i]! - times[0]!) * 1000)),
    );
    for (const { colour } of film) {
      for (const [place, wanted] of [[0.25, [0xc0, 0x28, 0x40]] as const, [0.75, [0x20, 0x60, 0xd0]] as const]) {
        colour(place, 0.5).forEach((value, channel) => expect(Math.abs(value - wanted[channel]!)).toBeLessThan(6));
      }
    }
  });

  it('leave the picture visible beneath, and alone where there is nothing to colour', async () => {
    const [plain] = await annotate([0], { opacity: 0 });
    const [half] = await annotate([0], { opacity: 0.5 });
    const [thing] = await annotate([0], { opacity: 1, labelling: 'instance' });
    const [x, y] = [0.25, 0.5];
    const mixed = [0xc0, 0x28, 0x40].map((value, channel) => (value + plain!.colour(x, y)[channel]!) / 2);
    half!.colour(x, y).forEach((value, channel) => expect(Math.abs(value - mixed[channel]!)).toBeLessThan(8));
    expect(thing!.width % 2).toBe(0);
  });

  it('colour each thing by itself, with its number', async () => {
    const source = await openInNode(`file://${join(process.cwd(), CLIP)}`);
    const { width, height } = source.info;
    source.close();
    const file = join(folder, 'out.mp4');
    const base = halves(width, height, 0);
    const instanceMap = Uint16Array.from(base.labelMap);
    const box = { x: width / 2, y: 0, width: width / 2, height };
    const instances = [{ id: 1, track: 3, classId: 1, score: 1, box, area: (width * height) / 2 }];
    const options = { file, classes: CLASSES, labelling: 'instance' as const, opacity: 1 };
    await annotateVideo(CLIP, [{ ...base, instances, instanceMap }], options);
    const [told] = await decoded(file);
    const [plain] = await annotate([0], { opacity: 0 });
    // what is no thing has no colour
    told!
      .colour(0.25, 0.5)
      .forEach((value, channel) => expect(Math.abs(value - plain!.colour(0.25, 0.5)[channel]!)).toBeLessThan(8));
    expect(told!.colour(0.75, 0.75)[2]).toBeGreaterThan(120);
    const column = Array.from({ length: 100 }, (_, i) => told!.colour(0.75, i / 400)[0]!);
    expect(Math.max(...column)).toBeGreaterThan(200);
  });

  it('are broken off when asked, and by what is wrong with the video', async () => {
    const abort = new AbortController();
    const file = join(folder, 'out.mp4');
    const broken = annotateVideo(
      CLIP,
      [0, 1, 2].map((index) => halves(64, 64, index)),
      { file, classes: CLASSES, signal: abort.signal, onFrame: () => abort.abort() },
    );
    await expect(broken).rejects.toMatchObject({ code: 'aborted' });
    const text = annotateVideo('tests/fixtures/media/text.mp4', [], { file, classes: CLASSES });
    await expect(text).rejects.toMatchObject({ code: 'video-unsupported' });
    const none = annotateVideo(CLIP, [], { file: join(folder, 'none.mp4'), classes: CLASSES });
    await expect(none).rejects.toMatchObject({ code: 'video-empty' });
    await expect(stat(join(folder, 'none.mp4'))).rejects.toThrow();
  });
});
