import type { Buffers } from '../../gpu/buffers.ts';
import { createKernel } from '../../gpu/kernel.ts';
import code from './rank.wgsl?raw';

/** So many things of a frame are told apart on the GPU. */
export const SLOTS = 64;

/** The first of a frame's candidates in order, each of which becomes a slot. */
export interface Ranking {
  /** A count, a word that is unused, then key and place of each, in any order; whoever finds them clears the count behind `run`. */
  readonly found: GPUBuffer;
  /** The same of the first ones, greatest key first, lowest place first where keys are equal. */
  readonly ranked: GPUBuffer;
  run(pass: GPUComputePassEncoder): void;
}

/**
 * @param most candidates that a frame may have
 * @param slots of them that are ranked
 */
export async function createRanking(
  device: GPUDevice,
  buffers: Buffers,
  most: number,
  slots: number,
): Promise<Ranking> {
  const kernel = await createKernel(device, { label: 'Instances.rank', code, bindings: ['read', 'write'] });
  const found = buffers.storage('Instances.found', 2 + 2 * most);
  const ranked = buffers.storage('Instances.ranked', 2 + 2 * slots);
  const group = kernel.group(found, ranked);
  return { found, ranked, run: (pass) => kernel.dispatch(pass, group, most) };
}
