import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { folderOf, grey, type Picture } from '../node/evaluate/folder.ts';

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

  it('takes a manifest’s path, and says what is wrong with it', async () => {
    const { images, labels } = folderOf({
      'images/a.png': picture,
      'labels/a.png': grey(quarters, 32),
      'images/bad.json': '{"id":"bad"}',
    });
    const given = ['--images', images, '--labels', labels, '--classes', TINY, '--variant', 'raw', '--worst', '0'];
    const good = await evaluate([...given, '--model', 'models/dist/tiny.json', '--out', join(images, 'report')]);
    expect(good).toMatchObject({ code: 0 });
    expect(good.text).toMatch(/mean +\| +\| +1\.000/);
    const bad = await evaluate([...given, '--model', join(images, 'bad.json')]);
    expect(bad).toMatchObject({ code: 1 });
    expect(bad.text).toMatch(/bad\.json" cannot be used\. .*manifest cannot be used: .*"title" is missing/);
  });
});
