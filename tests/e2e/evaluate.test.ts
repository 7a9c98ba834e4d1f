import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { linearNetwork, nearest } from '../browser/models/networks.ts';
import { folderOf, grey, type Picture } from '../node/evaluate/folder.ts';

type Triple = [number, number, number];
const TINY = 'background,red,green,blue';
const COLOURS = [
  [40, 40, 40],
  [230, 20, 20],
  [20, 220, 20],
  [20, 20, 230],
] as const;

/** 32 × 32 in four quarters, each a class: what the tiny model gets right but for the seams. */
const quarters = Array.from({ length: 1024 }, (_, i) => (i % 32 < 16 ? 0 : 1) + (i < 512 ? 0 : 2));
const picture: Picture = {
  width: 32,
  height: 32,
  channels: 3,
  data: Uint8Array.from(quarters.flatMap((id) => [...(COLOURS[id] ?? [])])),
};

/** The quarters in a model of 300 classes, whose label images start at 1. */
const WIDE_IDS = [0, 255, 256, 299];
const wideValue = (quarter: number): number => WIDE_IDS[quarter]! + 1;
const WIDE_NAMES = Array.from({ length: 300 }, (_, id) => `thing ${id}`);
const { weights, bias } = nearest(
  WIDE_NAMES.map((_, id) => COLOURS[WIDE_IDS.indexOf(id)]?.map((value) => value / 255) ?? [9, 9, 9]) as Triple[],
);
const WIDE_FILE = linearNetwork('NCHW', 32, 32, [{ name: 'out', weights, bias }]);
const WIDE = {
  id: 'wide',
  title: 'Wide',
  licence: 'Apache-2.0',
  origin: 'a test',
  file: 'wide.onnx',
  sha256: createHash('sha256').update(WIDE_FILE).digest('hex'),
  bytes: WIDE_FILE.length,
  input: { name: 'in', width: 32, height: 32 },
  output: { name: 'out', kind: 'logits' },
  classes: WIDE_NAMES.map((name, id) => ({
    id,
    name,
    colour: `#${(id * 40_503).toString(16).padStart(6, '0').slice(-6)}`,
  })),
  labelsStart: 1,
};

function evaluate(args: readonly string[]): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    const command = ['node_modules/tsx/dist/cli.mjs', 'src/cli/evaluate/evaluate.ts', ...args];
    execFile(process.execPath, command, (error, out, problems) => {
      resolve({ code: error ? 1 : 0, text: `${out}${problems}` });
    });
  });
}

describe('npm run evaluate', () => {
  it('scores a model through the library, and writes figures and a picture', async () => {
    const { images, labels } = folderOf({
      'images/a.png': picture,
      // one pixel off: what is perfect is not among the worst
      'labels/a.png': grey(quarters.with(0, 1), 32),
      'images/turned.png': picture,
      'labels/turned.png': grey(quarters.toReversed(), 32),
    });
    const out = join(images, 'report');
    const given = ['--model', 'tiny', '--images', images, '--labels', labels, '--classes', TINY, '--out', out];
    const { code, text } = await evaluate(given);
    expect(text).toMatch(/^tiny, 2 images, wasm/);
    expect(code).toBe(0);
    const report = JSON.parse(readFileSync(join(out, 'tiny.json'), 'utf8')) as {
      results: Record<'raw' | 'refined', { pixelAccuracy: number; boundaryF: number }>;
      worst: { name: string; miou: number }[];
    };
    expect(report.results.raw.pixelAccuracy).toBeCloseTo(1023 / 2048, 5);
    expect(report.worst.map(({ name }) => name)).toEqual(['turned.png', 'a.png']);
    expect(report.worst[1]?.miou).toBeGreaterThan(0.99);
    expect(report.worst[1]?.miou).toBeLessThan(1);
    const sheet = decode(readFileSync(join(out, 'tiny-worst.png')));
    // the second row's truth and labels: the same picture, hence the same pixel in the middle of their first quarter
    const pixel = (x: number, y: number): number[] =>
      Array.from(sheet.data.subarray((y * sheet.width + x) * sheet.channels).slice(0, 3));
    expect(pixel(496 + 120, 514 + 26 + 360)).toEqual(pixel(984 + 120, 514 + 26 + 360));
    expect(pixel(496 + 120, 26 + 360)).not.toEqual(pixel(984 + 120, 26 + 360));
  });

  it('says so when the classes are others, or the sizes differ', async () => {
    const { images, labels } = folderOf({ 'images/a.png': picture, 'labels/a.png': grey(quarters.slice(32), 32) });
    const given = ['--images', images, '--labels', labels, '--model', 'tiny'];
    const [others, sizes] = [await evaluate(given), await evaluate([...given, '--classes', TINY])];
    expect(others).toMatchObject({ code: 1 });
    expect(others.text).toMatch(
      /classes of the model "tiny" are not those of the labels: .*sky.*background.*--classes/,
    );
    expect(sizes).toMatchObject({ code: 1 });
    expect(sizes.text).toMatch(/a\.png has 32×32 pixels and its label .*a\.png has 32×31/);
  });

  it('takes a manifest’s path with more classes than bytes have values, and says what is wrong with one', async () => {
    const { images, labels } = folderOf({
      'images/a.png': picture,
      // one pixel off, so that there is a worst frame to draw
      'labels/a.png': { width: 32, height: 32, depth: 16, data: Uint16Array.from(quarters.with(5, 1), wideValue) },
      'images/bad.json': '{"id":"bad"}',
      'images/wide.json': JSON.stringify(WIDE),
      'images/names.txt': WIDE_NAMES.join('\n'),
    });
    writeFileSync(join(images, 'wide.onnx'), WIDE_FILE);
    const given = ['--images', images, '--labels', labels, '--variant', 'raw'];
    const out = join(images, 'report');
    const names = ['--classes', join(images, 'names.txt')];
    const good = await evaluate([...given, ...names, '--model', join(images, 'wide.json'), '--out', out]);
    expect(good.text).toMatch(/mean +\| +\| +0\.99/);
    expect(good).toMatchObject({ code: 0 });
    const report = JSON.parse(readFileSync(join(out, 'wide.json'), 'utf8')) as {
      labelsStart: number;
      results: { raw: { confusion: number[][]; classes: { share: number }[] } };
    };
    expect(report.labelsStart).toBe(1);
    expect(WIDE_IDS.map((id) => report.results.raw.confusion[id]?.[id])).toEqual([255, 256, 256, 256]);
    expect(report.results.raw.classes[299]?.share).toBe(0.25);
    expect(decode(readFileSync(join(out, 'wide-worst.png'))).width).toBeGreaterThan(0);
    const bad = await evaluate([...given, '--model', join(images, 'bad.json')]);
    expect(bad).toMatchObject({ code: 1 });
    expect(bad.text).toMatch(/bad\.json" cannot be used\. .*manifest cannot be used: .*"title" is missing/);
  });
});
