import { placeOn, type Size } from '../../../src/core/geometry/fit.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import type { MoveCounter } from '../../../src/core/metrics/move-counter.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import type { Arena } from '../../simd/arena.ts';
import { bound } from '../../stages/bound/bound.ts';
import type { Division } from '../../stages/bound/division.ts';
import { createSpread } from '../../stages/bound/spread.ts';
import type { InputArray } from '../../../src/core/manifest/model-input.ts';
import { createPreprocess } from '../../stages/preprocess/preprocess.ts';
import { createWarp } from '../../stages/warp/warp.ts';
import type { Beside, PictureScores } from './beside.ts';
import { inferMember, type Member, type Members, type ReadyMember } from './members.ts';

/** Milliseconds from one picture that the slow model is given to the next: more of them would cost the frames more than they bring. */
const LEAST_MS = 200;

export interface TwoRateOptions {
  /** Labels every frame. */
  readonly fast: Member;
  /** The model that gives the classes, in a thread of its own. */
  readonly beside: Beside;
  readonly division: Division;
  /** Makes a picture of what `fast` was given, where the model looks at the same pixels: less is handed over then; null: it does not. */
  readonly seen?: ((input: InputArray) => Pixels) | null;
  /** Milliseconds; default: of the browser. */
  readonly now?: () => number;
}

/** A picture that the slow model has been given. */
interface Given {
  readonly frame: Size;
  readonly luma: Float32Array;
  /** When. */
  readonly at: number;
}

/**
 * Scores of a model that is too slow for every frame: a fast companion says of each which pixels the model's own classes divide among
 * them, and the model, in a thread of its own, some times a second which is which. Between these times what it said moves along with
 * the picture. The first frame of a stream waits for it, and so does a frame by itself.
 */
export function createTwoRate(
  { fast, beside, division, seen: seenBy = null, now = () => performance.now() }: TwoRateOptions,
  arena: Arena,
  moves: MoveCounter,
): Members {
  const member: ReadyMember = { ...fast, preprocess: createPreprocess(fast.spec.input, arena) };
  const { input } = fast.spec;
  const { preprocess } = member;
  const spread = createSpread(division.own);
  const warp = createWarp();
  let bounded = new Float32Array(0);
  /** Of the scores of this stream; others came too late. */
  let stream = 0;
  let seen = 0;
  let took = 0;
  /** When the picture was given that parts are of; null: there are none. */
  let partsOf: number | null = null;
  let given: Promise<void> | null = null;
  let since = -Infinity;
  let failure: unknown = null;
  /** What came and is not used yet: it is made ready where a frame has its turn. */
  let arrived: { readonly said: PictureScores; readonly of: Given } | null = null;

  return {
    get luma() {
      return preprocess.luma;
    },
    get sampled() {
      return partsOf === null ? null : { seen, age: now() - partsOf, took };
    },
    look(pixels, frame, clock) {
      preprocess.run(pixels, frame, fast.engine.input);
      moves.copied();
      clock('preprocess');
    },
    async extra() {
      return null;
    },
    reset,
    async infer(pixels, frame, { pace }, clock) {
      if (failure !== null) throw failure;
      const { scores } = await inferMember(member, pixels, frame, {}, clock, moves);
      if (pace === 'single') await alone(pixels, frame);
      else if (!given && now() - since >= LEAST_MS) void give(pixels, frame, true);
      // the first of a stream
      while (isIgnorant()) await (given ?? give(pixels, frame, true));
      if (arrived) take(scores);
      const parts = warp.follow(preprocess.luma, input.width, input.height);
      if (!parts) throw new Error('nothing is known of the parts');
      const count = scores.width * scores.height;
      if (bounded.length !== division.classes * count) bounded = new Float32Array(division.classes * count);
      bound(scores, parts.data, division, bounded);
      // the stream's next frame does not follow this one
      if (pace === 'single') reset();
      clock('inference');
      return {
        scores: {
          width: scores.width,
          height: scores.height,
          classes: division.classes,
          kind: 'probabilities',
          data: bounded,
          classStride: count,
          pixelStride: 1,
          amiss: scores.amiss,
        },
        placement: placeOn(input, frame, scores),
        disagreement: null,
        extra: null,
      };
    },
  };

  function reset(): void {
    stream += 1;
    partsOf = null;
    arrived = null;
    since = -Infinity;
    warp.reset();
  }

  function isIgnorant(): boolean {
    if (failure !== null) throw failure;
    return partsOf === null && !arrived;
  }

  /** A frame that has nothing to do with the ones before. */
  async function alone(pixels: Pixels, frame: Size): Promise<void> {
    // one that is under way is of another
    await given;
    reset();
    while (isIgnorant()) await give(pixels, frame, false);
  }

  /** @param streamed another picture follows soon: what the fast model saw of this one will do */
  function give(pixels: Pixels, frame: Size, streamed: boolean): Promise<void> {
    const of: Given = { frame, luma: preprocess.luma.slice(), at: now() };
    const own = stream;
    since = of.at;
    const small = streamed && seenBy ? seenBy(fast.engine.input) : null;
    // the picture as it is
    if (!small) moves.copied();
    given = beside
      .infer(small ?? pixels, false)
      .then(
        (said) => {
          took = now() - of.at;
          if (said && own === stream) arrived = { said, of };
        },
        (error: unknown) => {
          failure = error;
        },
      )
      .finally(() => {
        given = null;
      });
    return given;
  }

  /** Makes what came the parts of the picture that it came for. */
  function take(scores: Scores): void {
    if (!arrived) return;
    const { said, of } = arrived;
    arrived = null;
    const there = placeOn(input, of.frame, scores);
    const planes = spread.run(said.scores, said.placement, scores, there);
    const { width, height } = scores;
    const count = width * height;
    const classes = division.own.length;
    const parts: Scores = {
      width,
      height,
      classes,
      kind: 'probabilities',
      data: planes,
      classStride: count,
      pixelStride: 1,
    };
    warp.hold(parts, of.luma, input.width, input.height);
    partsOf = of.at;
    seen += 1;
  }
}
