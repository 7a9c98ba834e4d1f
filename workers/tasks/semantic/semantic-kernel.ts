import type { GridShape } from '../../gpu/grid-shape.ts';
import type { TaskKernel } from '../task-kernel.ts';
import type { OutputSpec } from '../../../src/core/manifest/score-outputs.ts';
import { gridOf } from '../scores-of.ts';
import type { SemanticSpec } from './manifest.ts';

/** The first kernel of the stages takes the model's only output as it lies. */
export const semanticKernel: TaskKernel<SemanticSpec> = {
  obstacle({ outputs, classes }) {
    const [head] = outputs;
    if (outputs.length !== 1 || !head) return 'the model has several outputs, which are stacked on the CPU';
    const inOrder = head.classes.length === classes.length && head.classes.every((id, index) => id === index);
    return inOrder ? null : 'the model’s output does not hold its classes in order';
  },
  async create(_device, spec, outputs) {
    const head = spec.outputs[0]!;
    return {
      shape: shapeOf(head, outputs[head.name]!.dims),
      scores: (now) => now[head.name]!.buffer,
      destroy: () => undefined,
    };
  },
};

function shapeOf(head: OutputSpec, dims: readonly number[]): GridShape {
  const { width, height, channels } = gridOf(head, dims);
  const planar = head.layout === 'NCHW';
  return {
    width,
    height,
    classes: head.classes.length,
    kind: head.kind === 'binary-probability' ? 'binary' : head.kind === 'logits' ? 'logits' : 'probabilities',
    classStride: planar ? width * height : 1,
    pixelStride: planar ? 1 : channels,
  };
}
