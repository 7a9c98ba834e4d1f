import { createCentresKernel } from '../../instances/gpu/centres-kernel.ts';
import { createGpuThings } from '../../instances/gpu/gpu-things.ts';
import { scoreShape, scoresObstacle } from '../score-kernel.ts';
import type { OutputBuffer, TaskKernel } from '../task-kernel.ts';
import { headsOf, stridesOf } from './heads.ts';
import type { InstancesSpec } from './manifest.ts';

/** Class scores as the model's output holds them; things are gathered around centres behind the label map. */
export const instancesKernel: TaskKernel<InstancesSpec> = {
  obstacle: scoresObstacle,
  async create(place, spec, outputs) {
    const { classes, input, instances } = spec;
    const head = spec.outputs[0]!;
    const shape = scoreShape(head, outputs[head.name]!.dims);
    const grid = { width: shape.width, height: shape.height };
    // heads of a file of their own are run when they are wanted, and held against the grid when they are opened
    if (!spec.heads) headsOf(spec, withoutData(outputs), shape);
    const strides = stridesOf(instances, grid);
    const things = createGpuThings(place, { classes, input, shape }, (ground) =>
      createCentresKernel(place.device, { ...instances, classes, grid, strides }, ground),
    );
    return {
      shape,
      scores: (now) => now[head.name]!.buffer,
      results: things,
      destroy: () => things.destroy(),
    };
  },
};

const NOTHING = new Float32Array();

/** What the shapes say of outputs whose numbers stay on the device. */
function withoutData(outputs: Readonly<Record<string, OutputBuffer>>): Parameters<typeof headsOf>[1] {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { dims }]) => [name, { type: 'float32', dims, data: NOTHING }]),
  );
}
