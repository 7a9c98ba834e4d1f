import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';
import { expect, it } from 'vitest';
import { wanted } from '../../fixtures/wanted.ts';
import { tfliteToOnnx, tfliteToSmallOnnx } from '../../../models/convert/tflite-to-onnx.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import { parseManifest } from '../../../src/core/manifest/manifest.ts';
import { emptyTimings } from '../../../src/core/metrics/metrics.ts';
import { createEngine } from '../../../workers/model/create-engine.ts';
import { createLabeller } from '../../../workers/pipeline/cpu/labeller.ts';
import { labelSingle } from '../../../workers/pipeline/cpu/single-frame.ts';
import { STAGES } from '../../../workers/pipeline/stages.ts';
import { openInMemory } from '../../../workers/runtimes/ort-web/session.ts';
import type { LoadedRuntime, ModelContent } from '../../../workers/runtimes/port.ts';
import { taskOf } from '../../../workers/tasks/tasks.ts';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

const read = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(`../../../${path}`, import.meta.url)));
const content = (bytes: Uint8Array): ModelContent => ({ id: 'people', bytes: bytes.slice(), external: [] });
const pose = 'node_modules/@mediapipe/pose/';

it('two networks find nobody in a picture of nothing, from the manifest to outputs, and are let go of together', async () => {
  const draft = JSON.parse(new TextDecoder().decode(read('models/people/manifest.json'))) as {
    networks: readonly object[];
  };
  const facts = { sha256: '0'.repeat(64), bytes: 1 };
  const spec = parseManifest({ ...draft, ...facts, networks: draft.networks.map((each) => ({ ...each, ...facts })) });
  const masks = tfliteToOnnx(read(`${pose}pose_landmark_lite.tflite`), 'people', {
    Identity: 'landmarks',
    Identity_1: 'presence',
    Identity_2: 'mask',
  });
  const finder = tfliteToSmallOnnx(read(`${pose}pose_solution_packed_assets.data`), 'people', {
    Identity: 'boxes',
    Identity_1: 'scores',
  });
  const runtime: LoadedRuntime = {
    id: 'ort',
    formats: ['onnx'],
    threads: 1,
    restored: false,
    open: (file, options) => openInMemory(ort, file, options),
    openBound: null,
  };
  const networks = { finder: content(finder) };
  const file = { spec, content: content(masks), networks, halves: false, integers: false };
  const engine = await createEngine(runtime, file, null);
  const size = { width: 96, height: 64 };
  const picture: Pixels = { ...size, words: new Uint32Array(96 * 64).fill(0xff808080) };
  const task = taskOf(spec);
  const labeller = createLabeller([{ spec, task, engine }], STAGES, () => ({ read: async (given: Pixels) => given }));
  const request = wanted({ outputs: ['instances', 'panoptic', 'confidence'] });
  const single = { size, refine: spec.refine ?? false, request };
  const { labelMap, instances, panopticMap } = await labelSingle(
    { spec, task, labeller },
    picture,
    single,
    emptyTimings(),
  );
  expect(instances).toEqual([]);
  expect(new Set(labelMap)).toEqual(new Set([0]));
  expect(new Set(panopticMap)).toEqual(new Set([0]));
  const other = { ...file, networks: { finder: content(masks) } };
  await expect(createEngine(runtime, other, null)).rejects.toMatchObject({ code: 'model-invalid' });
  await engine.close();
  await expect(labelSingle({ spec, task, labeller }, picture, single, emptyTimings())).rejects.toThrow();
}, 60_000);
