import type { TaskKernel } from '../task-kernel.ts';
import { gridOf } from './features.ts';
import { finestStride, type FeaturesSpec } from './manifest.ts';

/** The first kernel of the stages takes the head's scores as they lie, of as many classes as there are. */
export const featuresKernel: TaskKernel<FeaturesSpec> = {
  obstacle: () => null,
  async create(_place, spec) {
    const { head } = spec.features;
    const [height, width] = gridOf(spec, finestStride(spec.features));
    return {
      shape: {
        width,
        height,
        classes: spec.classes.length,
        kind: 'logits',
        classStride: width * height,
        pixelStride: 1,
      },
      scores: (outputs) => outputs[head.scores]!.buffer,
      destroy: () => undefined,
    };
  },
};
