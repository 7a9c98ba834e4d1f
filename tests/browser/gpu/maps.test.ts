import { describe, expect, it } from 'vitest';
import { bilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { Placement, Size } from '../../../src/core/geometry/fit.ts';
import type { MapType } from '../../../src/core/labels/score-maps.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import type { GridShape } from '../../../workers/gpu/grid-shape.ts';
import { createProbabilitiesKernel } from '../../../workers/stages/confidence/confidence-kernel.ts';
import { resampleConfidence } from '../../../workers/stages/confidence/confidence.ts';
import { createMapsKernel, mapsLayout, readMaps } from '../../../workers/stages/confidence/maps-kernel.ts';
import { createSegmenter, type SegmentOptions } from '../../../src/perpixel.ts';
import { centredNetwork, centredParts, painted } from '../../fixtures/onnx/centred.ts';
import { randomScores, scoresOf } from '../../node/stages/reference.ts';
import { fileParts, picture } from '../models/own-model.ts';
import { needs } from '../needs.ts';
import { largestDifference, useBench } from './device.ts';

const bench = useBench();

const NAMES = ['confidence', 'entropy', 'probabilities'] as const;

interface Case {
  readonly name: string;
  readonly scores: Scores;
  readonly target: Size;
  readonly placement?: Placement;
}

const grid = { width: 13, height: 9, interleaved: false } as const;
const CASES: readonly Case[] = [
  ...(['logits', 'probabilities', 'binary'] as const).map((kind) => ({
    name: `random ${kind}, enlarged`,
    scores: randomScores({ ...grid, classes: 5, kind }, 7),
    target: { width: 37, height: 23 },
  })),
  {
    name: 'made smaller than the grid',
    scores: randomScores({ ...grid, classes: 3, kind: 'logits' }, 8),
    target: { width: 5, height: 3 },
  },
  {
    name: 'a single pixel of a single class',
    scores: randomScores({ width: 1, height: 1, interleaved: false, classes: 1, kind: 'logits' }, 9),
    target: { width: 1, height: 1 },
  },
  {
    name: 'certain all over',
    scores: scoresOf({ ...grid, classes: 4, kind: 'probabilities' }, (_, id) => Number(id === 2)),
    target: { width: 30, height: 11 },
  },
  {
    name: 'as likely as can be',
    scores: scoresOf({ ...grid, classes: 4, kind: 'logits' }, () => 0.3),
    target: { width: 30, height: 11 },
  },
  {
    name: 'a letterboxed frame, of more values than a word of workgroups has',
    scores: randomScores({ ...grid, classes: 21, kind: 'logits' }, 10),
    target: { width: 161, height: 97 },
    placement: { x: 0, y: 1.5, width: 13, height: 6 },
  },
];

function planar({ width, height, classes, kind }: Scores): GridShape {
  if (kind === 'ids') throw new Error('no shader takes them');
  return { width, height, classes, kind, classStride: width * height, pixelStride: 1 };
}

const room = (pixels: number, classes: number) => ({
  confidence: new Float32Array(pixels),
  entropy: new Float32Array(pixels),
  probabilities: new Float32Array(pixels * classes),
});

describe.each(CASES)('maps of scores, $name', await needs('webGpu'), ({ scores, target, placement }) => {
  const pixels = target.width * target.height;
  const over = bilinearGrid(scores, placement ?? { x: 0, y: 0, width: scores.width, height: scores.height }, target);

  async function made(type: MapType, outputs: readonly string[]) {
    const { device, floats, run, readBytes } = bench();
    const shape = planar(scores);
    const probable = await createProbabilitiesKernel(device, shape, floats(scores.data));
    const layout = mapsLayout(pixels, scores.classes, type, outputs);
    const kernel = await createMapsKernel(device, shape, over, probable.probabilities, layout);
    await run((pass) => {
      probable.run(pass);
      kernel.run(pass);
    });
    const read = await readBytes(kernel.maps, 4 * layout.words);
    kernel.destroy();
    probable.destroy();
    return { buffer: read.buffer as ArrayBuffer, layout };
  }

  it('are those of the twin', async () => {
    const twin = room(pixels, scores.classes);
    resampleConfidence(scores, over, twin);
    const { buffer, layout } = await made('float32', NAMES);
    const own = room(pixels, scores.classes);
    readMaps(buffer, 0, layout, pixels, own);
    for (const name of NAMES) expect(largestDifference(own[name], twin[name])).toBeLessThan(1e-5);
  });

  it('are the nearest bytes', async () => {
    const twin = room(pixels, scores.classes);
    resampleConfidence(scores, over, twin);
    const { buffer, layout } = await made('uint8', ['entropy', 'probabilities']);
    const own = { entropy: new Uint8Array(pixels), probabilities: new Uint8Array(pixels * scores.classes) };
    readMaps(buffer, 0, layout, pixels, own);
    for (const name of ['entropy', 'probabilities'] as const) {
      const most = largestDifference(
        own[name],
        Array.from(twin[name], (value) => value * 255),
      );
      expect(most).toBeLessThan(0.51);
    }
  });
});

describe('a segmenter on WebGPU', await needs('webGpu'), () => {
  const image = picture(157, 93, (x, y) => [(x * 3) % 256, (y * 5) % 256, (x * y) % 256]);

  it('gives the maps of WASM in one read-back, into memory that was given back', { timeout: 120_000 }, async () => {
    const [onGpu, onCpu] = await Promise.all(
      (['webgpu', 'wasm'] as const).map((backend) => createSegmenter({ model: 'tiny', backend })),
    );
    const outputs = ['confidence', 'entropy', 'probabilities', 'panoptic'] as const;
    const wanted: readonly SegmentOptions<'float32' | 'uint8'>[] = [
      { outputs },
      { outputs: ['confidence'], type: 'uint8', at: { width: 211, height: 60 } },
      { outputs, at: 'model' },
      { outputs },
    ];
    for (const options of wanted) {
      const [gpu, cpu] = await Promise.all([onGpu!.segment(image, options), onCpu!.segment(image, options)]);
      expect([gpu.width, gpu.height]).toEqual([cpu.width, cpu.height]);
      const differing = gpu.labelMap.filter((id, at) => id !== cpu.labelMap[at]).length;
      expect(differing / gpu.labelMap.length).toBeLessThan(0.002);
      for (const name of NAMES) {
        const most = cpu[name] ? largestDifference(gpu[name]!, cpu[name]) : 0;
        // the picture's own way to the network differs in roundings
        expect(most).toBeLessThan(options.type === 'uint8' ? 3 : 0.01);
      }
      expect(gpu.panopticMap !== undefined).toBe(cpu.panopticMap !== undefined);
      expect(gpu.panopticMap?.every((id, at) => Math.floor(id / 1000) === gpu.labelMap[at]) ?? true).toBe(true);
    }
    expect(onGpu!.stats().readbacksPerFrame).toBe(1);
    const first = await onGpu!.segment(image, { outputs });
    const memory = first.confidence!.buffer;
    const second = await onGpu!.segment(image, { outputs, into: first });
    expect(first.confidence!.length).toBe(0);
    expect(second.confidence!.length).toBe(157 * 93);
    expect(memory.byteLength).toBe(0);
    for (const each of [onGpu!, onCpu!]) each.close();
  });

  it('tells things apart as on WASM, of the same read-back', { timeout: 120_000 }, async () => {
    const [width, height] = [64, 48];
    const model = { ...(await fileParts(centredNetwork(width, height))), ...centredParts(width, height) };
    const things = [
      { classId: 1, x: 4, y: 4, width: 12, height: 10 },
      { classId: 1, x: 16, y: 4, width: 14, height: 12 },
      { classId: 2, x: 40, y: 20, width: 8, height: 20 },
    ] as const;
    const scene = picture(width, height, painted(things));
    const [gpu, cpu] = await Promise.all(
      (['webgpu', 'wasm'] as const).map(async (backend) => {
        const segmenter = await createSegmenter({ model, backend, refine: false });
        const found = await segmenter.segment(scene, { outputs: ['instances', 'panoptic'] });
        expect(segmenter.stats().readbacksPerFrame).toBe(backend === 'webgpu' ? 1 : 0);
        segmenter.close();
        return found;
      }),
    );
    expect(gpu!.instances).toHaveLength(3);
    expect(gpu!.panopticMap).toEqual(cpu!.panopticMap);
    expect(gpu!.instances).toEqual(cpu!.instances);
  });
});
