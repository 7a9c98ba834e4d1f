import { strToU8, zipSync, type Zippable } from 'fflate';
import { expect, describe, it } from 'vitest';
import type { TruthOptions, TruthScore } from '../../../src/core/truth/score.ts';
import { createRecordTable } from '../../../workers/video/record-table.ts';
import { scoreTruth, type Compared } from '../../../workers/video/truth.ts';
import { packedPng } from '../../fixtures/png/packed-png.ts';

const [WIDTH, HEIGHT, FRAMES] = [6, 4, 3];
const classes = ['#000000', '#ff0000', '#00ff00'].map((colour, id) => ({ id, name: `c${id}`, colour, thing: false }));
/** Each frame has its own labels, so that no frame passes for another. */
const labelsOf = (index: number) =>
  Array.from({ length: WIDTH * HEIGHT }, (_, i) => (i * (index + 2) + (i >> index)) % 3);

function analysed(frames = FRAMES): Compared {
  const records = createRecordTable(classes.length);
  for (let index = 0; index < frames; index += 1) {
    records.set({ index, width: WIDTH, height: HEIGHT, figures: new Float32Array(3), at: 0, bytes: 0 });
  }
  const labels = (index: number) =>
    records.get(index) && {
      labels: Uint8Array.from(labelsOf(index)),
      size: { width: WIDTH, height: HEIGHT },
      things: null,
    };
  return { store: { records, labels }, classes, frameCount: frames };
}

function png(index: number, samples = labelsOf(index)): Uint8Array<ArrayBuffer> {
  return packedPng({ width: WIDTH, height: HEIGHT, depth: 2, type: 0, samples });
}

const FRAME_FILES = Object.fromEntries(Array.from({ length: FRAMES }, (_, i) => [`labels/f0000${i}.png`, png(i)]));

function compare(
  files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>,
  options?: TruthOptions,
  labelsStart = 0,
): Promise<TruthScore> {
  const given = Object.entries(files).map(([name, content]) => ({ name, blob: new Blob([content]) }));
  return scoreTruth({ ...analysed(), labelsStart }, given, () => undefined, options);
}

function zip(files: Zippable): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zipSync(files));
}

