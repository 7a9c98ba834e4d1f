import { placeOn, type Size } from '../../../src/core/geometry/fit.ts';
import type { Labelled } from '../../../src/core/labels/labelled.ts';
import { MoveCounter } from '../../../src/core/metrics/move-counter.ts';
import type { Stage } from '../../../src/core/metrics/metrics.ts';
import { createPostprocess, type Asked, type PostprocessRequest } from './postprocess.ts';
import type { CpuStage } from './stage-run.ts';
import { createMembers, type Answer, type Member } from './members.ts';
import { createArena, type Arena } from '../../simd/arena.ts';
import { stopwatch } from '../stopwatch.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import { createWarp } from '../../stages/warp/warp.ts';

export interface LabelRequest extends PostprocessRequest {
  readonly frame: Size;
  /** Keep the scores, so that later frames can follow. */
  readonly hold?: boolean;
  /** Move the scores of the last held frame along with the picture, in place of asking the model; where none are held, ask. */
  readonly follow?: boolean;
}

/** Brings pictures of some kind into memory. */
export interface PictureReader<Picture> {
  read(picture: Picture): Promise<Pixels>;
}

export interface Labeller<Picture> {
  /** Where pictures and label maps lie while they are worked on. */
  readonly arena: Arena;
  /** What is moved on the way to a label map, and by whoever else counts in it. */
  readonly moves: MoveCounter;
  label(picture: Picture, request: LabelRequest, timings: Record<Stage, number>): Promise<Labelled>;
  /** The model's answer alone, for another thread to finish. Its luma and pixels are valid until the next frame. */
  ask(picture: Picture, frame: Size, timings: Record<Stage, number>): Promise<Asked>;
  /** The argmax alone of a frame that was labelled without it; of scores that may be smoothed over time. */
  raw(labelled: Labelled): Labelled;
  /** Forgets the frames before, as after a seek. */
  reset(): void;
}

/**
 * From a picture to its label map.
 * @param table the pipeline's stages
 * @param openReader reads the pictures that there are here, into that arena where it likes, and counts what it copies
 */
export function createLabeller<Picture>(
  members: readonly [Member, ...Member[]],
  table: readonly CpuStage[],
  openReader: (arena: Arena, moves: MoveCounter) => PictureReader<Picture>,
  mirror = false,
  moves = new MoveCounter(),
): Labeller<Picture> {
  const [{ spec }] = members;
  const arena = createArena();
  const asked = createMembers(members, mirror, arena, moves);
  const reader = openReader(arena, moves);
  const postprocess = createPostprocess(spec, table, arena);
  const warp = createWarp();

  return {
    arena,
    moves,
    async label(picture, { frame, hold = false, follow = false, ...request }, timings) {
      const clock = stopwatch(timings);
      const pixels = await reader.read(picture);
      clock('capture');
      const moved = follow ? followed(pixels, frame, clock) : null;
      const answer = moved ?? (await asked.ask(pixels, frame, clock));
      if (hold && !moved) warp.hold(answer.scores, asked.luma, spec.input.width, spec.input.height);
      return postprocess.run({ ...answer, frame, pixels, luma: asked.luma }, request, clock);
    },
    async ask(picture, frame, timings) {
      const clock = stopwatch(timings);
      const pixels = await reader.read(picture);
      clock('capture');
      return { ...(await asked.ask(pixels, frame, clock)), frame, pixels, luma: asked.luma };
    },
    raw: (labelled) => postprocess.raw(labelled),
    reset() {
      postprocess.reset();
      warp.reset();
    },
  };

  /** The last answer where its content is now; null where none was held. */
  function followed(pixels: Pixels, frame: Size, clock: (stage: Stage) => void): Answer | null {
    asked.look(pixels, frame, clock);
    const scores = warp.follow(asked.luma, spec.input.width, spec.input.height);
    clock('inference');
    if (!scores) return null;
    const placement = placeOn(spec.input, frame, scores);
    return { scores, placement, disagreement: null };
  }
}
