import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeTiny } from '../../../models/tiny/make.ts';
import { writeTflite } from '../../../src/cli/models/write-tflite.ts';
import { onnxOf, single } from '../models/small-network.ts';
import { ownFolder } from './folder.ts';

const folder = ownFolder();

/** @returns the path of an ONNX file */
async function kept(bytes: Uint8Array): Promise<string> {
  const path = join(folder.path, 'roads.onnx');
  await writeFile(path, bytes);
  return path;
}

it('an ONNX file becomes one of TensorFlow Lite, and what its manifest is to say of it', async () => {
  const { path, variant } = await writeTflite(await kept(makeTiny()), { out: join(folder.path, 'new') });
  expect(path).toBe(join(folder.path, 'new', 'roads.tflite'));
  const file = await readFile(path);
  expect(file.subarray(4, 8).toString()).toBe('TFL3');
  expect(variant).toMatchObject({ format: 'tflite', precision: 'float32', file: 'roads.tflite', bytes: file.length });
  await expect(writeTflite(join(folder.path, 'roads.onnx'), { out: join(folder.path, 'new') })).rejects.toThrow(
    /already/,
  );
});

it.each([
  ['an operator that cannot be written', onnxOf(single('Einsum', [1, 3, 4, 4])), /operator Einsum cannot be written/],
  ['what is no ONNX file', new TextEncoder().encode('hello'), /^Not an ONNX file/],
  ['channels that lie last', onnxOf(single('Relu', [1, 64, 48, 3])), /^Input "input".*NCHW/],
])('is refused, and says why: %s', async (_what, bytes, why) => {
  await expect(writeTflite(await kept(bytes), { out: folder.path })).rejects.toThrow(why);
});
