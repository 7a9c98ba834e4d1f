import { placeOn, type Placement, type Size } from '../../../src/core/geometry/fit.ts';
import { PerPixelError } from '../../../src/core/errors/errors.ts';
import type { MoveCounter } from '../../../src/core/metrics/move-counter.ts';
import type { Sampled } from '../../../src/core/metrics/sampled.ts';
import type { Stage } from '../../../src/core/metrics/metrics.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import type { Tensor } from '../../../src/core/tensor/tensor.ts';
import type { Look, Network, PictureInference } from '../../tasks/task.ts';
import type { TaskModel } from './postprocess.ts';
import type { Arena } from '../../simd/arena.ts';
import { createEnsemble, type MemberScores } from '../../stages/ensemble/ensemble.ts';
import { flipInput } from '../../stages/ensemble/flip-input.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import { createPreprocess } from '../../stages/preprocess/preprocess.ts';

/** What runs a model, with further networks of it where it has any. */
export interface Inference extends Network {
  readonly networks?: Readonly<Record<string, Network>>;
}

/** A model that is run on each frame. */
export interface Member extends TaskModel {
  readonly engine: Inference;
}

/** Scores of a frame: one model's, or the mean of several. */
export interface FrameScores {
  readonly scores: Scores;
  /** Where the frame lies in the scores. */
  readonly placement: Placement;
  /** 0 to 1, on the scores' grid; null where there is one member. */
  readonly disagreement: Float32Array | null;
  /** What else the first model's task makes of its outputs. */
  readonly extra: unknown;
}

export interface HowInferred {
  /** For a task that runs its networks itself. */
  readonly pace: Look['pace'];
  /** Runs those of the first model, too, without which `extra` may be null. */
  readonly heads: boolean;
  /** The model may run beside the frames, whose labels then are an earlier one's, moved along; default false. */
  readonly beside?: boolean;
}

export interface Members {
  /** Luma of the first model's input, 0 to 255. */
  readonly luma: Float32Array;
  /** Of a model that sees some frames only, as of the newest one; absent or null: it sees each. */
  readonly sampled?: Sampled | null;
  /** Preprocesses only: afterwards `luma` is this frame's. */
  look(pixels: Pixels, frame: Size, clock: (stage: Stage) => void): void;
  /** Runs one member after the other: two sessions must never run at once. */
  infer(pixels: Pixels, frame: Size, how: HowInferred, clock: (stage: Stage) => void): Promise<FrameScores>;
  /** The first model once more, on the picture that it was prepared for last: its `extra` with its heads. */
  extra(): Promise<unknown>;
  /** The outputs of the first model, all of them, on a picture. Absent: this way of running it gives none. */
  outputs?(pixels: Pixels, frame: Size): Promise<Readonly<Record<string, Tensor>>>;
  /** Forgets the frames before, as after a seek. */
  reset(): void;
}

/**
 * One model, or an ensemble: the mean of each model's scores, and with `mirror` of those of the mirrored picture as well.
 * @param members the first one's grid counts
 */
export function createMembers(
  members: readonly [Member, ...Member[]],
  mirror: boolean,
  arena: Arena,
  moves: MoveCounter,
): Members {
  const ensemble = createEnsemble();
  const [first, ...others] = members.map((member) => ({
    ...member,
    preprocess: createPreprocess(member.spec.input, arena),
  }));
  if (!first) throw new Error('There is no model to run.');
  const alone = others.length === 0 && !mirror;
  if (!alone) checkAveraged(members);
  const { spec, task, engine, preprocess } = first;
  const own = task.createInference?.(spec, engine, engine.networks ?? {}) ?? null;

  return {
    luma: first.preprocess.luma,
    look(pixels, frame, clock) {
      first.preprocess.run(pixels, frame, first.engine.input);
      moves.copied();
      clock('preprocess');
    },
    reset: () => own?.reset(),
    async extra() {
      const tensors = await first.engine.run(true);
      moves.copied(Object.keys(tensors).length);
      return first.task.decode(first.spec, tensors).extra;
    },
    async outputs(pixels, frame) {
      preprocess.run(pixels, frame, engine.input);
      const tensors = await engine.run(true);
      moves.copied(1 + Object.keys(tensors).length);
      return tensors;
    },
    async infer(pixels, frame, { pace, heads }, clock) {
      if (own) return inferOwn(own, pixels, frame, pace, clock);
      // without results nobody reads more than scores
      const all = heads && task.createResults !== undefined;
      const scored = await inferMember(first, pixels, frame, { heads: all }, clock, moves);
      if (alone) return scored;
      ensemble.begin(scored);
      if (mirror) ensemble.add(await inferMember(first, pixels, frame, MIRRORED, clock, moves));
      for (const other of others) {
        ensemble.add(await inferMember(other, pixels, frame, {}, clock, moves));
        if (mirror) ensemble.add(await inferMember(other, pixels, frame, MIRRORED, clock, moves));
      }
      const { scores, disagreement } = ensemble.finish();
      clock('postprocess');
      return { ...scored, scores, disagreement };
    },
  };

  /** A task's own way with its networks. It gets the grey values of the whole picture, which refinement needs as well. */
  async function inferOwn(
    inference: PictureInference<unknown>,
    pixels: Pixels,
    frame: Size,
    pace: Look['pace'],
    clock: (stage: Stage) => void,
  ): Promise<FrameScores> {
    preprocess.run(pixels, frame, engine.input);
    moves.copied();
    clock('preprocess');
    const { scores, extra } = await inference.infer({ pixels, luma: preprocess.luma, pace });
    clock('inference');
    return { scores, placement: placeOn(spec.input, frame, scores), disagreement: null, extra };
  }
}

/** @throws PerPixelError `option-invalid` */
function checkAveraged(members: readonly Member[]): void {
  for (const { spec, task } of members) {
    const why = task.averagingObstacle(spec);
    if (!why) continue;
    throw new PerPixelError(
      'option-invalid',
      `The labels of "${spec.id}" cannot be averaged: ${why}.`,
      'Leave “mirror” and “ensemble” out.',
    );
  }
}

interface HowRun {
  /** Flips the input that is there: run the same member unmirrored right before. */
  readonly mirrored?: boolean;
  readonly heads?: boolean;
}

const MIRRORED: HowRun = { mirrored: true };

/** A member, and what brings a picture to its input. */
export interface ReadyMember extends Member {
  readonly preprocess: ReturnType<typeof createPreprocess>;
}

export async function inferMember(
  { spec, task, engine, preprocess }: ReadyMember,
  pixels: Pixels,
  frame: Size,
  { mirrored = false, heads = false }: HowRun,
  clock: (stage: Stage) => void,
  moves: MoveCounter,
): Promise<FrameScores & MemberScores> {
  if (mirrored) flipInput(engine.input, spec.input);
  else {
    preprocess.run(pixels, frame, engine.input);
    moves.copied();
  }
  clock('preprocess');
  const tensors = await engine.run(heads);
  // out of the runtime's memory
  moves.copied(Object.keys(tensors).length);
  clock('inference');
  // what lies around a letterboxed picture is written only when its size changes
  if (mirrored) flipInput(engine.input, spec.input);
  const { scores, extra } = task.decode(spec, tensors);
  const placement = placeOn(spec.input, frame, scores);
  return { scores, placement, mirrored, disagreement: null, extra };
}
