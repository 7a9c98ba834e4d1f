import { bilinearGrid, type BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { Placement, Size } from '../../../src/core/geometry/fit.ts';
import type { Labelled } from '../../../src/core/labels/labelled.ts';
import type { ModelSpec } from '../../../src/core/manifest/manifest.ts';
import type { Stage } from '../../../src/core/metrics/metrics.ts';
import type { RefineOptions } from '../../../src/core/refine/stages.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { createRefinement } from './refinement.ts';
import { createArena, type Room } from '../../simd/arena.ts';
import { argmax } from '../../stages/argmax/argmax.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import { createUpsample } from '../../stages/upsample/upsample.ts';

/** A frame and what the model said about it. */
export interface Asked {
  readonly scores: Scores;
  /** How far the members of an ensemble are apart; null where there is one answer. */
  readonly disagreement: Float32Array | null;
  /** Where the frame lies in the scores. */
  readonly placement: Placement;
  readonly frame: Size;
  readonly pixels: Pixels;
  /** Of the model's input, 0 to 255. */
  readonly luma: Float32Array;
}

export interface FinishRequest {
  /** Size of the label map. */
  readonly size: Size;
  readonly refine: RefineOptions | false;
  /** A frame of a stream, to be smoothed over time with the ones before. */
  readonly streamed: boolean;
  /** Makes the label map without refinement too. */
  readonly raw?: boolean;
  /** Where to put the label map; our own memory when absent. */
  readonly into?: Uint8Array<ArrayBuffer>;
}

/** From a model's answer to the label map. */
export interface Finishing {
  run(asked: Asked, request: FinishRequest, clock: (stage: Stage) => void): Labelled;
  /** The argmax alone of a frame that was labelled without it; of scores that may be smoothed over time. */
  raw(labelled: Labelled): Labelled;
  /** Forgets the frames before, as after a seek. */
  reset(): void;
}

/** @param arena where pictures lie, if they lie in one, and label maps will */
export function createFinishing({ input }: ModelSpec, arena = createArena()): Finishing {
  const refinement = createRefinement(arena);
  const upsample = createUpsample();
  const counts = new Uint32Array(256);
  let ids = new Uint8Array(0);
  const own = arena.room('labels');
  const unrefined = arena.room('labels');
  let grid: BilinearGrid | null = null;
  let gridKey = '';

  return {
    run({ scores, disagreement, placement, frame, pixels, luma }, request, clock) {
      const { size, refine, streamed, raw = false, into } = request;
      const current = gridFor(scores, placement, size);
      if (ids.length !== scores.width * scores.height) ids = new Uint8Array(scores.width * scores.height);
      const count = size.width * size.height;
      const plain = raw ? mapIn(unrefined, count) : null;
      const labels = into ?? mapIn(own, count);
      if (raw || !refine) {
        argmax(scores, ids);
        upsample.run(scores, ids, current, plain ?? labels, counts.fill(0));
        clock('postprocess');
      }
      if (refine) {
        const guide = { luma, input, pixels };
        refinement.run(scores, ids, guide, current, refine, streamed, labels, counts.fill(0), clock);
      } else if (plain) labels.set(plain);
      return {
        scores,
        labels,
        counts,
        disagreement,
        raw: plain,
        size,
        frame,
        pixels,
        placement,
        grid: current,
      };
    },
    raw(labelled) {
      const { scores, grid: of, size } = labelled;
      const raw = new Uint8Array(size.width * size.height);
      argmax(scores, ids);
      upsample.run(scores, ids, of, raw, new Uint32Array(256));
      return { ...labelled, raw };
    },
    reset: () => refinement.reset(),
  };

  function mapIn(room: Room<'labels'>, count: number): Uint8Array<ArrayBuffer> {
    room.fit({ labels: count });
    return new Uint8Array(arena.buffer, room.at.labels, count);
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
