import { describe, expect, it } from 'vitest';
import { unwrap, type PerPixelError } from '../../../src/core/errors/errors.ts';
import { DEFAULT_VIEW } from '../../../src/core/view/view.ts';
import { onnxFile } from '../../fixtures/onnx/onnx-file.ts';
import { classes, manifestFor } from '../models/own-model.ts';
import { halves, onDevice, serve } from './service.ts';
import { FRAME_MOVES } from './moved.ts';
import { needs } from '../needs.ts';

const HALVES = [0, 0.5, 0, 0.5];
const PANOPTIC = { ...DEFAULT_VIEW, opacity: 1, labelling: 'panoptic' } as const;

describe('a graphics device', await needs('webGpu'), () => {
  it('that is lost in the middle of a run is replaced, and labelling goes on', async () => {
    const devices: GPUDevice[] = [];
    onDevice((device) => devices.push(device));
    const served = await serve('tiny');
    unwrap(await served.api.setView(PANOPTIC));
    const before = await served.present(await halves());
    expect(Array.from(before.shares)).toEqual(HALVES);
    expect(before.found?.instances).toMatchObject([{ track: 1 }, { track: 2 }]);
    devices[0]!.destroy();
    const lost = await served.present(await halves()).catch((error: unknown) => error as PerPixelError);
    if (lost instanceof Error) expect(lost).toMatchObject({ code: 'device-lost' });
    const report = await served.present(await halves());
    expect(devices.length).toBe(2);
    expect(Array.from(report.shares)).toEqual(HALVES);
    expect(report.moves).toEqual(FRAME_MOVES);
    // what was followed went with the device, and its numbers are not given again
    expect(report.found?.instances?.length).toBe(2);
    expect(Math.min(...report.found!.instances!.map(({ track }) => track))).toBeGreaterThan(2);
    expect(served.info().backend).toBe('webgpu');
  });

  it('that is lost again and again is given up with an error that names the remedy', async () => {
    let newest: GPUDevice | null = null;
    onDevice((device) => (newest = device));
    const served = await serve('tiny');
    const failures: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      newest!.destroy();
      const error = await served.present(await halves()).catch((thrown: unknown) => thrown as PerPixelError);
      if (error instanceof Error) failures.push(error.code);
    }
    expect(failures.at(-1)).toBe('backend-unavailable');
    await expect(served.present(await halves())).rejects.toThrow(/Choose the backend “wasm”/);
  });

  it('that cannot compile a stage leaves the stages to the CPU, says so, and labels all the same', async () => {
    onDevice((device) => {
      const create = device.createShaderModule.bind(device);
      device.createShaderModule = (descriptor) =>
        create(descriptor.label === 'Argmax.ids' ? { ...descriptor, code: 'nonsense' } : descriptor);
    });
    const served = await serve('tiny');
    const report = await served.present(await halves());
    expect(Array.from(report.shares)).toEqual(HALVES);
    expect(report.note).toMatch(
      /^Frames are prepared and drawn on the CPU, since The shader Argmax\.ids does not compile/,
    );
    expect(report.moves.readbacks).toBeGreaterThan(0);
  });

  it('that cannot tell things apart labels all the same, and says so', async () => {
    onDevice((device) => {
      const create = device.createShaderModule.bind(device);
      device.createShaderModule = (descriptor) =>
        create(descriptor.label === 'Instances.follow' ? { ...descriptor, code: 'nonsense' } : descriptor);
    });
    const served = await serve('tiny');
    unwrap(await served.api.setView(PANOPTIC));
    const report = await served.present(await halves());
    expect(Array.from(report.shares)).toEqual(HALVES);
    expect(report.found).toBeNull();
    expect(report.note).toMatch(/^Things are not told apart, since The shader Instances\.follow does not compile/);
    expect(report.moves).toEqual({ copies: 0, readbacks: 0 });
  });

  it('takes frames larger than its textures', async () => {
    const served = await serve('tiny');
    const report = await served.present(await halves(9000, 4));
    expect(Array.from(report.shares)).toEqual(HALVES);
  });

  it('makes nothing new for a frame once it is warm, and reads nothing back', async () => {
    const made: string[] = [];
    let counting = false;
    onDevice((device) => {
      for (const name of [
        'createBuffer',
        'createTexture',
        'createComputePipelineAsync',
        'createRenderPipelineAsync',
        'createBindGroup',
      ] as const) {
        const original = device[name].bind(device) as (descriptor: never) => unknown;
        Object.defineProperty(device, name, {
          configurable: true,
          writable: true,
          value: (descriptor: { label?: string }) => {
            if (counting) made.push(`${name} ${descriptor.label ?? ''}`);
            return original(descriptor as never);
          },
        });
      }
    });
    const refine = { temporal: 0.5, closing: 1, opening: 1, minRegion: 3, guided: { radius: 2, epsilon: 0.001 } };
    const served = await serve('tiny', refine);
    for (let frame = 0; frame < 3; frame += 1) await served.present(await halves());
    counting = true;
    const frames = 4;
    for (let frame = 0; frame < frames; frame += 1) {
      expect((await served.present(await halves())).moves).toEqual(FRAME_MOVES);
    }
    // the frame's own external texture has to be bound, once for each of the two submits at most
    expect(made.filter((each) => !each.includes('Picture.external'))).toEqual([]);
    expect(made.length).toBeLessThanOrEqual(2 * frames);
  });
});

