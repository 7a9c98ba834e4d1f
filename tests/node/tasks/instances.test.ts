import * as ort from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { wanted } from '../../fixtures/wanted.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import { packPixel } from '../../../src/core/labels/palette.ts';
import { parseManifest } from '../../../src/core/manifest/manifest.ts';
import { emptyTimings } from '../../../src/core/metrics/metrics.ts';
import type { TensorPort } from '../../../src/core/tensor/tensor.ts';
import { createLabeller } from '../../../workers/pipeline/cpu/labeller.ts';
import type { Inference } from '../../../workers/pipeline/cpu/members.ts';
import { labelSingle } from '../../../workers/pipeline/cpu/single-frame.ts';
import { STAGES } from '../../../workers/pipeline/stages.ts';
import { instances as task } from '../../../workers/tasks/instances/instances.ts';
import { INSTANCES, type InstancesManifest } from '../../../workers/tasks/instances/manifest.ts';
import { centredApart, centredNetwork, centredParts, painted, type PaintedThing } from '../../fixtures/onnx/centred.ts';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

const size = { width: 48, height: 32 };

const manifest: InstancesManifest = {
  id: 'centred',
  title: 'Centred',
  licence: 'Apache-2.0',
  origin: 'this test',
  file: 'centred.onnx',
  sha256: '0'.repeat(64),
  bytes: 1,
  ...centredParts(size.width, size.height),
};

const opened = (file: Uint8Array): Promise<ort.InferenceSession> =>
  ort.InferenceSession.create(file, { executionProviders: ['wasm'] });

/** @param apart its heads lie in a file of their own */
async function engine(apart: boolean): Promise<Inference & { readonly ran: { heads: number } }> {
  const files = apart
    ? centredApart(size.width, size.height)
    : { model: centredNetwork(size.width, size.height), heads: null };
  const session = await opened(files.model);
  const heads = files.heads && (await opened(files.heads));
  const input = new Float32Array(3 * size.width * size.height);
  const ran = { heads: 0 };
  return {
    input,
    ran,
    async run(wanted = false) {
      const outputs = await session.run({ in: new ort.Tensor('float32', input, [1, 3, size.height, size.width]) });
      const more = heads && wanted ? await heads.run({ far: outputs['far']! }) : {};
      if (heads && wanted) ran.heads += 1;
      return Object.fromEntries(
        Object.entries({ ...outputs, ...more }).map(([name, { dims, data }]) => [
          name,
          { type: 'float32', dims, data: data as Float32Array },
        ]),
      );
    },
  };
}

const HEADS = { file: 'heads.onnx', sha256: '0'.repeat(64), bytes: 1, reads: ['far'] };

async function open(changes: Partial<InstancesManifest> = {}) {
  const spec = INSTANCES.parse({ ...manifest, ...changes });
  const model = { spec, task, engine: await engine(spec.heads !== undefined) };
  return { ...model, labeller: createLabeller([model], STAGES, () => ({ read: async (given: Pixels) => given })) };
}

/** Larger than the model's grid by a whole number, so that the first pixel of each square is the grid's. */
function picture(things: readonly PaintedThing[], scale = 1): Pixels {
  const colour = painted(things);
  const [width, height] = [size.width * scale, size.height * scale];
  const words = Uint32Array.from({ length: width * height }, (_, at) =>
    packPixel(...colour(Math.floor((at % width) / scale), Math.floor(at / width / scale))),
  );
  return { width, height, words };
}

async function taken(things: readonly PaintedThing[]) {
  const request = wanted({ outputs: ['instances', 'panoptic'] });
  const { instances, panopticMap, labelMap } = await labelSingle(
    await open(),
    picture(things),
    { size, refine: false, request },
    emptyTimings(),
  );
  return { instances: instances ?? [], panopticMap: panopticMap!, labelMap };
}

const car = (x: number, y: number, width: number, height: number): PaintedThing => ({
  classId: 1,
  x,
  y,
  width,
  height,
});

/** Two cars side by side that touch, a person before the second one, and a car that the edge cuts. */
const SCENE: readonly PaintedThing[] = [
  car(4, 4, 10, 8),
  car(14, 4, 12, 8),
  { classId: 2, x: 21, y: 6, width: 4, height: 12 },
  car(38, 20, 14, 8),
];

