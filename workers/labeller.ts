import { bilinearGrid, type BilinearGrid } from '../src/shared/bilinear.ts';
import { place, rescale, type Placement, type Size } from '../src/shared/fit.ts';
import type { Labelled } from '../src/shared/labelled.ts';
import type { ModelSpec } from '../src/shared/manifest.ts';
import type { Stage } from '../src/shared/metrics.ts';
import type { RefineOptions } from '../src/shared/refine.ts';
import type { Scores } from '../src/shared/scores.ts';
import type { Engine } from './session/engine.ts';
import { toScores } from './session/tensors.ts';
import { argmax } from './stages/argmax/argmax.ts';
import { createPixelReader, type Picture } from './stages/preprocess/pixels.ts';
import { createPreprocess } from './stages/preprocess/preprocess.ts';
import { createSmallRegions } from './stages/small-regions/small-regions.ts';
import { createTemporalSmoothing } from './stages/temporal-smoothing/temporal-smoothing.ts';
import { upsampleLabels } from './stages/upsample/upsample.ts';

export interface LabelRequest {
  readonly frame: Size;
  /** Size of the label map. */
  readonly size: Size;
  readonly refine: RefineOptions | false;
  /** A frame of a stream, to be smoothed over time with the ones before. */
  readonly streamed: boolean;
  /** Where to put the label map; the labeller's own memory when absent. */
  readonly into?: Uint8Array<ArrayBuffer>;
}

export interface Labeller {
  label(picture: Picture, request: LabelRequest, timings: Record<Stage, number>): Promise<Labelled>;
  /** Forgets the frames before, as after a seek. */
  reset(): void;
}

/** The order of the stages between a picture and its label map. */
export function createLabeller(spec: ModelSpec, engine: Engine): Labeller {
  const reader = createPixelReader();
  const preprocess = createPreprocess(spec.input);
  const temporal = createTemporalSmoothing();
  const smallRegions = createSmallRegions();
  let ids = new Uint8Array(0);
  let own = new Uint8Array(0);
  let grid: BilinearGrid | null = null;
  let gridKey = '';

  return {
    async label(picture, { frame, size, refine, streamed, into }, timings) {
      const clock = stopwatch(timings);
      const pixels = await reader.read(picture);
      clock('capture');
      preprocess.run(pixels, frame, engine.input);
      clock('preprocess');
      const tensors = await engine.run();
      clock('inference');
      const scores = toScores(spec, tensors);
      clock('postprocess');
      if (streamed && refine && refine.temporal) {
        temporal.run(scores, preprocess.luma, spec.input.width, spec.input.height, refine.temporal);
        clock('refine');
      }
      if (ids.length !== scores.width * scores.height) ids = new Uint8Array(scores.width * scores.height);
      argmax(scores, ids);
      clock('postprocess');
      if (refine && refine.minRegion) {
        smallRegions.run(scores, ids, refine.minRegion);
        clock('refine');
      }
      const placement = rescale(place(spec.input.fit.mode, frame, spec.input), spec.input, scores);
      const current = gridFor(scores, placement, size);
      const labels = into ?? ownLabels(size);
      upsampleLabels(scores, ids, current, labels);
      clock('postprocess');
      return { scores, labels, size, frame, placement, grid: current };
    },
    reset: () => temporal.reset(),
  };

  function gridFor(scores: Scores, placement: Placement, size: Size): BilinearGrid {
    const { x, y, width, height } = placement;
    const key = [scores.width, scores.height, x, y, width, height, size.width, size.height].join(' ');
    if (!grid || key !== gridKey) {
      grid = bilinearGrid(scores, placement, size);
      gridKey = key;
    }
    return grid;
  }

  function ownLabels(size: Size): Uint8Array<ArrayBuffer> {
    if (own.length !== size.width * size.height) own = new Uint8Array(size.width * size.height);
    return own;
  }
}

/** Adds the time since its last call to a stage. */
export function stopwatch(timings: Record<Stage, number>): (stage: Stage) => void {
  let last = performance.now();
  return (stage) => {
    const now = performance.now();
    timings[stage] += now - last;
    last = now;
  };
}
