import type { Size } from '../../../src/core/geometry/fit.ts';
import type { ModelClass } from '../../../src/core/manifest/classes.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf } from '../../gpu/grid-shape.ts';
import { createKernel } from '../../gpu/kernel.ts';
import { labelsInWord } from '../../gpu/label-words.ts';
import type { Ground } from './ground.ts';
import groupCode from './group.wgsl?raw';
import nearestCode from './nearest.wgsl?raw';
import peaksCode from './peaks.wgsl?raw';
import { middlesOf } from '../cell-middles.ts';
import type { CentreOffsets } from '../cell-slots.ts';
import type { CentreOptions } from '../centres.ts';
import { createRanking } from './ranking.ts';
import { thingsTable, wholeAxisTable, type Outputs, type SlotKernel } from './slot-kernel.ts';

/** Where a model's outputs say where things are. */
export interface CentreOutputs extends CentreOptions {
  readonly classes: readonly ModelClass[];
  /** The outputs' names. */
  readonly centres: string;
  readonly offsets: string;
  /** Of both. */
  readonly grid: Size;
  /** How the offsets lie: see `CentreOffsets`. */
  readonly strides: Omit<CentreOffsets, 'data'>;
}

/** Groups the pixels of things around centres, as Panoptic-DeepLab does (Cheng et al. 2020): twin of grouping.ts. */
export async function createCentresKernel(
  device: GPUDevice,
  { classes, centres, offsets, grid, strides, threshold, sure = 0, window, topK }: CentreOutputs,
  { labels, size, placement, grid: axes }: Ground,
): Promise<SlotKernel> {
  const { width, height } = grid;
  const cellCount = pixelsOf(grid);
  const buffers = createBuffers(device);
  const reach = (window - 1) / 2;
  // peaks are more than the reach apart
  const most = Math.ceil(width / (reach + 1)) * Math.ceil(height / (reach + 1));
  const ranking = await createRanking(device, buffers, most, topK);
  const [peaks, nearest, group] = await Promise.all([
    createKernel(device, {
      label: 'Instances.peaks',
      code: peaksCode,
      bindings: ['read', 'write'],
      constants: { width, height, reach, threshold },
    }),
    createKernel(device, {
      label: 'Instances.nearest',
      code: nearestCode,
      bindings: ['read', 'read', 'write', 'write'],
      constants: { width, height, plane: strides.channelStride, step: strides.pixelStride },
    }),
    createKernel(device, {
      label: 'Instances.group',
      code: groupCode,
      bindings: ['read', 'read', 'read', 'read', 'read', 'read', 'write'],
      constants: {
        width: size.width,
        pixels: pixelsOf(size),
        in_word: labelsInWord(classes.length),
        columns: width,
      },
    }),
  ]);
  const words = Math.ceil(pixelsOf(size) / 4);
  const cells = buffers.storage('Instances.cells', cellCount);
  const slots = buffers.storage('Instances.slots', words);
  const middles = middlesOf(grid, placement, size);
  const grouped = group.group(
    buffers.filled('Instances.across', wholeAxisTable(axes.x)),
    buffers.filled('Instances.down', wholeAxisTable(axes.y)),
    labels,
    thingsTable(buffers, classes).table,
    cells,
    buffers.filled('Instances.middles', Uint32Array.of(...middles.columns, ...middles.rows)),
    slots,
  );
  let bound: { readonly heat: GPUBuffer; readonly peaks: GPUBindGroup; readonly nearest: GPUBindGroup } | null = null;

  return {
    ranked: ranking.ranked,
    slots,
    byHeat: true,
    least: sure,
    run(pass, outputs) {
      const groups = groupsOf(outputs);
      peaks.dispatch(pass, groups.peaks, width, height);
      ranking.run(pass);
      nearest.dispatch(pass, groups.nearest, cellCount);
      group.dispatch(pass, grouped, words);
    },
    destroy: () => buffers.destroy(),
  };

  /** A model that is not recorded has other buffers each time. */
  function groupsOf(outputs: Outputs): NonNullable<typeof bound> {
    const heat = outputs[centres]!.buffer;
    if (bound?.heat === heat) return bound;
    return (bound = {
      heat,
      peaks: peaks.group(heat, ranking.found),
      nearest: nearest.group(outputs[offsets]!.buffer, ranking.ranked, cells, ranking.found),
    });
  }
}
