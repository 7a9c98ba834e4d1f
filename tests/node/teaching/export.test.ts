import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { onnxOutline } from '../../../src/core/onnx/onnx-outline.ts';
import { bakeHead } from '../../../src/core/onnx/bake-head.ts';
import { createSegmenter } from '../../../src/node.ts';
import { HEIGHT, TRUNK_PARTS, trunkFile, WIDTH } from '../../fixtures/onnx/trunk.ts';

const { head } = TRUNK_PARTS.features;
const GRID = [HEIGHT / 2, WIDTH / 2] as const;

/** Red against the rest, by the fine map's first channel alone. */
const RED = { weights: Float32Array.from({ length: 22 }, (_, i) => (i === 11 ? 8 : 0)), bias: Float32Array.of(0, -4) };

it('what was taught is an ordinary model: one input, as many classes as there are, which Node labels with', async () => {
  const file = bakeHead(trunkFile(), { ports: head, ...RED, grid: GRID });
  const outline = onnxOutline(file);
  expect([...outline!.inputs.keys()]).toEqual(['picture']);
  expect([...outline!.outputs.keys()]).toEqual(['scores']);
  const folder = await mkdtemp(join(tmpdir(), 'perpixel-taught-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'taught.onnx'), file);
  const manifest = {
    id: 'taught',
    title: 'Red',
    licence: 'Apache-2.0',
    origin: 'this test',
    file: 'taught.onnx',
    sha256: createHash('sha256').update(file).digest('hex'),
    bytes: file.length,
    input: TRUNK_PARTS.input,
    output: { name: head.scores, kind: 'logits' },
    classes: [...TRUNK_PARTS.classes, { id: 1, name: 'red', colour: '#e69f00' }],
  };
  await writeFile(join(folder, 'taught.json'), JSON.stringify(manifest));
  const segmenter = await createSegmenter({ model: join(folder, 'taught.json'), refine: false });
  onTestFinished(() => segmenter.close());
  const data = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
  for (let i = 0; i < WIDTH * HEIGHT; i += 1) data.set(i % WIDTH < 12 ? [255, 0, 0, 255] : [0, 0, 255, 255], 4 * i);
  const { shares } = await segmenter.segment({ data, width: WIDTH, height: HEIGHT });
  expect(shares[1]).toBeCloseTo(12 / WIDTH, 1);
});