describe('a model with a node that WebGPU does not know', await needs('webGpu'), () => {
  it('runs unrecorded, says so, and labels all the same', async () => {
    const onnx = onnxFile({
      inputs: [{ name: 'in', shape: [1, 3, 8, 8] }],
      outputs: [{ name: 'out', shape: [1, 3, 8, 8] }],
      nodes: [{ op: 'Hardmax', inputs: ['in'], output: 'out', attributes: { axis: 1 } }],
    });
    const manifest = await manifestFor(onnx, {
      input: { name: 'in', width: 8, height: 8 },
      output: { name: 'out', kind: 'probabilities' },
      classes: classes(3),
    });
    const served = await serve(manifest);
    for (let frame = 0; frame < 3; frame += 1) {
      const report = await served.present(await halves());
      expect(Array.from(report.shares)).toEqual([0.5, 0, 0.5]);
      expect(report.note).toMatch(/not every node of the model runs on WebGPU/);
    }
  });
});

describe('the browser’s profiler', () => {
  it('hears of the stages of each frame, and keeps no list that grows', async () => {
    const heard = new Set<string>();
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(({ name }) => heard.add(name)));
    observer.observe({ type: 'measure' });
    const served = await serve('tiny', false, 'wasm');
    for (let frame = 0; frame < 3; frame += 1) await served.present(await halves());
    const stages = ['capture', 'preprocess', 'inference', 'postprocess', 'composite'];
    await expect.poll(() => stages.filter((stage) => !heard.has(`perpixel ${stage}`))).toEqual([]);
    observer.disconnect();
    expect(performance.getEntriesByType('measure').filter(({ name }) => name.startsWith('perpixel'))).toEqual([]);
  });
});

describe.each([
  ['webgpu', await needs('webGpu')],
  ['wasm', {}],
] as const)('a model that answers with no numbers on %s', (backend, options) => {
  it('still has every pixel labelled, and says so', options, async () => {
    const onnx = onnxFile({
      inputs: [{ name: 'in', shape: [1, 3, 8, 8] }],
      outputs: [{ name: 'out', shape: [1, 3, 8, 8] }],
      // 0 / 0
      nodes: [{ op: 'Div', inputs: ['in', 'in'], output: 'out' }],
    });
    const manifest = await manifestFor(onnx, {
      input: { name: 'in', width: 8, height: 8 },
      output: { name: 'out', kind: 'logits' },
      classes: classes(3),
    });
    const served = await serve(manifest, { temporal: 0.5 }, backend);
    const report = await served.present(await halves());
    expect(report.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    expect(report.note).toMatch(/values that are no numbers/);
  });
});
