import type { ModelClass } from '../../../src/core/manifest/classes.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { createKernel } from '../../gpu/kernel.ts';
import { labelsInWord } from '../../gpu/label-words.ts';
import treesCode from '../../gpu/region-trees.wgsl?raw';
import { LARGE_PLACES } from '../crowd.ts';
import crowdCode from './crowd.wgsl?raw';
import type { Ground } from './ground.ts';
import { thingsTable } from './slot-kernel.ts';

export interface CrowdKernel {
  /** How many large regions of things lie apart: a word. */
  readonly count: GPUBuffer;
  /** @param ground any, whose buffer may be another one each time */
  run(pass: GPUComputePassEncoder, ground: Pick<Ground, 'labels' | 'size'>): void;
  destroy(): void;
}

/** Looks at a label map as `createCrowd` does. */
export async function createCrowdKernel(device: GPUDevice, classes: readonly ModelClass[]): Promise<CrowdKernel> {
  const kernel = await createKernel(device, {
    label: 'Instances.crowd',
    code: crowdCode + treesCode,
    bindings: ['uniform', 'read', 'read', 'write'],
    constants: { in_word: labelsInWord(classes.length), large: LARGE_PLACES },
  });
  const buffers = createBuffers(device);
  const params = buffers.uniform('Instances.crowd.size', 2);
  const { table } = thingsTable(buffers, classes);
  const count = buffers.storage('Instances.crowd', 1);
  let bound: { readonly labels: GPUBuffer; readonly group: GPUBindGroup } | null = null;
  return {
    count,
    run(pass, { labels, size }) {
      params.u.set([size.width, size.height]);
      params.flush();
      if (bound?.labels !== labels) bound = { labels, group: kernel.group(params.buffer, labels, table, count) };
      kernel.dispatch(pass, bound.group, 1);
    },
    destroy: () => buffers.destroy(),
  };
}
