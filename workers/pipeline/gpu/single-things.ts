import type { Labelled } from '../../../src/core/labels/labelled.ts';
import type { MapMemory } from '../../../src/core/labels/map-memory.ts';
import type { BaseSpec } from '../../../src/core/manifest/base.ts';
import type { TaskMaps } from '../../../src/core/manifest/tasks.ts';
import type { OutputKind } from '../../../src/core/options/outputs.ts';
import type { Tensor } from '../../../src/core/tensor/tensor.ts';
import type { Task } from '../../tasks/task.ts';

/** What was read back of a frame. */
type Back = Pick<Labelled, 'labels' | 'size' | 'frame' | 'placement' | 'grid' | 'counts' | 'note'>;

/** What a task makes of single frames besides labels, of what came back of the GPU. */
export interface SingleThings {
  /** @param tensors the outputs that the task reads; they need not last */
  maps(
    tensors: Readonly<Record<string, Tensor>>,
    back: Back,
    outputs: readonly OutputKind[],
    memory: MapMemory,
  ): TaskMaps;
}

export function createSingleThings(spec: BaseSpec, task: Task): SingleThings {
  const results = task.createResults?.(spec, { last: 0 }) ?? null;
  return {
    maps(tensors, back, outputs, memory) {
      const { scores, extra } = task.decode(spec, tensors);
      const { frame } = back;
      const pixels = { ...frame, words: NO_WORDS };
      const labelled = { ...back, scores, disagreement: null, raw: null, pixels, luma: NO_LUMA, result: null };
      return task.maps({ ...labelled, result: results?.of(labelled, extra, null) ?? null }, outputs, spec, memory);
    },
  };
}

/** Nobody looks at the picture of a frame that has none before it. */
const NO_WORDS = new Uint32Array();
const NO_LUMA = new Float32Array();
