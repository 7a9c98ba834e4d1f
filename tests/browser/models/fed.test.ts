import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { parseManifest } from '../../../src/core/manifest/manifest.ts';
import { openGpu } from '../../../workers/gpu/gpu.ts';
import { createEngine } from '../../../workers/model/create-engine.ts';
import type { Engine } from '../../../workers/model/engine.ts';
import type { ModelFile } from '../../../workers/model/model-file.ts';
import { ortWeb } from '../../../workers/runtimes/ort-web/ort-web.ts';
import { checkPicture } from '../../../workers/tasks/ports.ts';
import type { Task } from '../../../workers/tasks/task.ts';
import { TASKS } from '../../../workers/tasks/tasks.ts';
import { onnxFile } from '../../fixtures/onnx/onnx-file.ts';
import { needs } from '../needs.ts';
import { classes, manifestFor } from './own-model.ts';

const SHAPE = [1, 3, 2, 2];
const GAIN = [1, 3, 1, 1];

/** The semantic task with a second input, which each channel is multiplied by. */
const fed: Task = {
  ...TASKS.semantic,
  feeds: () => ({ gain: { dims: GAIN, data: Float32Array.of(1, 2, 3) } }),
  checkPorts: ({ inputs }, { input }) => checkPicture(inputs, input, fed.feeds?.({} as never)),
};

const tasks = TASKS as { semantic: (typeof TASKS)['semantic'] };
const { semantic } = tasks;
beforeAll(() => void (tasks.semantic = fed));
afterAll(() => void (tasks.semantic = semantic));

async function engine(gain: readonly number[], gpu: boolean): Promise<Engine> {
  const bytes = onnxFile({
    inputs: [
      { name: 'in', shape: SHAPE },
      { name: 'gain', shape: gain },
    ],
    outputs: [{ name: 'out', shape: SHAPE }],
    nodes: [{ op: 'Mul', inputs: ['in', 'gain'], output: 'out' }],
  });
  const manifest = await manifestFor(bytes, {
    input: { name: 'in', width: 2, height: 2 },
    output: { name: 'out', kind: 'logits' },
    classes: classes(3),
  });
  const file: ModelFile = {
    spec: parseManifest(manifest),
    content: { id: 'fed', bytes, external: [] },
    networks: {},
    halves: false,
    integers: false,
  };
  const device = gpu ? await openGpu() : null;
  onTestFinished(() => device?.close());
  const runtime = await ortWeb.load({
    device: gpu ? 'gpu' : 'cpu',
    threads: 1,
    assets: null,
    onProgress: () => undefined,
  });
  const opened = await createEngine(runtime, file, device);
  onTestFinished(() => opened.close());
  return opened;
}

const run = async (opened: Engine): Promise<number[]> => [...((await opened.run())['out']!.data as Float32Array)];

const webGpu = await needs('webGpu');

describe.each([
  ['the CPU', false],
  ['the GPU', true],
] as const)('a model with an input besides the picture, on %s', (_, gpu) => {
  it('is fed what its task begins with, and what it is given later', gpu ? webGpu : {}, async () => {
    const opened = await engine(GAIN, gpu);
    expect(opened.resident !== null).toBe(gpu);
    opened.input.set([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]);
    expect(await run(opened)).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 6]);
    const given = Float32Array.of(5, 0, -1);
    opened.feed('gain', given);
    given.fill(9);
    expect(await run(opened)).toEqual([5, 5, 5, 5, 0, 0, 0, 0, -1, -1, -1, -2]);
    expect(() => opened.feed('other', given)).toThrow('no "other"');
    expect(() => opened.feed('gain', new Float32Array(4))).toThrow('3 numbers, not 4');
  });
});

it('a model whose further input has another shape than it is fed is refused', async () => {
  await expect(engine([1, 1, 2, 2], false)).rejects.toMatchObject({
    code: 'model-invalid',
    problem:
      'The model is not what its manifest says: its input "gain" has the shape [1, 1, 2, 2], and is fed [1, 3, 1, 1].',
  });
});
