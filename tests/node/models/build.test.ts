import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildModels } from '../../../models/build/build-models.ts';
import type { Places } from '../../../models/build/places.ts';
import { readRecipes } from '../../../models/build/recipe.ts';
import { onnxOf, single } from './small-network.ts';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const PACKAGE = '@mediapipe/selfie_segmentation';
const FILE = 'selfie_segmentation.tflite';

let scratch: string;
let places: Places;

/** A project of its own with the models `selfie` and `tiny`, so that a test may spoil anything. */
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'perpixel-models-'));
  places = { models: join(scratch, 'models'), packages: join(scratch, 'node_modules'), dist: join(scratch, 'dist') };
  for (const id of ['selfie', 'tiny']) {
    await cp(join(project, 'models', id), join(places.models, id), { recursive: true });
  }
  await mkdir(join(places.packages, PACKAGE), { recursive: true });
  await cp(join(project, 'node_modules', PACKAGE, FILE), join(places.packages, PACKAGE, FILE));
});

afterEach(() => rm(scratch, { recursive: true }));

const built = (name: string) => join(places.dist, name);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function manifest(id: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(built(`${id}.json`), 'utf8')) as Record<string, unknown>;
}

/** A model whose ONNX file is committed beside its manifest. */
async function commit(changes: Record<string, unknown> = {}): Promise<void> {
  const onnx = await readFile(built('tiny.onnx'));
  const folder = join(places.models, 'street');
  const own = { ...(await manifest('tiny')), id: 'street', file: 'weights.onnx', ...changes };
  await mkdir(folder);
  await writeFile(join(folder, 'weights.onnx'), onnx);
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(own));
}

describe('building the models', () => {
  it('writes each ONNX file with a manifest that holds its hash and size, and nothing else', async () => {
    await buildModels({ places });
    const visible = (await readdir(places.dist)).filter((name) => !name.startsWith('.')).sort();
    expect(visible).toEqual([
      'selfie.half.onnx',
      'selfie.json',
      'selfie.onnx',
      'selfie.start.bin',
      'selfie.tflite',
      'selfie.wasm.onnx',
      'tiny.json',
      'tiny.onnx',
    ]);
    for (const id of ['selfie', 'tiny']) {
      const onnx = await readFile(built(`${id}.onnx`));
      expect(await manifest(id)).toMatchObject({ id, file: `${id}.onnx`, sha256: sha256(onnx), bytes: onnx.length });
    }
  });

  it('lists the files of a network for those who gain by them', async () => {
    await buildModels({ places });
    const { variants } = await manifest('selfie');
    const [wasm, half, tflite] = await Promise.all(
      ['wasm.onnx', 'half.onnx', 'tflite'].map((each) => readFile(built(`selfie.${each}`))),
    );
    expect(variants).toEqual([
      { backend: 'wasm', precision: 'float32', file: 'selfie.wasm.onnx', sha256: sha256(wasm!), bytes: wasm!.length },
      { backend: 'webgpu', precision: 'float16', file: 'selfie.half.onnx', sha256: sha256(half!), bytes: half!.length },
      {
        format: 'tflite',
        precision: 'float32',
        file: 'selfie.tflite',
        sha256: sha256(tflite!),
        bytes: tflite!.length,
      },
    ]);
    expect(await manifest('tiny')).not.toHaveProperty('variants');
  });

  it('puts the heads of a network beside it, if they are the ones that its manifest describes', async () => {
    await buildModels({ places });
    const heads = await readFile(built('tiny.onnx'));
    const facts = { file: 'heads.onnx', sha256: sha256(heads), bytes: heads.length, reads: ['features'] };
    const task = { task: 'instances', instances: { centres: 'centres', offsets: 'offsets' } };
    const [stuff, ...others] = (await manifest('tiny'))['classes'] as Record<string, unknown>[];
    const classes = [{ ...stuff, thing: true }, ...others];
    await commit({ ...task, classes, heads: facts });
    await writeFile(join(places.models, 'street', 'heads.onnx'), heads);
    await buildModels({ places });
    expect(await manifest('street')).toMatchObject({ heads: { ...facts, file: 'street.heads.onnx' } });
    expect(await readFile(built('street.heads.onnx'))).toEqual(heads);
    // and both for LiteRT
    for (const [name, part] of [
      ['street.tflite', await manifest('street')],
      ['street.heads.tflite', (await manifest('street'))['heads'] as Record<string, unknown>],
    ] as const) {
      const file = await readFile(built(name));
      expect(file.subarray(4, 8).toString()).toBe('TFL3');
      const listed = { format: 'tflite', file: name, sha256: sha256(file), bytes: file.length };
      expect(part['variants']).toContainEqual(expect.objectContaining(listed));
    }
    await writeFile(join(places.models, 'street', 'heads.onnx'), 'other');
    await expect(buildModels({ places })).rejects.toThrow('heads.onnx is not the file its manifest describes');
  });

  it('does nothing, quickly, when everything is up to date', async () => {
    await buildModels({ places });
    const took: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const start = performance.now();
      expect(await buildModels({ places })).toBe('up to date');
      took.push(performance.now() - start);
    }
    // the machine may have other work at times
    expect(Math.min(...took)).toBeLessThan(500);
  });

  it('builds again when forced, with the same bytes', async () => {
    await buildModels({ places });
    const before = await readFile(built('selfie.onnx'));
    expect(await buildModels({ places, force: true })).toBe('built');
    expect(await readFile(built('selfie.onnx'))).toEqual(before);
  });

  it.each(['selfie.onnx', 'selfie.json'])('replaces a %s that somebody changed', async (name) => {
    await buildModels({ places });
    const before = await readFile(built(name));
    await writeFile(built(name), before.subarray(0, before.length >> 1));
    expect(await buildModels({ places })).toBe('built');
    expect(await readFile(built(name))).toEqual(before);
  });

  it('puts back a file that is missing, and removes one of a model that is gone', async () => {
    await buildModels({ places });
    await rm(built('tiny.onnx'));
    await rm(join(places.models, 'selfie'), { recursive: true });
    await buildModels({ places });
    expect((await readdir(places.dist)).filter((name) => !name.startsWith('.')).sort()).toEqual([
      'tiny.json',
      'tiny.onnx',
    ]);
  });

  it('follows a changed manifest', async () => {
    await buildModels({ places });
    const path = join(places.models, 'tiny/manifest.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('Tiny, for tests', 'Another title'));
    expect(await buildModels({ places })).toBe('built');
    expect(await manifest('tiny')).toMatchObject({ title: 'Another title' });
  });

  it('leaves whole files behind when several builds run at once', async () => {
    await Promise.all([buildModels({ places }), buildModels({ places }), buildModels({ places })]);
    expect(await buildModels({ places })).toBe('up to date');
    expect((await readdir(places.dist)).filter((name) => name.startsWith('.'))).toEqual(['.stamp.json']);
  });
});

