import { throwIfAborted } from '../../../src/core/errors/errors.ts';
import { placeOn, type Size } from '../../../src/core/geometry/fit.ts';
import type { Instance } from '../../../src/core/instances/instance.ts';
import type { TrackNumbers } from '../../../src/core/instances/track-numbers.ts';
import type { Labelled } from '../../../src/core/labels/labelled.ts';
import type { Tensor } from '../../../src/core/tensor/tensor.ts';
import { MoveCounter } from '../../../src/core/metrics/move-counter.ts';
import type { Sampled } from '../../../src/core/metrics/sampled.ts';
import type { Stage } from '../../../src/core/metrics/metrics.ts';
import { createPostprocess, type Inferred, type PostprocessRequest } from './postprocess.ts';
import type { CpuStage } from './stage-run.ts';
import { createMembers, type FrameScores, type Member } from './members.ts';
import { createArena, type Arena } from '../../simd/arena.ts';
import type { Sampler } from '../../stages/confidence/sampler.ts';
import { stopwatch } from '../stopwatch.ts';
import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import { createWarp } from '../../stages/warp/warp.ts';

export interface LabelRequest extends PostprocessRequest {
  readonly frame: Size;
  /** Somebody watches the stream, so that a task that runs several networks may leave something to later frames. */
  readonly watched?: 'live' | 'shown';
  /** Gives the frame up before the model is run. */
  readonly signal?: AbortSignal | undefined;
  /** Keep the scores, so that later frames can follow. */
  readonly hold?: boolean;
  /** Move the scores of the last held frame along with the picture, in place of running the model; where none are held, run it. */
  readonly follow?: boolean;
  /** The model may run beside the stream, and what it said of an earlier frame move along with the picture. */
  readonly beside?: boolean;
}

/** Brings pictures of some kind into memory. */
export interface PictureReader<Picture> {
  read(picture: Picture): Promise<Pixels>;
}

export interface Labeller<Picture> {
  /** Where pictures and label maps lie while they are worked on. */
  readonly arena: Arena;
  /** Of maps of what a labelled frame's scores say. */
  readonly sampler: Sampler;
  /** What is moved on the way to a label map, and by whoever else counts in it. */
  readonly moves: MoveCounter;
  /** Of a model that sees some frames only; null: it sees each. */
  readonly sampled: Sampled | null;
  label(picture: Picture, request: LabelRequest, timings: Record<Stage, number>): Promise<Labelled>;
  /**
   * Inference alone, for another thread to postprocess. Its luma and pixels are valid until the next frame.
   * @param results whether that one makes what the task has besides labels
   */
  infer(picture: Picture, frame: Size, results: boolean, timings: Record<Stage, number>): Promise<Inferred>;
  /** All that the model gives of a picture, for whoever teaches it. @throws Error where it is not run here */
  outputs(picture: Picture, frame: Size): Promise<Readonly<Record<string, Tensor>>>;
  /** The argmax alone of a frame that was labelled without it; of scores that may be smoothed over time. */
  raw(labelled: Labelled): Labelled;
  /** What the task has besides labels, of the frame labelled last where that was made without. */
  told(labelled: Labelled): Promise<Labelled>;
  /** A frame of the stream whose things were followed elsewhere: theirs go on. */
  adopt(seconds: number, instances: readonly Instance[]): void;
  /** Forgets the frames before, as after a seek. */
  reset(): void;
}

/**
 * From a picture to its label map.
 * @param table the pipeline's stages
 * @param numbers of the stream's tracks
 * @param openMembers another way from a picture to its scores than running the members on each frame
 * @param openReader reads the pictures that there are here, into that arena where it likes, and counts what it copies
 */
export function createLabeller<Picture>(
  members: readonly [Member, ...Member[]],
  table: readonly CpuStage[],
  openReader: (arena: Arena, moves: MoveCounter) => PictureReader<Picture>,
  mirror = false,
  moves = new MoveCounter(),
  numbers?: TrackNumbers,
  openMembers = createMembers,
): Labeller<Picture> {
  const [{ spec, task }] = members;
  const arena = createArena();
  const model = openMembers(members, mirror, arena, moves);
  const reader = openReader(arena, moves);
  const postprocess = createPostprocess({ spec, task }, table, arena, numbers);
  const warp = createWarp();
  /** Of the held frame: a task that places things takes them from there. */
  let heldExtra: unknown = null;
  /** Of the frame labelled last. */
  let lastExtra: unknown = null;
  /** Whether the heads were not run, which things are made of. */
  const lacksHeads = (extra: unknown): boolean => spec.heads !== undefined && extra === null;

  return {
    arena,
    sampler: postprocess.sampler,
    moves,
    get sampled() {
      return model.sampled ?? null;
    },
    async label(
      picture,
      { frame, watched, signal, hold = false, follow = false, beside = false, ...request },
      timings,
    ) {
      const clock = stopwatch(timings);
      const pixels = await reader.read(picture);
      clock('capture');
      throwIfAborted(signal);
      const { results = true } = request;
      const moved = follow && !(results && lacksHeads(heldExtra)) ? followed(pixels, frame, clock) : null;
      const pace = request.streamed ? (watched ?? 'video') : 'single';
      const inferred = moved ?? (await model.infer(pixels, frame, { pace, heads: results, beside }, clock));
      if (hold && !moved) {
        warp.hold(inferred.scores, model.luma, spec.input.width, spec.input.height);
        heldExtra = inferred.extra;
      }
      lastExtra = inferred.extra;
      return postprocess.run({ ...inferred, frame, pixels, luma: model.luma }, request, clock);
    },
    async infer(picture, frame, results, timings) {
      const clock = stopwatch(timings);
      const pixels = await reader.read(picture);
      clock('capture');
      const inferred = await model.infer(pixels, frame, { pace: 'video', heads: results }, clock);
      return { ...inferred, frame, pixels, luma: model.luma };
    },
    async outputs(picture, frame) {
      if (!model.outputs) throw new Error('The model runs elsewhere.');
      return model.outputs(await reader.read(picture), frame);
    },
    raw: (labelled) => postprocess.raw(labelled),
    adopt: (seconds, instances) => postprocess.adopt(seconds, instances),
    async told(labelled) {
      if (labelled.result !== null) return labelled;
      if (lacksHeads(lastExtra)) heldExtra = lastExtra = await model.extra();
      return postprocess.told(labelled, lastExtra);
    },
    reset() {
      model.reset();
      postprocess.reset();
      warp.reset();
    },
  };

  /** The held scores, moved to where their content is in this picture; null where none are held. */
  function followed(pixels: Pixels, frame: Size, clock: (stage: Stage) => void): FrameScores | null {
    model.look(pixels, frame, clock);
    const scores = warp.follow(model.luma, spec.input.width, spec.input.height);
    clock('inference');
    if (!scores) return null;
    const placement = placeOn(spec.input, frame, scores);
    return { scores, placement, disagreement: null, extra: heldExtra };
  }
}
