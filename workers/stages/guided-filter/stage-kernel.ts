import type { CreateStageKernel, Fit } from '../stage-kernel.ts';
import { createGuidedFilterKernel, type GuidedFilterKernel } from './guided-filter-kernel.ts';

/** Its shaders know the sizes and the kind of picture, and are made when the filter is first wanted for them. */
export const createGuidedFilterStageKernel: CreateStageKernel = async (device, buffers) => {
  let made: { readonly fit: Fit; readonly kind: string; readonly kernel: GuidedFilterKernel } | null = null;
  return {
    async fit(fit, kind) {
      if (made?.fit === fit && made.kind === kind.name) return;
      const { shape, ...sources } = buffers;
      const kernel = await createGuidedFilterKernel(device, shape, fit.grid, { ...sources, labels: fit.labels }, kind);
      made?.kernel.destroy();
      made = { fit, kind: kind.name, kernel };
    },
    run(pass, picture, { guided }) {
      if (guided) made?.kernel.run(pass, picture.group(), picture.size, guided);
    },
    destroy: () => made?.kernel.destroy(),
  };
};
