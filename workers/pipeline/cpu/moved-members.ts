import { placeOn, type Size } from '../../../src/core/geometry/fit.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import type { MoveCounter } from '../../../src/core/metrics/move-counter.ts';
import type { ModelSpec } from '../../../src/core/manifest/manifest.ts';
import { createMoveScores } from '../../stages/track/move-scores.ts';
import {
  CELL,
  trackMotion,
  type Displacements,
  type MotionTrack,
  type Thumbnail,
} from '../../stages/track/motion-track.ts';
import { shrink, SHRINK } from '../../stages/warp/thumbnail.ts';
import type { PictureScores } from './beside.ts';
import type { BesideOnDemand } from './beside-on-demand.ts';
import type { FrameScores, HowInferred, Members } from './members.ts';

export interface MovedMembersOptions {
  /** Runs the model on a frame in place: one by itself, the first of a stretch, and all where the frames are not too many for it. */
  readonly members: Members;
  readonly spec: Pick<ModelSpec, 'input' | 'heads'>;
  /** The same model in a thread of its own. */
  readonly beside: BesideOnDemand;
  /** Milliseconds; default: of the browser. */
  readonly now?: () => number;
}

/** A picture whose content is followed from frame to frame. */
interface Followed {
  readonly track: MotionTrack;
  /** When it came. */
  readonly at: number;
  /** What the model said of it; null: it still looks. */
  said: PictureScores | null;
  /** Milliseconds that took. */
  took: number;
  /** Where its content is in the newest frame; null: it is the newest. */
  moved: Displacements | null;
}

/**
 * A model that is too slow for every frame: a thread of its own labels as many as it can, and what it said of one moves along with the picture
 * until it has said more. Frames that are not to be labelled `beside` go the usual way.
 */
export function createMovedMembers(
  { members, spec, beside, now = () => performance.now() }: MovedMembersOptions,
  moves: MoveCounter,
): Members {
  const { input } = spec;
  const mover = createMoveScores();
  /** What frames are labelled by; null: nothing is known yet. */
  let held: Followed | null = null;
  /** What the thread looks at. */
  let given: Followed | null = null;
  let seen = 0;
  /** The last frame's labels are moved ones. */
  let moving = false;

  return {
    get luma() {
      return members.luma;
    },
    get sampled() {
      return moving && held ? { seen, age: now() - held.at, took: held.took } : null;
    },
    look: (pixels, frame, clock) => members.look(pixels, frame, clock),
    extra: () => members.extra(),
    reset() {
      members.reset();
      forget();
    },
    async infer(pixels, frame, how, clock) {
      if (!how.beside || how.pace === 'single') {
        if (!how.beside) forget();
        return members.infer(pixels, frame, how, clock);
      }
      const ready = beside.start();
      members.look(pixels, frame, clock);
      const picture = shrink(members.luma, input.width, input.height);
      for (const each of [held, given]) if (each) each.moved = each.track.follow(picture);
      if (given?.said) [held, given] = [given, null];
      if (ready && !given) given = give(pixels, picture, how);
      moving = isEnough(how);
      if (moving) {
        const scores = follow(frame);
        clock('inference');
        return scores;
      }
      clock('inference');
      const inferred = await members.infer(pixels, frame, how, clock);
      held = hold(inferred, picture);
      return inferred;
    },
  };

  function forget(): void {
    held = given = null;
    moving = false;
  }

  /** Things are made of heads that may not have been run on what is held. */
  function isEnough({ heads }: HowInferred): boolean {
    return held !== null && !(heads && spec.heads !== undefined && held.said?.extra === null);
  }

  function give(pixels: Pixels, picture: Thumbnail, { heads }: HowInferred): Followed {
    const own: Followed = { track: trackMotion(picture), at: now(), said: null, took: 0, moved: null };
    // the picture as it is
    moves.copied();
    void beside.infer(pixels, heads).then((said) => {
      own.took = now() - own.at;
      // its thread died over it: the next frame is given to another
      if (!said && given === own) given = null;
      if (!said) return;
      own.said = said;
      seen += 1;
    });
    return own;
  }

  /** What was said here is good for the frames that follow, until the thread has said more. */
  function hold({ scores, placement, extra }: FrameScores, picture: Thumbnail): Followed {
    // the runtime's own memory holds another frame's next
    const kept = { ...scores, data: scores.data.slice() };
    const said = { scores: kept, placement, extra };
    return { track: trackMotion(picture), at: now(), said, took: 0, moved: null };
  }

  function follow(frame: Size): FrameScores {
    const { said, moved } = held!;
    const { scores, extra } = said!;
    const cells = { width: input.width / (SHRINK * CELL), height: input.height / (SHRINK * CELL) };
    const step = { x: (SHRINK * scores.width) / input.width, y: (SHRINK * scores.height) / input.height };
    return {
      scores: moved ? mover.run(scores, moved, cells, step) : scores,
      placement: placeOn(input, frame, scores),
      disagreement: null,
      extra,
    };
  }
}
