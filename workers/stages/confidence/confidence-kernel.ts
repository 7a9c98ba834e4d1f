import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf, type GridShape } from '../../gpu/grid-shape.ts';
import { createKernel } from '../../gpu/kernel.ts';
import code from './confidence.wgsl?raw';
import probabilitiesCode from './probabilities.wgsl?raw';

export interface ProbabilitiesKernel {
  /** classes × height × width. */
  readonly probabilities: GPUBuffer;
  run(pass: GPUComputePassEncoder): void;
  destroy(): void;
}

const KINDS = { logits: 0, probabilities: 1, binary: 2 } as const;

/** @param scores planar, as the model gave them */
export async function createProbabilitiesKernel(
  device: GPUDevice,
  shape: GridShape,
  scores: GPUBuffer,
): Promise<ProbabilitiesKernel> {
  const { classes, kind } = shape;
  const pixels = pixelsOf(shape);
  const kernel = await createKernel(device, {
    label: 'Confidence.probabilities',
    code: probabilitiesCode,
    bindings: ['read', 'write'],
    constants: { pixels, classes, kind: KINDS[kind] },
  });
  const buffers = createBuffers(device);
  const probabilities = buffers.storage('Confidence.probabilities', classes * pixels);
  const group = kernel.group(scores, probabilities);
  return {
    probabilities,
    run: (pass) => kernel.dispatch(pass, group, pixels),
    destroy: () => buffers.destroy(),
  };
}

export interface ConfidenceKernel {
  /** Confidence and normalised entropy of each pixel, interleaved. */
  readonly confidence: GPUBuffer;
  run(pass: GPUComputePassEncoder): void;
  destroy(): void;
}

/** @param probabilities classes × height × width */
export async function createConfidenceKernel(
  device: GPUDevice,
  shape: GridShape,
  probabilities: GPUBuffer,
): Promise<ConfidenceKernel> {
  const pixels = pixelsOf(shape);
  const kernel = await createKernel(device, {
    label: 'Confidence.confidence',
    code,
    bindings: ['read', 'write'],
    constants: { pixels, classes: shape.classes },
  });
  const buffers = createBuffers(device);
  const confidence = buffers.storage('Confidence.confidence', 2 * pixels);
  const group = kernel.group(probabilities, confidence);
  return { confidence, run: (pass) => kernel.dispatch(pass, group, pixels), destroy: () => buffers.destroy() };
}
