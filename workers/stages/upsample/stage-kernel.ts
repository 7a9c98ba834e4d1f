import type { CreateStageKernel, Fit } from '../stage-kernel.ts';
import { createUpsampleKernel, type UpsampleKernel } from './upsample-kernel.ts';

/** Its shader knows the sizes. */
export const createUpsampleStageKernel: CreateStageKernel = async (device, { shape, probabilities, ids }) => {
  let made: { readonly fit: Fit; readonly kernel: UpsampleKernel } | null = null;
  return {
    async fit(fit) {
      if (made?.fit === fit) return;
      const { grid, labels } = fit;
      const kernel = await createUpsampleKernel(device, shape, grid, { probabilities, ids, labels });
      made?.kernel.destroy();
      made = { fit, kernel };
    },
    run: (pass) => made?.kernel.run(pass),
    destroy: () => made?.kernel.destroy(),
  };
};
