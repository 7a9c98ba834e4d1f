import * as ort from 'onnxruntime-web/wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wanted } from '../../fixtures/wanted.ts';
import { TINY_CLASSES } from '../../../models/tiny/logits.ts';
import { makeTiny } from '../../../models/tiny/make.ts';
import { fromCsv, toCsv, toPlain, type Findings } from '../../../src/core/analysis/report.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import { packPixel } from '../../../src/core/labels/palette.ts';
import { parseManifest } from '../../../src/core/manifest/manifest.ts';
import { columnsOf, TASK_DECLARATIONS } from '../../../src/core/manifest/tasks.ts';
import { emptyTimings } from '../../../src/core/metrics/metrics.ts';
import type { OutputKind } from '../../../src/core/options/outputs.ts';
import { createLabeller } from '../../../workers/pipeline/cpu/labeller.ts';
import type { Inference } from '../../../workers/pipeline/cpu/members.ts';
import { createPostprocess } from '../../../workers/pipeline/cpu/postprocess.ts';
import { labelSingle } from '../../../workers/pipeline/cpu/single-frame.ts';
import { STAGES } from '../../../workers/pipeline/stages.ts';
import { toResult } from '../../../workers/video/labelling-api.ts';
import { SPOT, spot } from './spot.ts';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

const SIDE = 32;
const size = { width: 64, height: 64 };
const RED = 1;

const manifest = {
  id: 'spotter',
  title: 'Spotter',
  licence: 'Apache-2.0',
  origin: 'this test',
  file: 'tiny.onnx',
  sha256: '0'.repeat(64),
  bytes: 1,
  task: 'spot',
  head: 'output',
  of: RED,
  input: { name: 'input', width: SIDE, height: SIDE },
  classes: TINY_CLASSES.map((name, id) => ({ id, name, colour: `#00000${id}` })),
};

/** What a line in the table of tasks does. */
const declared: Partial<Record<'semantic' | 'spot', unknown>> = TASK_DECLARATIONS;
beforeAll(() => void (declared.spot = SPOT));
afterAll(() => void delete declared.spot);

const specOf = () => SPOT.parse(manifest);

/** The tiny model at work in ONNX Runtime. */
async function tiny(): Promise<Inference> {
  const session = await ort.InferenceSession.create(makeTiny(), { executionProviders: ['wasm'] });
  const input = new Float32Array(3 * SIDE * SIDE);
  return {
    input,
    async run() {
      const { output } = await session.run({ input: new ort.Tensor('float32', input, [1, 3, SIDE, SIDE]) });
      return { output: { type: 'float32', dims: output!.dims, data: output!.data as Float32Array } };
    },
  };
}

/** Green, but for a square of a red that is purest in one pixel of the model's grid. */
function picture(): Pixels {
  const words = Uint32Array.from({ length: size.width * size.height }, (_, i) => {
    const [x, y] = [i % size.width, Math.floor(i / size.width)];
    if (x < 20 || x >= 40 || y < 8 || y >= 24) return packPixel(0, 255, 0);
    return x >> 1 === 14 && y >> 1 === 9 ? packPixel(255, 0, 0) : packPixel(255, 40, 40);
  });
  return { ...size, words };
}

async function open() {
  const spec = specOf();
  const model = { spec, task: spot, engine: await tiny() };
  return { ...model, labeller: createLabeller([model], STAGES, () => ({ read: async (given: Pixels) => given })) };
}

describe('a second task, registered', () => {
  it('is found by its name in a manifest, and its keys are checked', () => {
    expect(parseManifest(manifest)).toMatchObject({ task: 'spot', of: RED, input: { layout: 'NCHW' } });
    expect(() => parseManifest({ ...manifest, head: undefined, more: 1 })).toThrow(/"head".*"more" is an unknown key/);
  });

  it('gives its own outputs beside the label map, and refuses those of other tasks', async () => {
    const model = await open();
    const outputs = ['spot', 'confidence'] as unknown as OutputKind[];
    const request = { size, refine: false, request: { ...wanted(), outputs } } as const;
    const { labelMap, shares, confidence, ...rest } = await labelSingle(model, picture(), request, emptyTimings());
    const { spotMap } = rest as unknown as { spotMap: Uint8Array };
    expect(spotMap.indexOf(1)).toBe(18 * size.width + 28);
    expect(labelMap[18 * size.width + 28]).toBe(RED);
    expect(confidence).toHaveLength(labelMap.length);
    expect(shares[RED]).toBeCloseTo((20 * 16) / (64 * 64), 2);
    const panoptic = { ...request, request: wanted({ outputs: ['panoptic'] }) };
    await expect(labelSingle(model, picture(), panoptic, emptyTimings())).rejects.toMatchObject({
      code: 'option-invalid',
      problem: 'The model "spotter", whose task is “spot”, has no “panoptic”.',
      remedy: 'Leave it out of the outputs; there are labelMap, confidence, spot.',
    });
  });

  it('adds its columns to the table of an analysis and to its JSON, through another thread too, and remembers the frames before', async () => {
    const model = await open();
    const timings = emptyTimings();
    const streamed = { frame: size, size, refine: false, streamed: true } as const;
    const request = { labels: false, packed: false, confidence: false, streamed: 'next' } as const;
    const rest = createPostprocess(model, STAGES);
    const frames: Findings['frames'][number][] = [];
    for (const [index, how] of (['here', 'here', 'sent', 'reset'] as const).entries()) {
      if (how === 'reset') model.labeller.reset();
      const sent = async () =>
        rest.run(
          structuredClone(await model.labeller.infer(picture(), size, true, timings)),
          streamed,
          () => undefined,
        );
      const labelled = how === 'sent' ? await sent() : await model.labeller.label(picture(), streamed, timings);
      const { figures, found } = toResult({ ...model, sampler: model.labeller.sampler }, labelled, request, 0);
      const count = model.spec.classes.length;
      frames.push({
        index,
        timestamp: index,
        shares: figures.slice(0, count),
        columns: figures.slice(count),
        ...found,
      });
    }
    const columns = columnsOf(model.spec, 'semantic');
    const findings: Findings = {
      version: '0',
      model: model.spec,
      columns,
      frames,
      lost: [],
      video: { ...size, start: 0, duration: 4, frameCount: 4, codec: 'vp8' },
      options: { every: 1, refine: false, mirror: false, ensemble: null, backend: 'wasm' },
    };
    const csv = toCsv(findings);
    expect(csv.split('\n')[0]).toBe('frame,seconds,background,red,green,blue,pixels:red,frames:seen');
    const back = fromCsv(csv);
    expect(back).toMatchObject({ classes: TINY_CLASSES, columns: ['pixels:red', 'frames:seen'] });
    const red = Math.round(frames[0]!.shares[RED]! * size.width * size.height);
    expect(back.frames.map((frame) => [...(frame.columns ?? [])])).toEqual([
      [red, 1],
      [red, 2],
      [red, 1],
      [red, 1],
    ]);
    expect(toPlain(findings)).toMatchObject({
      columns: ['pixels:red', 'frames:seen'],
      frames: frames.map(() => ({ columns: [red, expect.any(Number)], spot: { x: 28, y: 18 } })),
    });
  });
});