describe('a package that is not the pinned one', () => {
  it('is named, with its file, both hashes and the remedy', async () => {
    const path = join(places.packages, PACKAGE, FILE);
    const bytes = await readFile(path);
    const expected = sha256(bytes);
    bytes[bytes.length - 1] = 255 - (bytes.at(-1) ?? 0);
    await writeFile(path, bytes);
    const error = await buildModels({ places }).catch(String);
    for (const part of ['"selfie"', PACKAGE, FILE, expected, sha256(bytes), 'npm ci', 'convert.json']) {
      expect(error).toContain(part);
    }
  });

  it('is named when it is not installed', async () => {
    await rm(join(places.packages, PACKAGE), { recursive: true });
    await expect(buildModels({ places })).rejects.toThrow(/selfie_segmentation\.tflite.*is missing\. Run "npm ci"/);
  });
});

it('leaves LiteRT a network whose operator cannot be written for that without a file, and says so', async () => {
  const said = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const folder = join(places.models, 'odd');
  await mkdir(folder);
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ id: 'odd', file: 'odd.onnx' }));
  const { variants } = (await readRecipes(places)).find(({ id }) => id === 'odd')!;
  const onnx = onnxOf(single('Einsum', [1, 3, 4, 4]));
  expect(await variants.find(({ ending }) => ending === 'tflite')!.make(onnx)).toBe(onnx);
  expect(said).toHaveBeenCalledWith(expect.stringMatching(/No \.tflite is made: ONNX operator Einsum/));
  said.mockRestore();
});

describe('a model committed with its weights', () => {
  beforeEach(() => buildModels({ places }));

  it('is copied under its own id', async () => {
    await commit();
    await buildModels({ places });
    expect(await manifest('street')).toMatchObject({ id: 'street', file: 'street.onnx' });
    expect(await readFile(built('street.onnx'))).toEqual(await readFile(built('tiny.onnx')));
  });

  it.each([
    ['hash', { sha256: '0'.repeat(64) }, /"street".*weights\.onnx is not the file.*expected sha256 "000.*found/],
    ['size', { bytes: 7 }, /weights\.onnx is not the file.*expected bytes 7, found/],
    ['file', { file: 'elsewhere.onnx' }, /elsewhere\.onnx is missing/],
    ['key', { colour: 'blue' }, /"street".*"colour" is an unknown key/],
    ['id', { id: 'road' }, /the id should be the folder's name, "street"/],
  ])('is refused for a wrong %s', async (_, changes, message) => {
    await commit(changes);
    await expect(buildModels({ places })).rejects.toThrow(message);
  });
});