describe('a network that names centres', () => {
  it('has its things apart to the pixel, though they touch, one before another or cut by the edge', async () => {
    const { instances, panopticMap, labelMap } = await taken(SCENE);
    expect(instances.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
    const found = instances.map(({ classId, area, box, track }) => ({ classId, area, box, track }));
    // as sure as one another: in the order of their centres
    expect(found).toEqual([
      { classId: 1, area: 80, box: { x: 4, y: 4, width: 10, height: 8 }, track: 0 },
      { classId: 1, area: 96 - 24, box: { x: 14, y: 4, width: 12, height: 8 }, track: 0 },
      { classId: 2, area: 48, box: { x: 21, y: 6, width: 4, height: 12 }, track: 0 },
      { classId: 1, area: 80, box: { x: 38, y: 20, width: 10, height: 8 }, track: 0 },
    ]);
    for (const { id, classId, area, box, score } of instances) {
      const own = [...panopticMap.keys()].filter((at) => panopticMap[at] === classId * 1000 + id);
      expect(own).toHaveLength(area);
      const xs = own.map((at) => at % size.width);
      expect([Math.min(...xs), Math.max(...xs)]).toEqual([box.x, box.x + box.width - 1]);
      expect(score).toBeCloseTo(1, 2);
    }
    panopticMap.forEach((id, at) => expect(Math.floor(id / 1000)).toBe(labelMap[at]));
    expect(panopticMap.filter((id) => id % 1000 === 0).every((id) => id === 0)).toBe(true);
  });

  it('finds nobody where nobody is, and thirty where there are thirty', async () => {
    expect((await taken([])).instances).toEqual([]);
    const crowd = Array.from({ length: 30 }, (_, i) => car(1 + (i % 10) * 4, 1 + Math.floor(i / 10) * 8, 3, 6));
    const { instances } = await taken(crowd);
    expect(instances).toHaveLength(30);
    expect(instances.every(({ area }) => area === 18)).toBe(true);
  });

  it('keeps their numbers through a stream, and says how large they are in pixels of the frame', async () => {
    const { labeller, spec } = await open();
    const frame = { width: 2 * size.width, height: 2 * size.height };
    const rows: { x: number; track: number; area: number }[][] = [];
    for (let step = 0; step < 6; step += 1) {
      const moving = [car(4 + step, 4, 10, 8), car(30 - step, 18, 10, 8)];
      const request = { frame, size, refine: false, streamed: true, seconds: step / 10 } as const;
      const labelled = await labeller.label(picture(moving, 2), request, emptyTimings());
      const { instances = [] } = task.found?.(labelled.result as never) ?? {};
      rows.push(
        instances.map(({ box, track, area }) => ({ x: box.x, track, area })).toSorted((a, b) => a.track - b.track),
      );
      expect(task.things?.(labelled.result as never)?.map).toHaveLength(size.width * size.height);
    }
    expect(spec.classes).toHaveLength(3);
    rows.forEach((row, step) =>
      expect(row).toEqual([
        { x: 2 * (4 + step), track: 1, area: 320 },
        { x: 2 * (30 - step), track: 2, area: 320 },
      ]),
    );
  });

  it('looks for them only where somebody wants them, and makes up for it of the frame that is shown', async () => {
    const { labeller } = await open();
    const request = { frame: size, size, refine: false, streamed: true, results: false } as const;
    const labelled = await labeller.label(picture(SCENE), request, emptyTimings());
    expect(labelled.result).toBeNull();
    const told = await labeller.told(labelled);
    expect(task.things?.(told.result as never)?.instances).toHaveLength(4);
  });
});

describe('heads in a file of their own', () => {
  const request = { frame: size, size, refine: false, streamed: true } as const;

  it('are run where things are wanted, and once more for a frame that was labelled without', async () => {
    const { labeller, engine: own } = await open({ heads: HEADS });
    const plain = await labeller.label(picture(SCENE), { ...request, results: false }, emptyTimings());
    expect(own.ran.heads).toBe(0);
    const told = await labeller.told(plain);
    expect(own.ran.heads).toBe(1);
    const whole = await (await open()).labeller.label(picture(SCENE), request, emptyTimings());
    expect(task.things?.(told.result as never)).toEqual(task.things?.(whole.result as never));
    await labeller.told(told);
    expect(own.ran.heads).toBe(1);
  });

  it('are run in place of following a frame that was labelled without', async () => {
    const { labeller, engine: own } = await open({ heads: HEADS });
    const label = async (how: { results: boolean; hold?: boolean; follow?: boolean }) =>
      labeller.label(picture(SCENE), { ...request, ...how }, emptyTimings());
    await label({ results: false, hold: true });
    expect(
      task.things?.((await label({ results: true, hold: true, follow: true })).result as never)?.instances,
    ).toHaveLength(4);
    expect(own.ran.heads).toBe(1);
    expect(task.things?.((await label({ results: true, follow: true })).result as never)?.instances).toHaveLength(4);
    expect(own.ran.heads).toBe(1);
  });
});

describe('a manifest of such a network', () => {
  it('is completed', () => {
    const { instances, ...rest } = manifest;
    expect(parseManifest({ ...rest, instances: { centres: 'a', offsets: 'b' } })).toMatchObject({
      task: 'instances',
      instances: { centres: 'a', offsets: 'b', layout: 'NCHW', threshold: 0.1, sure: 0.1, window: 7, topK: 64 },
    });
    expect(instances.window).toBe(3);
  });

  it.each([
    [{ instances: undefined }, /"instances" is missing/],
    [{ instances: { centres: 'a', offsets: 'b', window: 4 } }, /"instances.window": is not odd/],
    [{ instances: { centres: 'a', offsets: 'b', topK: 65 } }, /"instances.topK"/],
    [{ instances: { centres: 'classes', offsets: 'b' } }, /output "classes" is named twice/],
    [{ classes: [{ id: 0, name: 'ground', colour: '#202020' }] }, /no class has "thing": true/],
  ])('is refused with its mistake named: %j', (changes, words) => {
    expect(() => parseManifest({ ...manifest, ...changes })).toThrow(words);
  });

  const ports = (changes: Readonly<Record<string, readonly (number | string)[] | null>> = {}) => {
    const shapes = { classes: [1, 3, 32, 48], centres: [1, 1, 32, 48], offsets: [1, 2, 32, 48], ...changes };
    const outputs = Object.entries(shapes).flatMap(([name, dims]): TensorPort[] =>
      dims ? [{ name, type: 'float32', dims }] : [],
    );
    return { inputs: [{ name: 'in', type: 'float32', dims: [1, 3, 32, 48] }], outputs };
  };

  it.each([
    [{ centres: null }, 'it has no output "centres" (its outputs: classes, offsets)'],
    [
      { offsets: [1, 3, 32, 48] },
      '"offsets" has the shape [1, 3, 32, 48], and “how far centres are” are [1, 2, height, width]',
    ],
    [{ centres: [1, 32, 48, 1] }, '"centres" has the shape [1, 32, 48, 1]'],
  ])('is held against its file: %j', (changes, words) => {
    const spec = INSTANCES.parse(manifest);
    expect(() => task.checkPorts(ports(), spec)).not.toThrow();
    expect(() => task.checkPorts(ports({ centres: [1, 1, 'h', 'w'] }), spec)).not.toThrow();
    expect(() => task.checkPorts(ports(changes), spec)).toThrow(
      expect.objectContaining({ code: 'model-invalid', problem: expect.stringContaining(words) }),
    );
  });

  it('is held against what a run gives', () => {
    const spec = INSTANCES.parse(manifest);
    const tensor = (channels: number, height: number) => ({
      type: 'float32' as const,
      dims: [1, channels, height, 48],
      data: new Float32Array(channels * height * 48),
    });
    const run = { classes: tensor(3, 32), centres: tensor(1, 32), offsets: tensor(2, 32) };
    expect(task.decode(spec, run).extra).toMatchObject({ grid: size });
    expect(() => task.decode(spec, { ...run, centres: tensor(1, 16) })).toThrow(
      /"centres" has the shape \[1, 1, 16, 48\], where the classes’ grid is 48 × 32 and it needs one channel/,
    );
    expect(() => task.decode(spec, { ...run, offsets: tensor(3, 32) })).toThrow(/it needs 2 channels/);
  });
});
