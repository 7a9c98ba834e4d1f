import { PerPixelError } from '../../../src/core/errors/errors.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';
import { createLabelMap } from '../../../src/core/labels/label-map.ts';
import type { SegmentationMaps } from '../../../src/core/labels/segmentation-maps.ts';
import type { BaseSpec } from '../../../src/core/manifest/base.ts';
import type { StageTimings } from '../../../src/core/metrics/metrics.ts';
import type { OutputKind } from '../../../src/core/options/outputs.ts';
import type { RefineOptions } from '../../../src/core/refine/stages.ts';
import { shares } from '../../stages/shares/shares.ts';
import { isScoreMap } from '../../tasks/score-maps.ts';
import type { Task } from '../../tasks/task.ts';
import { stopwatch } from '../stopwatch.ts';
import type { Labeller } from './labeller.ts';

interface SingleFrame {
  /** Of the frame, and of its maps. */
  readonly size: Size;
  readonly refine: RefineOptions | false;
  readonly outputs: readonly OutputKind[];
}

interface OpenModel<Picture> {
  readonly spec: BaseSpec;
  readonly task: Task;
  readonly labeller: Labeller<Picture>;
}

/**
 * Labels a frame by itself, at its own size.
 * @param timings what was spent before, to which this is added
 * @throws PerPixelError `option-invalid` where an output is wanted that the model does not have
 */
export async function labelSingle<Picture>(
  { spec, task, labeller }: OpenModel<Picture>,
  picture: Picture,
  { size, refine, outputs }: SingleFrame,
  timings: StageTimings,
): Promise<SegmentationMaps> {
  const missing = outputs.find((each) => each !== 'labelMap' && !task.outputs.includes(each));
  if (missing) throw notOffered(spec, missing, task.outputs);
  const labelMap = createLabelMap(spec.classes.length, size.width * size.height);
  const results = outputs.some((each) => each !== 'labelMap' && !isScoreMap(each));
  const request = { frame: size, size, refine, streamed: false, results, into: labelMap };
  const labelled = await labeller.label(picture, request, timings);
  const clock = stopwatch(timings);
  const maps = task.maps(labelled, outputs, spec);
  const share = shares(labelled.counts, labelled.scores.classes);
  clock('postprocess');
  return {
    ...size,
    labelMap,
    ...maps,
    shares: share,
    note: labelled.note,
    timings,
    moves: labeller.moves.take(),
  };
}

function notOffered({ id, task }: BaseSpec, output: string, offered: readonly string[]): PerPixelError {
  return new PerPixelError(
    'option-invalid',
    `The model "${id}", whose task is “${task}”, has no “${output}”.`,
    `Leave it out of the outputs; there are ${['labelMap', ...offered].join(', ')}.`,
  );
}
