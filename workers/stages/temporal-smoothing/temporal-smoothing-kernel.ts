import type { Size } from '../../../src/core/geometry/fit.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf, planesOf, type GridShape } from '../../gpu/grid-shape.ts';
import { createKernel } from '../../gpu/kernel.ts';
import blockMeanCode from '../../gpu/block-mean.wgsl?raw';
import { BLOCK } from '../../../src/core/geometry/block-means.ts';
import { MOVING, STILL } from './motion.ts';
import stillnessCode from './stillness.wgsl?raw';
import code from './temporal-smoothing.wgsl?raw';

export interface TemporalSmoothingKernel {
  /** Planar scores after `run`, the past of the next one. */
  readonly scores: GPUBuffer;
  /** Two words: how many scores since the start were no number, and how many probabilities outside 0 to 1. */
  readonly amiss: GPUBuffer;
  /** The share of the past that each pixel of the grid kept, 0 to 0.95. */
  readonly keep: GPUBuffer;
  /**
   * @param tensor the model's output
   * @param strength share of the past kept at rest, 0 to 0.95; 0 takes the scores as they are
   */
  run(pass: GPUComputePassEncoder, tensor: GPUBuffer, strength: number): void;
  /** Forgets the past, as after a seek. */
  reset(): void;
  destroy(): void;
}

export interface TemporalSmoothingOptions {
  readonly shape: GridShape;
  /** Of the luma. */
  readonly input: Size;
  /** 0 to 255, of the model's input. */
  readonly luma: GPUBuffer;
}

export async function createTemporalSmoothingKernel(
  device: GPUDevice,
  { shape, input, luma }: TemporalSmoothingOptions,
): Promise<TemporalSmoothingKernel> {
  const columns = Math.ceil(input.width / BLOCK);
  const rows = Math.ceil(input.height / BLOCK);
  const { width, height, classStride, pixelStride } = shape;
  const planes = planesOf(shape);
  const [blockMean, stillness, smoothing] = await Promise.all([
    createKernel(device, {
      label: 'TemporalSmoothing.blockMean',
      code: blockMeanCode,
      bindings: ['read', 'write'],
      constants: { width: input.width, height: input.height, columns, rows },
    }),
    createKernel(device, {
      label: 'TemporalSmoothing.stillness',
      code: stillnessCode,
      bindings: ['read', 'read', 'write'],
      constants: { columns, rows, still: STILL, moving: MOVING },
    }),
    createKernel(device, {
      label: 'TemporalSmoothing.scores',
      code,
      bindings: ['uniform', 'read', 'read', 'write', 'write', 'write'],
      constants: {
        width,
        height,
        planes,
        plane_stride: classStride,
        pixel_stride: pixelStride,
        columns,
        rows,
        bounded: shape.kind === 'logits' ? 0 : 1,
      },
    }),
  ]);
  const buffers = createBuffers(device);
  const params = buffers.uniform('TemporalSmoothing.params', 4);
  const still = buffers.storage('TemporalSmoothing.stillness', columns * rows);
  const scores = buffers.storage('TemporalSmoothing.past', planes * pixelsOf(shape));
  const amiss = buffers.storage('TemporalSmoothing.amiss', 2);
  const keep = buffers.storage('TemporalSmoothing.keep', pixelsOf(shape));
  const means = [0, 1].map(() => buffers.storage('TemporalSmoothing.blockMean', columns * rows)) as [
    GPUBuffer,
    GPUBuffer,
  ];
  const meanGroups = means.map((mean) => blockMean.group(luma, mean));
  const stillGroups = [stillness.group(means[0], means[1], still), stillness.group(means[1], means[0], still)];
  /** A model's outputs stay the same buffers, mostly one. */
  const groups = new WeakMap<GPUBuffer, GPUBindGroup>();
  let turn = 0;
  let fresh = true;

  return {
    scores,
    amiss,
    keep,
    run(pass, tensor, strength) {
      const smooth = strength > 0;
      params.f[0] = fresh ? 0 : strength;
      params.flush();
      if (smooth) {
        turn = 1 - turn;
        blockMean.dispatch(pass, meanGroups[turn]!, columns, rows);
        if (!fresh) stillness.dispatch(pass, stillGroups[turn]!, columns, rows);
      }
      fresh = !smooth;
      let group = groups.get(tensor);
      if (!group) groups.set(tensor, (group = smoothing.group(params.buffer, tensor, still, scores, amiss, keep)));
      smoothing.dispatch(pass, group, width, height);
    },
    reset() {
      fresh = true;
    },
    destroy: () => buffers.destroy(),
  };
}
