import { createGpuThings } from '../../instances/gpu/gpu-things.ts';
import { createRegionsKernel } from '../../instances/gpu/regions-kernel.ts';
import { scoreShape, scoresObstacle } from '../score-kernel.ts';
import type { TaskKernel } from '../task-kernel.ts';
import type { SemanticSpec } from './manifest.ts';

/** The first kernel of the stages takes the model's only output as it lies; things are connected regions of their labels. */
export const semanticKernel: TaskKernel<SemanticSpec> = {
  obstacle: scoresObstacle,
  async create(place, { outputs: heads, classes, input }, outputs) {
    const head = heads[0]!;
    const shape = scoreShape(head, outputs[head.name]!.dims);
    const things = createGpuThings(place, { classes, input, shape }, (ground) =>
      createRegionsKernel(place.device, classes, ground),
    );
    return {
      shape,
      scores: (now) => now[head.name]!.buffer,
      ...(classes.some(({ thing }) => thing) ? { results: things } : {}),
      destroy: () => things.destroy(),
    };
  },
};
