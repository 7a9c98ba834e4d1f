import { afterAll, beforeAll, expect } from 'vitest';
import { isWide, type LabelMap } from '../../../src/core/labels/label-map.ts';
import { createBuffers, type Buffers } from '../../../workers/gpu/buffers.ts';

export interface Bench {
  readonly device: GPUDevice;
  readonly buffers: Buffers;
  /** A storage buffer that holds these values. */
  floats(values: ArrayLike<number>): GPUBuffer;
  words(values: ArrayLike<number>): GPUBuffer;
  /** Records one compute pass, runs it, and fails on any validation error. */
  run(record: (pass: GPUComputePassEncoder) => void): Promise<void>;
  readFloats(buffer: GPUBuffer, count: number): Promise<Float32Array>;
  readWords(buffer: GPUBuffer, count: number): Promise<Uint32Array>;
  /** A packed label map. */
  readLabels(buffer: GPUBuffer, classes: number, pixels: number): Promise<LabelMap>;
  readBytes(buffer: GPUBuffer, count: number): Promise<Uint8Array>;
}

/** One device for a file's tests; what they made on it goes with it. */
export function useBench(): () => Bench {
  let bench: Bench | null = null;
  beforeAll(async () => {
    const adapter = await navigator.gpu.requestAdapter();
    if (!adapter) throw new Error('This Chromium offers no graphics adapter.');
    bench = createBench(await adapter.requestDevice());
  });
  afterAll(() => {
    bench?.buffers.destroy();
    bench?.device.destroy();
  });
  return () => bench!;
}

function createBench(device: GPUDevice): Bench {
  const buffers = createBuffers(device);
  const read = async (buffer: GPUBuffer, bytes: number): Promise<ArrayBuffer> => {
    const size = Math.ceil(bytes / 4) * 4;
    const staging = device.createBuffer({ size, usage: 1 | 8 });
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(buffer, 0, staging, 0, size);
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(1);
    const copy = staging.getMappedRange().slice(0, bytes);
    staging.destroy();
    return copy;
  };
  return {
    device,
    buffers,
    floats: (values) => buffers.filled('Test.floats', new Uint32Array(Float32Array.from(values).buffer)),
    words: (values) => buffers.filled('Test.words', Uint32Array.from(values)),
    async run(record) {
      device.pushErrorScope('validation');
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      record(pass);
      pass.end();
      device.queue.submit([encoder.finish()]);
      expect((await device.popErrorScope())?.message).toBeUndefined();
    },
    readFloats: async (buffer, count) => new Float32Array(await read(buffer, count * 4)),
    readWords: async (buffer, count) => new Uint32Array(await read(buffer, count * 4)),
    readLabels: async (buffer, classes, pixels) =>
      isWide(classes) ? new Uint16Array(await read(buffer, 2 * pixels)) : new Uint8Array(await read(buffer, pixels)),
    readBytes: async (buffer, count) => new Uint8Array(await read(buffer, count)),
  };
}

/** The largest difference; NaN where one side has no number. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let largest = 0;
  for (let i = 0; i < a.length; i += 1) {
    const difference = Math.abs(a[i]! - b[i]!);
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}
