import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyAssets, type AssetsChoice } from '../../../src/cli/assets/copy-assets.ts';

let root = '';
let choice: AssetsChoice;

const FILES = ['pipeline.worker.js', 'ort.wasm.js', 'ort.wasm', 'ort.jspi.js', 'ort.jspi.wasm'];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'perpixel-assets-'));
  await lay('from', 'selfie', ['selfie.onnx', 'selfie.wasm.onnx', 'selfie.half.onnx']);
  await lay('from', 'selfie-landscape', ['wide.onnx']);
  await lay('from', 'tiny', ['tiny.onnx']);
  for (const name of [...FILES, 'ort.asyncify.js', 'ort.asyncify.wasm', 'pipeline.gpu-part.js', 'pipeline.sha2.js'])
    await writeFile(join(root, 'from', name), name);
  choice = {
    from: join(root, 'from'),
    to: join(root, 'public/perpixel'),
    project: join(root, 'project'),
    models: [],
    backend: null,
  };
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function lay(folder: string, id: string, files: readonly string[]): Promise<void> {
  const models = join(root, folder, 'models');
  await mkdir(models, { recursive: true });
  const made = [
    { backend: 'wasm', precision: 'float32' },
    { backend: 'webgpu', precision: 'float16' },
  ];
  const variants = files.slice(1).map((file, index) => ({ file, ...made[index] }));
  await writeFile(join(models, `${id}.json`), JSON.stringify({ id, file: files[0], variants }));
  for (const file of files) await writeFile(join(models, file), file);
}

/** A model's own package, as npm lays it. */
async function install(id: string): Promise<void> {
  await lay(`project/node_modules/perpixel-model-${id}/lib/assets`, id, [`${id}.onnx`]);
}

const there = async (): Promise<string[]> =>
  (await readdir(choice.to, { recursive: true })).filter((name) => /\.\w+$/.test(name)).sort();

describe('perpixel assets', () => {
  it('copies workers, every runtime and all models inside the package, with their sizes', async () => {
    const copied = await copyAssets(choice);
    expect(copied.map(({ name }) => name).sort()).toEqual(await there());
    expect(copied).toContainEqual({ name: 'models/selfie.half.onnx', bytes: 'selfie.half.onnx'.length });
    expect(await there()).toEqual(
      expect.arrayContaining([...FILES, 'pipeline.gpu-part.js', 'models/tiny.json', 'models/tiny.onnx']),
    );
  });

  it('copies the models of packages that the project has installed as well', async () => {
    await install('driving');
    await copyAssets(choice);
    expect(await there()).toEqual(
      expect.arrayContaining(['models/driving.json', 'models/driving.onnx', 'models/tiny.json']),
    );
  });

  describe('of a model with a file for LiteRT', () => {
    const lite = { format: 'tflite', precision: 'float32', file: 'both.tflite' };
    const built = ['litert_wasm_compat_internal', 'litert_wasm_internal', 'litert_wasm_threaded_internal'];
    const files = [...built, 'litert_wasm_jspi_internal'].flatMap((name) => [`${name}.js`, `${name}.wasm`]);
    const written = async (): Promise<unknown> =>
      JSON.parse(await readFile(join(choice.to, 'models/both.json'), 'utf8')) as unknown;

    beforeEach(async () => {
      const models = join(root, 'from/models');
      await writeFile(join(models, 'both.json'), JSON.stringify({ id: 'both', file: 'both.onnx', variants: [lite] }));
      for (const name of ['both.onnx', 'both.tflite']) await writeFile(join(models, name), name);
    });

    it('leaves that out where the project has no LiteRT, and says nothing of it in the manifest', async () => {
      await copyAssets(choice);
      expect(await there()).not.toContain('models/both.tflite');
      expect(await written()).toEqual({ id: 'both', file: 'both.onnx' });
    });

    it('copies it, and LiteRT’s builds for the CPU, where the project has installed that', async () => {
      const folder = join(root, 'project/node_modules/@litertjs/core');
      for (const part of ['dist', 'wasm']) await mkdir(join(folder, part), { recursive: true });
      await writeFile(join(folder, 'package.json'), JSON.stringify({ main: './dist/index.js' }));
      await writeFile(join(folder, 'dist/index.js'), '');
      for (const name of files) await writeFile(join(folder, 'wasm', name), name);
      await copyAssets(choice);
      expect(await there()).toEqual(
        expect.arrayContaining(['models/both.onnx', 'models/both.tflite', ...built.map((name) => `${name}.wasm`)]),
      );
      expect(await there()).not.toContain('litert_wasm_jspi_internal.js');
      expect(await written()).toMatchObject({ variants: [lite] });
    });
  });

  it('copies for one backend only what that takes', async () => {
    await copyAssets({ ...choice, models: ['selfie'], backend: 'wasm' });
    expect(await there()).toEqual([
      'models/selfie-landscape.json',
      'models/selfie.json',
      'models/selfie.wasm.onnx',
      'models/wide.onnx',
      'ort.wasm',
      'ort.wasm.js',
      'pipeline.sha2.js',
      'pipeline.worker.js',
    ]);
  });

  it('copies for the GPU the model in both precisions', async () => {
    await copyAssets({ ...choice, models: ['selfie'], backend: 'webgpu' });
    expect((await there()).filter((name) => /^models\/selfie\..*onnx$/.test(name))).toEqual([
      'models/selfie.half.onnx',
      'models/selfie.onnx',
    ]);
  });

  it('says so where there is a file in place of the folder', async () => {
    await writeFile(join(root, 'taken'), '');
    for (const to of ['taken', 'taken/perpixel']) {
      await expect(copyAssets({ ...choice, to: join(root, to) })).rejects.toMatchObject({
        code: 'option-invalid',
        problem: expect.stringContaining('there is a file in its place'),
      });
    }
  });

  it('takes a model that is a package of its own from where the project has it', async () => {
    await install('driving');
    await copyAssets({ ...choice, models: ['driving'] });
    expect(await there()).toContain('models/driving.onnx');
    expect(await there()).not.toContain('models/selfie.onnx');
  });

  it('copies both models that a page without a choice may take, whichever is named', async () => {
    for (const model of ['selfie', 'selfie-landscape']) {
      await rm(choice.to, { recursive: true, force: true });
      await copyAssets({ ...choice, models: [model] });
      expect(await there()).toEqual(expect.arrayContaining(['models/selfie.json', 'models/selfie-landscape.json']));
    }
  });

  it('takes several models in one word', async () => {
    await install('driving');
    await copyAssets({ ...choice, models: ['tiny,driving'] });
    expect((await there()).filter((name) => name.endsWith('.json'))).toEqual([
      'models/driving.json',
      'models/tiny.json',
    ]);
  });

  it('says what to install for one of ours that is not there, and which there are for a wrong name', async () => {
    await expect(copyAssets({ ...choice, models: ['driving'] })).rejects.toMatchObject({
      code: 'option-invalid',
      remedy: expect.stringContaining('npm install perpixel-model-driving'),
    });
    const wrong = copyAssets({ ...choice, models: ['nope'] });
    await expect(wrong).rejects.toMatchObject({
      code: 'option-invalid',
      remedy: expect.stringMatching(/^Use .*selfie.*tiny/),
    });
    await expect(wrong).rejects.not.toMatchObject({ remedy: expect.stringContaining('npm install') });
  });
});
