import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf, type GridShape } from '../../gpu/grid-shape.ts';
import { createKernel } from '../../gpu/kernel.ts';
import code from './extremum.wgsl?raw';

export interface MorphologyKernel {
  /** Closes, then opens the planes in place. @param closing,opening radius of the square window in pixels; 0: not at all */
  run(pass: GPUComputePassEncoder, closing: number, opening: number): void;
  destroy(): void;
}

/** Closing, then opening, each two extrema with a square, each of those one along rows and one along columns. */
const LARGEST = [true, false, false, true] as const;

/** @param planes classes × height × width, changed in place */
export async function createMorphologyKernel(
  device: GPUDevice,
  shape: GridShape,
  planes: GPUBuffer,
): Promise<MorphologyKernel> {
  const { width, height, classes } = shape;
  const binary = shape.kind === 'binary';
  const run = binary ? 1 : classes;
  const kernel = await createKernel(device, {
    label: 'Morphology.extremum',
    code,
    bindings: ['uniform', 'read', 'write'],
    constants: { width, height, planes: run, binary: binary ? 1 : 0 },
  });
  const buffers = createBuffers(device);
  const spare = buffers.storage('Morphology.spare', classes * pixelsOf(shape));
  const steps = LARGEST.flatMap((largest, index) =>
    [true, false].map((across) => {
      const params = buffers.uniform('Morphology.params', 4);
      params.u.set([0, largest ? 1 : 0, across ? 1 : 0]);
      const ends = across ? ([planes, spare] as const) : ([spare, planes] as const);
      return { params, closing: index < 2, group: kernel.group(params.buffer, ...ends) };
    }),
  );
  return {
    run(pass, closing, opening) {
      for (const step of steps) {
        const reach = step.closing ? closing : opening;
        if (reach === 0) continue;
        step.params.u[0] = reach;
        step.params.flush();
        kernel.dispatch(pass, step.group, width, height, run);
      }
    },
    destroy: () => buffers.destroy(),
  };
}
