import { bilinearGrid, type BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import { gridOver, type Placement, type Size } from '../../../src/core/geometry/fit.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import {
  createCounts,
  createLabelMap,
  idBytes,
  isWide,
  type LabelMap,
  type OwnLabelMap,
} from '../../../src/core/labels/label-map.ts';
import type { Labelled } from '../../../src/core/labels/labelled.ts';
import { noteOn, type Scores } from '../../../src/core/labels/scores.ts';
import type { Instance } from '../../../src/core/instances/instance.ts';
import type { TrackNumbers } from '../../../src/core/instances/track-numbers.ts';
import type { BaseSpec } from '../../../src/core/manifest/base.ts';
import type { Stage } from '../../../src/core/metrics/metrics.ts';
import { UNREFINED } from '../../../src/core/refine/refine.ts';
import type { RefineOptions } from '../../../src/core/refine/stages.ts';
import { createArena, type Room } from '../../simd/arena.ts';
import { createSampler, type Sampler } from '../../stages/confidence/sampler.ts';
import type { Task } from '../../tasks/task.ts';
import { createStageRun, type CpuStage } from './stage-run.ts';

/** A frame and its scores: what inference hands to postprocessing. */
export interface Inferred {
  readonly scores: Scores;
  /** How far the members of an ensemble are apart; null where there is one. */
  readonly disagreement: Float32Array | null;
  /** What else the task makes of the model's outputs. */
  readonly extra: unknown;
  /** Where the frame lies in the scores. */
  readonly placement: Placement;
  readonly frame: Size;
  readonly pixels: Pixels;
  /** Of the model's input, 0 to 255. */
  readonly luma: Float32Array;
}

export interface PostprocessRequest {
  /** Size of the label map; `model`: of the model's grid over the frame. */
  readonly size: Size | 'model';
  readonly refine: RefineOptions | false;
  /** A frame of a stream, to be smoothed over time with the ones before. */
  readonly streamed: boolean;
  /** Media time of a stream's frame; default 0. */
  readonly seconds?: number;
  /** Makes what the task has besides labels; default true. */
  readonly results?: boolean;
  /** Makes the label map without refinement too. */
  readonly raw?: boolean;
  /** Where to put the label map, of so many pixels; our own memory when absent. */
  readonly into?: (pixels: number) => OwnLabelMap;
}

/** A model, and what is made of its outputs. */
export interface TaskModel {
  readonly spec: BaseSpec;
  readonly task: Task;
}

/** From a model's scores to the label map, and to what its task makes of both. */
export interface Postprocess {
  /** Of maps of what the scores say. */
  readonly sampler: Sampler;
  run(inferred: Inferred, request: PostprocessRequest, clock: (stage: Stage) => void): Labelled;
  /** The argmax alone of a frame that was labelled without it; of scores that may be smoothed over time. */
  raw(labelled: Labelled): Labelled;
  /** What the task has besides labels, of the frame labelled last where that was made without. @param extra of its decode */
  told(labelled: Labelled, extra: unknown): Labelled;
  /** A frame of the stream whose things were followed elsewhere: theirs go on. */
  adopt(seconds: number, instances: readonly Instance[]): void;
  /** Forgets the frames before, as after a seek. */
  reset(): void;
}

/**
 * @param table the pipeline's stages
 * @param arena where pictures lie, if they lie in one, and label maps will
 * @param numbers of the stream's tracks
 */
