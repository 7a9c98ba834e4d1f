import type { BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';
import type { GuidedOptions } from './options.ts';
import { axisTable } from '../../gpu/axis-table.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf, type GridShape } from '../../gpu/grid-shape.ts';
import { labelsInWord, labelWords } from '../../gpu/label-words.ts';
import { createKernel } from '../../gpu/kernel.ts';
import type { PictureKind } from '../../gpu/picture/picture.ts';
import coefficientsCode from './coefficients.wgsl?raw';
import enlargeCode from './enlarge.wgsl?raw';
import { boundsOf } from './bounds.ts';
import guideCode from './guide.wgsl?raw';
import uniteCode from './unite.wgsl?raw';

/** `GuidedFilter` on the GPU. */
export interface GuidedFilterKernel {
  /**
   * @param picture bind group of the frame, and its size in texels
   */
  run(pass: GPUComputePassEncoder, picture: GPUBindGroup, size: Size, options: GuidedOptions): void;
  destroy(): void;
}

export interface GuidedFilterSources {
  /** Of the model's input, 0 to 255, `input` height × width. */
  readonly luma: GPUBuffer;
  readonly input: Size;
  /** Share of the frame before that each pixel of the grid keeps, 0 to 0.95; 0 where there is none. */
  readonly keep: GPUBuffer;
  /** classes × height × width. */
  readonly probabilities: GPUBuffer;
  /** Their argmax, a word each. */
  readonly ids: GPUBuffer;
  /** Where the labels go, packed, target height × width. */
  readonly labels: GPUBuffer;
}

export async function createGuidedFilterKernel(
  device: GPUDevice,
  shape: GridShape,
  grid: BilinearGrid,
  { luma, input, keep, probabilities, ids, labels }: GuidedFilterSources,
  kind: PictureKind,
): Promise<GuidedFilterKernel> {
  const { width, height, classes } = shape;
  const binary = shape.kind === 'binary';
  const ranks = Math.ceil(classes / 32);
  const pixels = pixelsOf(shape);
  const { target } = grid;
  const unite = (across: boolean): ReturnType<typeof createKernel> =>
    createKernel(device, {
      label: `GuidedFilter.unite${across ? 'Across' : 'Down'}`,
      code: uniteCode,
      bindings: ['uniform', 'read', 'write'],
      constants: { width, height, across: across ? 1 : 0 },
    });
  const [guideKernel, across, down, coefficients, enlarge] = await Promise.all([
    createKernel(device, {
      label: 'GuidedFilter.guide',
      code: guideCode,
      bindings: ['read', 'read', 'write'],
      constants: { width, height, input_width: input.width, input_height: input.height },
    }),
    unite(true),
    unite(false),
    createKernel(device, {
      label: 'GuidedFilter.coefficients',
      code: coefficientsCode,
      bindings: ['uniform', 'read', 'read', 'read', 'write'],
      constants: { width, height, ranks, first_class: binary ? 1 : 0 },
    }),
    createKernel(device, {
      label: `GuidedFilter.enlarge.${kind.name}`,
      code: kind.code + enlargeCode,
      bindings: ['uniform', 'read', 'read', 'read', 'read', 'read', 'read', 'write', 'write'],
      picture: kind.layout,
      constants: {
        width: target.width,
        height: target.height,
        in_word: labelsInWord(classes),
        source_width: width,
        source_height: height,
        ranks,
        binary: binary ? 1 : 0,
      },
    }),
  ]);
  const buffers = createBuffers(device);
  const window = buffers.uniform('GuidedFilter.window', 8);
  const { left, right, top, bottom } = boundsOf(grid);
  window.u.set([left, right, top, bottom], 1);
  const picked = buffers.uniform('GuidedFilter.picture', 8);
  picked.u.set([grid.x.begin, grid.x.end, grid.y.begin, grid.y.end], 2);
  const guide = buffers.storage('GuidedFilter.guide', pixels);
  const between = buffers.storage('GuidedFilter.between', pixels * ranks);
  const cells = buffers.storage('GuidedFilter.cells', pixels * ranks);
  const a = buffers.storage('GuidedFilter.coefficients', pixels * classes);
  const taps = buffers.filled('GuidedFilter.taps', joined(axisTable(grid.x), axisTable(grid.y)));
  const past = buffers.storage('GuidedFilter.past', pixelsOf(target));
  const guideGroup = guideKernel.group(luma, keep, guide);
  const acrossGroup = across.group(window.buffer, ids, between);
  const downGroup = down.group(window.buffer, between, cells);
  const coefficientsGroup = coefficients.group(window.buffer, guide, probabilities, cells, a);
  const enlargeGroup = enlarge.group(picked.buffer, taps, guide, probabilities, a, cells, keep, past, labels);

  return {
    run(pass, picture, size, { radius, epsilon, gain = 1 }) {
      window.u[0] = radius;
      window.f[5] = epsilon;
      window.f[6] = gain;
      window.flush();
      picked.u.set([size.width, size.height], 0);
      picked.flush();
      guideKernel.dispatch(pass, guideGroup, width, height);
      across.dispatch(pass, acrossGroup, width, height, ranks);
      down.dispatch(pass, downGroup, width, height, ranks);
      coefficients.dispatch(pass, coefficientsGroup, width, height, binary ? 1 : classes);
      pass.setBindGroup(1, picture);
      enlarge.dispatch(pass, enlargeGroup, labelWords(classes, pixelsOf(target)));
    },
    destroy: () => buffers.destroy(),
  };
}

function joined(a: Uint32Array, b: Uint32Array): Uint32Array<ArrayBuffer> {
  const both = new Uint32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