describe('a comparison', () => {
  it('takes packed label images by their frames', async () => {
    const { miou, frames, problems, notes } = await compare(FRAME_FILES);
    expect({ miou, problems, notes }).toEqual({ miou: 1, problems: [], notes: [] });
    expect(frames.map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it('takes a zip as a Mac makes it, without a word about what lies in it besides', async () => {
    const { miou, frames, problems } = await compare({
      'labels.zip': zip({
        ...FRAME_FILES,
        '__MACOSX/labels/._f00000.png': strToU8('fork'),
        'labels/._f00001.png': strToU8('fork'),
        'labels/.DS_Store': strToU8('x'),
        'labels/Thumbs.db': strToU8('x'),
        'labels/desktop.ini': strToU8('x'),
        'labels/about.json': strToU8('{}'),
      }),
      '._labels.zip': strToU8('fork') as Uint8Array<ArrayBuffer>,
    });
    expect({ miou, frames: frames.length, problems }).toEqual({ miou: 1, frames: FRAMES, problems: [] });
  });

  it('names both images of one frame', async () => {
    const { problems, frames } = await compare({ ...FRAME_FILES, 'old/f00001.png': png(0) });
    expect(frames).toHaveLength(FRAMES);
    expect(problems).toEqual([
      { name: 'old/f00001.png', what: expect.stringContaining('frame 1, as labels/f00001.png is') as string },
    ]);
  });

  it('takes Cityscapes’ class ids, and not what lies beside them for the eye', async () => {
    const files = Object.fromEntries(
      [0, 1, 2].flatMap((i) => [
        [`a_00000${i}_000019_gtFine_labelIds.png`, png(i)],
        [`a_00000${i}_000019_gtFine_color.png`, png(0)],
        [`a_00000${i}_000019_gtFine_instanceIds.png`, png(0)],
      ]),
    ) as Record<string, Uint8Array<ArrayBuffer>>;
    const { miou, frames, problems } = await compare(files);
    expect({ miou, frames: frames.length, problems }).toEqual({ miou: 1, frames: FRAMES, problems: [] });
  });

  it('goes on behind an image or a zip that cannot be read, and tells of each', async () => {
    const whole = zip(FRAME_FILES);
    const encrypted = whole.slice();
    encrypted[6]! |= 1;
    const { frames, problems } = await compare({
      ...FRAME_FILES,
      'labels/f00001.png': strToU8('no picture') as Uint8Array<ArrayBuffer>,
      'cut.zip': whole.slice(0, whole.length / 2),
      'secret.zip': encrypted,
      'labels/f00002.jpg': strToU8('x') as Uint8Array<ArrayBuffer>,
    });
    expect(frames.map(({ index }) => index)).toEqual([0, 2]);
    expect(problems.map(({ name, what }) => `${name}: ${what}`)).toEqual([
      expect.stringMatching(/^cut\.zip: it is a damaged zip/),
      expect.stringMatching(/^secret\.zip: it is an encrypted zip/),
      expect.stringMatching(/^labels\/f00002\.jpg: it is no PNG/),
      expect.stringMatching(/^labels\/f00001\.png: it cannot be read as a PNG/),
    ]);
  });

  it('reads what is whole in a zip with a damaged image', async () => {
    const noise = new Uint8Array(600).map((_, i) => (i * i * 7) % 251);
    const made = zip({ ...FRAME_FILES, 'labels/noise.png': [noise, { level: 9 }] });
    const start = made.findLastIndex((_, i) => made[i] === 0x50 && made[i + 1] === 0x4b && made[i + 2] === 3) + 60;
    made.fill(255, start, start + 100);
    const { frames, problems } = await compare({ 'l.zip': made });
    expect(frames).toHaveLength(FRAMES);
    expect(problems[0]).toMatchObject({
      name: 'l.zip',
      what: expect.stringMatching(/damaged.*3 of its images/) as string,
    });
  });

  it('tells of values that are no classes, of void alone, and of frames without labels', async () => {
    const wide = (samples: number[]) => packedPng({ width: WIDTH, height: HEIGHT, depth: 16, type: 0, samples });
    const strange = labelsOf(0).map((id, i) => (i < 8 ? 26_000 + i : id));
    const { frames, problems, miou } = await compare({
      '0.png': wide(strange),
      '1.png': wide(labelsOf(1).map(() => 255)),
      '7.png': wide(labelsOf(0)),
    });
    expect(frames.map(({ index }) => index)).toEqual([0]);
    expect(miou).toBe(1);
    expect(problems.map(({ what }) => what)).toEqual([
      'it holds 26000, 26001, 26002, 26003, 26004 and 3 more, which is no class and was not scored',
      'all of it is void, so that there is nothing to score',
      'frame 7 was not analysed',
    ]);
  });

  it('takes labels that start at another value than 0, and does not score what is below', async () => {
    const grey = (samples: number[]) => packedPng({ width: WIDTH, height: HEIGHT, depth: 8, type: 0, samples });
    const files = { '1.png': grey(labelsOf(1).map((id, i) => (i < 5 ? 0 : id + 1))) };
    const { miou, matrix, problems } = await compare(files, { first: 1 });
    expect({ miou, problems }).toEqual({ miou: 1, problems: [] });
    expect(matrix.reduce((sum, count) => sum + count, 0)).toBe(WIDTH * HEIGHT - 5);
    // the same, read from 0
    const { miou: wrong, problems: said } = await compare(files);
    expect(wrong).toBeLessThan(0.5);
    expect(said.map(({ what }) => what)).toEqual(['it holds 3, which is no class and was not scored']);
  });

  it('takes labels to start where the model’s manifest says, unless told otherwise', async () => {
    const grey = (first: number) =>
      packedPng({ width: WIDTH, height: HEIGHT, depth: 8, type: 0, samples: labelsOf(1).map((id) => id + first) });
    expect((await compare({ '1.png': grey(1) }, {}, 1)).miou).toBe(1);
    expect((await compare({ '1.png': grey(0) }, { first: 0 }, 1)).miou).toBe(1);
  });

  it('names a value that is no class as the image has it, wherever labels start', async () => {
    const strange = labelsOf(0).map((id, i) => (i === 0 ? 9 : i === 1 ? 255 : id + 1));
    const files = { '0.png': packedPng({ width: WIDTH, height: HEIGHT, depth: 8, type: 0, samples: strange }) };
    const { problems } = await compare(files, { first: 1 });
    expect(problems.map(({ what }) => what)).toEqual(['it holds 9, which is no class and was not scored']);
  });

  it('says that names count from 1', async () => {
    const { miou, notes } = await compare({ '1.png': png(0), '2.png': png(1), '3.png': png(2) });
    expect(miou).toBe(1);
    expect(notes).toEqual([expect.stringMatching(/count from 1/)]);
  });

  it('of nothing that can be scored is refused with the first reason', async () => {
    await expect(compare({ 'a.txt': new Uint8Array() })).rejects.toMatchObject({ code: 'labels-invalid' });
    await expect(compare({ '0.png': strToU8('x') as Uint8Array<ArrayBuffer> })).rejects.toThrow(
      '0.png, it cannot be read',
    );
    await expect(compare({ 'l.zip': zip(FRAME_FILES).slice(0, 50) })).rejects.toThrow('l.zip, it is a damaged zip');
  });
});
