import type { OutputSpec } from '../../src/core/manifest/score-outputs.ts';
import type { GridShape } from '../gpu/grid-shape.ts';
import { gridOf, type ScoredSpec } from './scores-of.ts';

/** Why the first kernel of the stages cannot take class scores as they lie in a model's outputs, a clause after “since”; null: it can. */
export function scoresObstacle({ outputs, classes }: ScoredSpec): string | null {
  const [head] = outputs;
  if (outputs.length !== 1 || !head) return 'the model has several outputs, which are stacked on the CPU';
  const inOrder = head.classes.length === classes.length && head.classes.every((id, index) => id === index);
  return inOrder ? null : 'the model’s output does not hold its classes in order';
}

/**
 * How class scores lie in an output with these dimensions.
 * @throws PerPixelError `model-invalid` where they are not what the manifest says
 */
export function scoreShape(head: OutputSpec, dims: readonly number[]): GridShape {
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