export function createPostprocess(
  { spec, task }: TaskModel,
  table: readonly CpuStage[],
  arena = createArena(),
  numbers: TrackNumbers = { last: 0 },
): Postprocess {
  const { input, classes } = spec;
  const stages = createStageRun(table, arena);
  const results = task.createResults?.(spec, numbers) ?? null;
  const wide = isWide(classes.length);
  const counts = createCounts(classes.length);
  let ids: LabelMap = new Uint8Array(0);
  const own = arena.room('labels');
  const unrefined = arena.room('labels');
  let grid: BilinearGrid | null = null;
  let gridKey = '';
  /** Of the frame labelled last, where it is one of a stream. */
  let lastSeconds: number | null = null;

  return {
    sampler: createSampler(arena),
    run({ scores, disagreement, extra, placement, frame, pixels, luma }, request, clock) {
      const size = request.size === 'model' ? gridOver(scores, placement, frame) : request.size;
      const { refine, streamed, seconds = 0, results: wanted = true, raw = false, into } = request;
      const current = gridFor(scores, placement, size);
      if (ids.length !== scores.width * scores.height)
        ids = createLabelMap(classes.length, scores.width * scores.height);
      const count = size.width * size.height;
      const plain = raw ? mapIn(unrefined, count) : null;
      const labels = into?.(count) ?? mapIn(own, count);
      const make = (into: LabelMap, options: RefineOptions): void => {
        const work = { scores, ids, keep: null, luma, input, pixels, placement, grid: current, labels: into };
        stages.run({ ...work, counts: counts.fill(0) }, options, streamed, clock);
      };
      if (raw || !refine) make(plain ?? labels, UNREFINED);
      const possible = possibleOf(refine || UNREFINED, scores);
      if (refine) make(labels, possible.refine);
      else if (plain) labels.set(plain);
      const labelled = {
        scores,
        labels,
        counts,
        disagreement,
        raw: plain,
        size,
        frame,
        pixels,
        luma,
        placement,
        grid: current,
        result: null,
        note: noteOn(scores.amiss) ?? possible.note,
      };
      lastSeconds = streamed ? seconds : null;
      if (!results || !wanted) return labelled;
      const result = results.of(labelled, extra, lastSeconds);
      clock('postprocess');
      return { ...labelled, result };
    },
    raw(labelled) {
      const { scores, pixels, placement, grid: of, size } = labelled;
      const raw = createLabelMap(classes.length, size.width * size.height);
      const work = { scores, ids, keep: null, luma: NO_LUMA, input, pixels, placement, grid: of, labels: raw };
      stages.run({ ...work, counts: createCounts(classes.length) }, UNREFINED, false, () => undefined);
      return { ...labelled, raw };
    },
    told: (labelled, extra) =>
      results && labelled.result === null
        ? { ...labelled, result: results.of({ ...labelled, result: null }, extra, lastSeconds) }
        : labelled,
    adopt: (seconds, instances) => results?.adopt?.(seconds, instances),
    reset() {
      stages.reset();
      results?.reset();
    },
  };

  function mapIn(room: Room<'labels'>, count: number): OwnLabelMap {
    room.fit({ labels: count * idBytes(classes.length) });
    const { labels: at } = room.at;
    return wide ? new Uint16Array(arena.buffer, at, count) : new Uint8Array(arena.buffer, at, count);
  }

  function gridFor(scores: Scores, placement: Placement, size: Size): BilinearGrid {
    const { x, y, width, height } = placement;
    const key = [scores.width, scores.height, x, y, width, height, size.width, size.height].join(' ');
    if (!grid || key !== gridKey) {
      grid = bilinearGrid(scores, placement, size);
      gridKey = key;
    }
    return grid;
  }
}

/** So many scores, classes × pixels of the grid, are refined by stages that keep several times as much besides. */
const MOST_SCORES = 2 ** 24;

interface Possible {
  readonly refine: RefineOptions;
  /** What is left out, and why; null: nothing. */
  readonly note: string | null;
}

/** What can be refined where class ids take 16 bits: certain ids have no probabilities, and there may be no memory for fine edges. */
function possibleOf(refine: RefineOptions, { kind, classes, width, height }: Scores): Possible {
  if (!isWide(classes)) return { refine, note: null };
  const { temporal, closing, opening, minRegion } = refine;
  if (kind === 'ids') return { refine: { minRegion }, note: null };
  if (classes * width * height <= MOST_SCORES || !(refine.crf || refine.guided)) return { refine, note: null };
  return {
    refine: { temporal, closing, opening, minRegion },
    note: `Edges are not refined (“crf”, “guided”): ${classes} classes on a grid of ${width} × ${height} would take more memory than a tab should.`,
  };
}

/** Without refinement no stage looks at it. */
const NO_LUMA = new Float32Array();
