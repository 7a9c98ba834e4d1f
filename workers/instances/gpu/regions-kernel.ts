import type { ModelClass } from '../../../src/core/manifest/classes.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf } from '../../gpu/grid-shape.ts';
import { createKernel, type Binding, type Kernel } from '../../gpu/kernel.ts';
import { labelsInWord } from '../../gpu/label-words.ts';
import treesCode from '../../gpu/region-trees.wgsl?raw';
import type { Ground } from './ground.ts';
import { createRanking, SLOTS } from './ranking.ts';
import countCode from './region-count.wgsl?raw';
import findCode from './region-find.wgsl?raw';
import joinCode from './region-join.wgsl?raw';
import slotsCode from './region-slots.wgsl?raw';
import startCode from './region-start.wgsl?raw';
import regionsCode from './regions.wgsl?raw';
import { thingsTable, type SlotKernel } from './slot-kernel.ts';

/** A frame has no more regions that are no specks: 0.05 % of it, or one of its pixels. */
const MOST_REGIONS = 2000;

const SHARED: readonly Binding[] = ['read', 'read', 'write', 'write', 'write'];

/** Takes the connected regions of things' classes apart, where a network tells no things: the largest ones; twin of regions.ts. */
export async function createRegionsKernel(
  device: GPUDevice,
  classes: readonly ModelClass[],
  { labels, size }: Pick<Ground, 'labels' | 'size'>,
): Promise<SlotKernel> {
  const pixels = pixelsOf(size);
  const words = Math.ceil(pixels / 4);
  const constants = {
    width: size.width,
    pixels,
    in_word: labelsInWord(classes.length),
    smallest: smallestOf(pixels),
  };
  const step = (name: string, code: string, further: readonly Binding[] = []): Promise<Kernel> =>
    createKernel(device, {
      label: `Instances.${name}`,
      code: regionsCode + treesCode + code,
      bindings: [...SHARED, ...further],
      constants,
    });
  const buffers = createBuffers(device);
  const ranking = await createRanking(device, buffers, Math.min(pixels, MOST_REGIONS), SLOTS);
  const [start, join, count, find, slotted] = await Promise.all([
    step('regionStart', startCode),
    step('regionJoin', joinCode),
    step('regionCount', countCode),
    step('regionFind', findCode),
    step('regionSlots', slotsCode, ['read', 'write']),
  ]);
  const slots = buffers.storage('Instances.slots', words);
  const shared = [
    labels,
    thingsTable(buffers, classes).table,
    buffers.storage('Instances.parents', pixels),
    buffers.storage('Instances.areas', pixels),
    ranking.found,
  ];
  const steps = [
    { kernel: start, group: start.group(...shared), count: pixels },
    { kernel: join, group: join.group(...shared), count: pixels },
    { kernel: count, group: count.group(...shared), count: words },
    { kernel: find, group: find.group(...shared), count: pixels },
  ];
  const last = slotted.group(...shared, ranking.ranked, slots);
  return {
    ranked: ranking.ranked,
    slots,
    byHeat: false,
    least: 0,
    run(pass) {
      for (const each of steps) each.kernel.dispatch(pass, each.group, each.count);
      ranking.run(pass);
      slotted.dispatch(pass, last, words);
    },
    destroy: () => buffers.destroy(),
  };
}

/** Pixels of the smallest region that is no speck: see `isSpeck`. */
export function smallestOf(pixels: number): number {
  return Math.ceil(pixels / 2000);
}
