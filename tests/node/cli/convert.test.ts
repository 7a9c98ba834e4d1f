import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tfliteToOnnx } from '../../../models/convert/tflite-to-onnx.ts';
import { convertModel, type ConvertFlags } from '../../../src/cli/models/convert-model.ts';
import { createSegmenter } from '../../../src/node.ts';
import { ownFolder, PATIENCE } from './folder.ts';

const SELFIE = new URL(
  '../../../node_modules/@mediapipe/selfie_segmentation/selfie_segmentation.tflite',
  import.meta.url,
).pathname;
const folder = ownFolder();
const convert = (path = SELFIE, flags: Partial<ConvertFlags> = {}): Promise<string> =>
  convertModel(path, { out: folder.path, licence: 'Apache-2.0', ...flags });

describe('a file of TensorFlow Lite', { timeout: PATIENCE }, () => {
  it('becomes an ONNX file and a manifest that can be used as they are', async () => {
    const manifest = await convert(SELFIE, { id: 'mine', classes: ['behind', 'somebody'] });
    expect(manifest).toBe(join(folder.path, 'mine.json'));
    expect(
      Buffer.compare(await readFile(join(folder.path, 'mine.onnx')), tfliteToOnnx(await readFile(SELFIE), 'mine')),
    ).toBe(0);
    const segmenter = await createSegmenter({ model: manifest, backend: 'cpu' });
    try {
      expect(segmenter.model.classes.map(({ name }) => name)).toEqual(['behind', 'somebody']);
      const { labelMap } = await segmenter.segment({ data: new Uint8Array(4 * 64 * 64), width: 64, height: 64 });
      expect(labelMap).toHaveLength(64 * 64);
    } finally {
      segmenter.close();
    }
  });

  it('takes its name and that of its classes where none is given', async () => {
    const manifest = JSON.parse(await readFile(await convert(), 'utf8')) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      id: 'selfie_segmentation',
      input: { width: 256, height: 256, layout: 'NCHW' },
      output: { kind: 'binary-probability' },
      classes: [{ name: 'background' }, { name: 'object' }],
    });
  });

  it('does not take the place of what is there', async () => {
    const manifest = await convert();
    await writeFile(manifest, 'somebody’s own');
    await expect(convert()).rejects.toMatchObject({
      exitCode: 2,
      problem: expect.stringContaining('is there already'),
    });
    expect(await readFile(manifest, 'utf8')).toBe('somebody’s own');
  });

  it('is refused with what to do where it is none, is not there, or is said to be otherwise than it is', async () => {
    const text = join(folder.path, 'text.tflite');
    await writeFile(text, 'plain text');
    await expect(convert(text)).rejects.toMatchObject({ exitCode: 1, remedy: 'Name a .tflite file.' });
    await expect(convert(join(folder.path, 'none.tflite'))).rejects.toMatchObject({ exitCode: 2 });
    await expect(convert(SELFIE, { classes: ['one'] })).rejects.toMatchObject({
      problem: 'It has 2 classes, and 1 are named.',
    });
    await expect(convert(SELFIE, { id: '../out' })).rejects.toMatchObject({
      exitCode: 2,
      problem: '"../out" is no id.',
    });
    await expect(convert(SELFIE, { output: 'other', id: 'b' })).rejects.toMatchObject({
      problem: expect.stringContaining('no output "other"'),
    });
  });

  it('has a manifest that is refused in so many words where it is cut off', async () => {
    const manifest = await convert();
    await writeFile(manifest, (await readFile(manifest, 'utf8')).slice(0, 100));
    const opening = createSegmenter({ model: manifest, backend: 'cpu' });
    await expect(opening).rejects.toMatchObject({
      code: 'model-invalid',
      problem: expect.stringContaining('it is cut off, or has a mistake'),
      remedy: expect.stringContaining('Correct it:'),
    });
  });
});
