import { bilinearGrid, type BilinearGrid } from '../src/shared/bilinear.ts';
import { place, rescale, type Placement, type Size } from '../src/shared/fit.ts';
import type { Labelled } from '../src/shared/labelled.ts';
import type { Stage } from '../src/shared/metrics.ts';
import type { RefineOptions } from '../src/shared/refine.ts';
import type { Scores } from '../src/shared/scores.ts';
import { createMembers, type Answer, type Member } from './members.ts';
import { createRefinement } from './refinement.ts';
import { argmax } from './stages/argmax/argmax.ts';
import { stopwatch } from './stopwatch.ts';
import { createPixelReader, type Picture, type Pixels } from './stages/preprocess/pixels.ts';
import { createUpsample } from './stages/upsample/upsample.ts';
import { createWarp } from './stages/warp/warp.ts';

export interface LabelRequest {
  readonly frame: Size;
  /** Size of the label map. */
  readonly size: Size;
  readonly refine: RefineOptions | false;
  /** A frame of a stream, to be smoothed over time with the ones before. */
  readonly streamed: boolean;
  /** Makes the label map without refinement too. */
  readonly raw?: boolean;
  /** Keep the scores, so that later frames can follow. */
  readonly hold?: boolean;
  /** Move the scores of the last held frame along with the picture, in place of asking the model; where none are held, ask. */
  readonly follow?: boolean;
  /** Where to put the label map; the labeller's own memory when absent. */
  readonly into?: Uint8Array<ArrayBuffer>;
}

export interface Labeller {
  label(picture: Picture, request: LabelRequest, timings: Record<Stage, number>): Promise<Labelled>;
  /** The argmax alone of a frame that was labelled without it; of scores that may be smoothed over time. */
  raw(labelled: Labelled): Labelled;
  /** Forgets the frames before, as after a seek. */
  reset(): void;
}

/** The order of the stages between a picture and its label map. */
export function createLabeller(members: readonly [Member, ...Member[]], mirror = false): Labeller {
  const [{ spec }] = members;
  const asked = createMembers(members, mirror);
  const reader = createPixelReader();
  const refinement = createRefinement();
  const warp = createWarp();
  const upsample = createUpsample();
  const counts = new Uint32Array(256);
  let ids = new Uint8Array(0);
  let own = new Uint8Array(0);
  let unrefined = new Uint8Array(0);
  let grid: BilinearGrid | null = null;
  let gridKey = '';

  return {
    async label(picture, { frame, size, refine, streamed, raw = false, hold = false, follow = false, into }, timings) {
      const clock = stopwatch(timings);
      const pixels = await reader.read(picture);
      clock('capture');
      const moved = follow ? followed(pixels, frame, clock) : null;
      const { scores, placement, disagreement } = moved ?? (await asked.ask(pixels, frame, clock));
      if (hold && !moved) warp.hold(scores, asked.luma, spec.input.width, spec.input.height);
      const current = gridFor(scores, placement, size);
      if (ids.length !== scores.width * scores.height) ids = new Uint8Array(scores.width * scores.height);
      const count = size.width * size.height;
      if (into === undefined && own.length !== count) own = new Uint8Array(count);
      if (raw && unrefined.length !== count) unrefined = new Uint8Array(count);
      const labels = into ?? own;
      if (raw || !refine) {
        argmax(scores, ids);
        upsample.run(scores, ids, current, raw ? unrefined : labels, counts.fill(0));
        clock('postprocess');
      }
      if (refine) {
        const guide = { luma: asked.luma, input: spec.input, pixels };
        refinement.run(scores, ids, guide, current, refine, streamed, labels, counts.fill(0), clock);
      } else if (raw) labels.set(unrefined);
      return {
        scores,
        labels,
        counts,
        disagreement,
        raw: raw ? unrefined : null,
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
    reset() {
      refinement.reset();
      warp.reset();
    },
  };

  /** The last answer where its content is now; null where none was held. */
  function followed(pixels: Pixels, frame: Size, clock: (stage: Stage) => void): Answer | null {
    asked.look(pixels, frame, clock);
    const scores = warp.follow(asked.luma, spec.input.width, spec.input.height);
    clock('inference');
    if (!scores) return null;
    const placement = rescale(place(spec.input.fit.mode, frame, spec.input), spec.input, scores);
    return { scores, placement, disagreement: null };
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
