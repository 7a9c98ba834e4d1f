import type { Size } from '../../../src/core/geometry/fit.ts';
import { isWide, type OwnLabelMap } from '../../../src/core/labels/label-map.ts';
import { mapIn } from '../../../src/core/labels/map-memory.ts';
import type { SegmentationMaps } from '../../../src/core/labels/segmentation-maps.ts';
import type { BaseSpec } from '../../../src/core/manifest/base.ts';
import type { StageTimings } from '../../../src/core/metrics/metrics.ts';
import type { SegmentRequest } from '../../../src/core/options/segment-options.ts';
import type { RefineOptions } from '../../../src/core/refine/stages.ts';
import { shares } from '../../stages/shares/shares.ts';
import { scoreMaps } from '../../tasks/score-maps.ts';
import type { Task } from '../../tasks/task.ts';
import { stopwatch } from '../stopwatch.ts';
import { checkOutputs, wantsResults } from '../../tasks/wanted-outputs.ts';
import type { Labeller } from './labeller.ts';

export interface SingleFrame {
  /** Of the frame. */
  readonly size: Size;
  readonly refine: RefineOptions | false;
  readonly request: SegmentRequest;
  /** Gives the frame up before the model is run. */
  readonly signal?: AbortSignal | undefined;
}

interface OpenModel<Picture> {
  readonly spec: BaseSpec;
  readonly task: Task;
  readonly labeller: Labeller<Picture>;
}

/**
 * Labels a frame by itself.
 * @param timings what was spent before, to which this is added
 * @throws PerPixelError `option-invalid` where an output is wanted that the model does not have
 */
export async function labelSingle<Picture>(
  { spec, task, labeller }: OpenModel<Picture>,
  picture: Picture,
  { size: frame, refine, request, signal }: SingleFrame,
  timings: StageTimings,
): Promise<SegmentationMaps> {
  const { outputs, at, memory } = request;
  checkOutputs(spec, outputs, task.outputs);
  const results = wantsResults(outputs);
  const into = (pixels: number): OwnLabelMap =>
    isWide(spec.classes.length)
      ? mapIn(memory, 'labelMap', Uint16Array, pixels)
      : mapIn(memory, 'labelMap', Uint8Array, pixels);
  const size = at === 'frame' ? frame : at;
  const single = { frame, size, refine, streamed: false, results, into, signal };
  const labelled = await labeller.label(picture, single, timings);
  const clock = stopwatch(timings);
  const maps = { ...scoreMaps(labelled, request, labeller.sampler), ...task.maps(labelled, outputs, spec, memory) };
  const share = shares(labelled.counts, labelled.scores.classes);
  clock('postprocess');
  return {
    ...labelled.size,
    frame,
    labelMap: labelled.labels,
    ...maps,
    shares: share,
    note: labelled.note,
    timings,
    moves: labeller.moves.take(),
  };
}
