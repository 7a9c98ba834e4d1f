import type { CreateStageKernel, Fit } from '../stage-kernel.ts';
import { createCrfKernel, type CrfKernel } from './crf-kernel.ts';

/** Made when it is first wanted, for the place of the frame and the kind of picture. */
export const createCrfStageKernel: CreateStageKernel = async (device, { shape, probabilities }) => {
  let made: { readonly fit: Fit; readonly kind: string; readonly kernel: CrfKernel } | null = null;
  return {
    async fit(fit, kind) {
      if (made?.fit === fit && made.kind === kind.name) return;
      const kernel = await createCrfKernel(device, shape, probabilities, fit.placement, kind);
      made?.kernel.destroy();
      made = { fit, kind: kind.name, kernel };
    },
    run(pass, picture, { crf }) {
      if (crf) made?.kernel.run(pass, picture.group(), picture.size, crf);
    },
    destroy: () => made?.kernel.destroy(),
  };
};
