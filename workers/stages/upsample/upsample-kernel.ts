import type { BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import { axisTable } from '../../gpu/axis-table.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf, type GridShape } from '../../gpu/grid-shape.ts';
import { labelsInWord, labelWords } from '../../gpu/label-words.ts';
import { createKernel } from '../../gpu/kernel.ts';
import code from './upsample.wgsl?raw';

export interface UpsampleKernel {
  run(pass: GPUComputePassEncoder): void;
  destroy(): void;
}

export interface UpsampleSources {
  /** classes × height × width. */
  readonly probabilities: GPUBuffer;
  /** Their argmax, a word each. */
  readonly ids: GPUBuffer;
  /** Takes the labels, packed, target height × width, row-major: its memory is the label map. */
  readonly labels: GPUBuffer;
}

export async function createUpsampleKernel(
  device: GPUDevice,
  shape: GridShape,
  grid: BilinearGrid,
  { probabilities, ids, labels }: UpsampleSources,
): Promise<UpsampleKernel> {
  const pixels = pixelsOf(grid.target);
  const kernel = await createKernel(device, {
    label: 'Upsample.labels',
    code,
    bindings: ['read', 'read', 'read', 'read', 'write'],
    constants: {
      width: grid.target.width,
      in_word: labelsInWord(shape.classes),
      pixels,
      classes: shape.classes,
      source_width: shape.width,
      source_pixels: pixelsOf(shape),
      binary: shape.kind === 'binary' ? 1 : 0,
    },
  });
  const buffers = createBuffers(device);
  const columns = buffers.filled('Upsample.columns', axisTable(grid.x));
  const rows = buffers.filled('Upsample.rows', axisTable(grid.y));
  const group = kernel.group(columns, rows, probabilities, ids, labels);
  return {
    run: (pass) => kernel.dispatch(pass, group, labelWords(shape.classes, pixels)),
    destroy: () => buffers.destroy(),
  };
}
