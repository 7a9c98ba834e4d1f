import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf, type GridShape } from '../../gpu/grid-shape.ts';
import { createKernel } from '../../gpu/kernel.ts';
import treesCode from '../../gpu/region-trees.wgsl?raw';
import countCode from './count.wgsl?raw';
import joinCode from './join.wgsl?raw';
import regionsCode from './regions.wgsl?raw';
import settleCode from './settle.wgsl?raw';
import startCode from './start.wgsl?raw';
import voteCode from './vote.wgsl?raw';

export interface SmallRegionsKernel {
  /** Changes ids and probabilities in place. @param smallest regions of fewer pixels change their class */
  run(pass: GPUComputePassEncoder, smallest: number): void;
  destroy(): void;
}

export interface SmallRegionsTargets {
  /** A class id in each word, height × width. */
  readonly ids: GPUBuffer;
  /** classes × height × width. */
  readonly probabilities: GPUBuffer;
}

const STEPS = { start: startCode, join: joinCode, count: countCode, vote: voteCode, settle: settleCode } as const;

export async function createSmallRegionsKernel(
  device: GPUDevice,
  shape: GridShape,
  { ids, probabilities }: SmallRegionsTargets,
): Promise<SmallRegionsKernel> {
  const pixels = pixelsOf(shape);
  const { width, classes } = shape;
  const steps = await Promise.all(
    Object.entries(STEPS).map(([name, code]) =>
      createKernel(device, {
        label: `SmallRegions.${name}`,
        code: regionsCode + treesCode + code,
        bindings: ['uniform', 'write', 'write', 'write', 'write', 'write'],
        constants: { width, pixels, classes },
      }),
    ),
  );
  const buffers = createBuffers(device);
  const params = buffers.uniform('SmallRegions.params', 4);
  const parent = buffers.storage('SmallRegions.parent', pixels);
  const count = buffers.storage('SmallRegions.count', pixels);
  const votes = buffers.storage('SmallRegions.votes', pixels * classes);
  const groups = steps.map((step) => step.group(params.buffer, ids, parent, count, votes, probabilities));
  return {
    run(pass, smallest) {
      params.u[0] = smallest;
      params.flush();
      steps.forEach((step, index) => step.dispatch(pass, groups[index]!, pixels));
    },
    destroy: () => buffers.destroy(),
  };
}
