import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { onnxOutline } from '../../../src/core/onnx/onnx-outline.ts';
import { bakeHead } from '../../../src/core/onnx/bake-head.ts';
import { openAnalyzer } from '../../../src/cli/label/node-analyzer.ts';
import { analyzeVideo, createSegmenter } from '../../../src/node.ts';
import { bake } from '../../../workers/live/bake.ts';
import { openModel } from '../../../workers/model/model-file.ts';
import { redUntil, TAUGHT } from '../../fixtures/media/taught/scene.ts';
import { HEIGHT, TRUNK_PARTS, trunkFile, WIDTH } from '../../fixtures/onnx/trunk.ts';

const { head } = TRUNK_PARTS.features;
const GRID = [HEIGHT / 2, WIDTH / 2] as const;

/** Red against the rest, by the fine map's first channel alone. */
const RED = { weights: Float32Array.from({ length: 22 }, (_, i) => (i === 11 ? 8 : 0)), bias: Float32Array.of(0, -4) };

const CLASSES = [
  { name: 'background', colour: '#20242c' },
  { name: 'red', colour: '#e69f00' },
];

async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'perpixel-taught-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

it('a baked head leaves one input, and as many classes as there are', () => {
  const outline = onnxOutline(bakeHead(trunkFile(), { ports: head, ...RED, grid: GRID }));
  expect([...outline!.inputs.keys()]).toEqual(['picture']);
  expect([...outline!.outputs.keys()]).toEqual(['scores']);
});

it('what was taught is an ordinary model that Node’s segmenter, its analysis and the commands open by the path of its manifest', async () => {
  const folder = await ownFolder();
  const trunk = trunkFile();
  await writeFile(join(folder, 'trunk.onnx'), trunk);
  const facts = { id: 'own', title: 'Own', licence: 'Apache-2.0', origin: 'this test', file: 'trunk.onnx' };
  const sha256 = createHash('sha256').update(trunk).digest('hex');
  const described = { ...facts, sha256, bytes: trunk.length, ...TRUNK_PARTS };
  await writeFile(join(folder, 'trunk.json'), JSON.stringify(described));
  vi.stubGlobal('fetch', async (address: URL | string) => new Response(await readFile(new URL(String(address)))));
  onTestFinished(() => void vi.unstubAllGlobals());
  const source = await openModel(
    { model: pathToFileURL(join(folder, 'trunk.json')).href, assets: 'file:///' },
    () => undefined,
  );
  const { manifest, file } = await bake(source, { classes: CLASSES, ...RED });
  vi.unstubAllGlobals();
  await writeFile(join(folder, manifest.file), new Uint8Array(await file.arrayBuffer()));
  const model = join(folder, 'taught.json');
  await writeFile(model, JSON.stringify(manifest));

  const segmenter = await createSegmenter({ model, refine: false });
  onTestFinished(() => segmenter.close());
  const data = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
  for (let i = 0; i < WIDTH * HEIGHT; i += 1) data.set(i % WIDTH < 12 ? [255, 0, 0, 255] : [0, 0, 255, 255], 4 * i);
  const { shares } = await segmenter.segment({ data, width: WIDTH, height: HEIGHT });
  expect(shares[1]).toBeCloseTo(12 / WIDTH, 1);

  const video = fileURLToPath(new URL('../../fixtures/media/taught/taught.webm', import.meta.url));
  const { frames } = await analyzeVideo(video, { model, every: 12 });
  expect(frames).toHaveLength(TAUGHT.frames / 12);
  for (const { index, shares: own } of frames) expect(own[1]).toBeCloseTo(redUntil(index) / TAUGHT.width, 1);

  const analyzer = await openAnalyzer({ model });
  await analyzer.close();
  expect(analyzer.making.classes.map(({ name }) => name)).toEqual(['background', 'red']);
});
