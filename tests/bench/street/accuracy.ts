import { readFile } from 'node:fs/promises';
import { ConfusionMatrix } from '../../../src/core/metrics/confusion.ts';
import { MoveCounter } from '../../../src/core/metrics/move-counter.ts';
import { STREET_CLASSES } from '../../../src/protocol/street.ts';
import { createEngine } from '../../../workers/model/create-engine.ts';
import { openModel } from '../../../workers/model/model-file.ts';
import { matchClasses } from '../../../workers/pipeline/accuracy.ts';
import type { PictureScores } from '../../../workers/pipeline/cpu/beside.ts';
import { createMembers } from '../../../workers/pipeline/cpu/members.ts';
import { createMovedMembers } from '../../../workers/pipeline/cpu/moved-members.ts';
import { createPostprocess } from '../../../workers/pipeline/cpu/postprocess.ts';
import { STAGES } from '../../../workers/pipeline/stages.ts';
import { loadOrt } from '../../../workers/runtimes/ort-node/load.ts';
import { ortNode } from '../../../workers/runtimes/ort-node/ort-node.ts';
import { createArena } from '../../../workers/simd/arena.ts';
import { taskOf } from '../../../workers/tasks/tasks.ts';
import { DRIVE, type DriveFrame } from './drive.ts';

/** How a machine labels the street. */
export interface Pace {
  /** Milliseconds from one picture that the model is given to the next. */
  readonly took: number;
  /** Labelled frames a second. */
  readonly rate: number;
}

export interface MovedAccuracy {
  /** mIoU where the model sees every frame. */
  readonly full: number;
  /** mIoU where it sees as many as it can, and its labels move along with the picture. */
  readonly moved: number;
  /** mIoU of the same labels left where they were. */
  readonly still: number;
}

/** Frames at the start of a drive that are not counted: the stream is under way. */
const UNDER_WAY = 15;
/** Milliseconds of half a frame. */
const HALF = 500 / DRIVE.rate;
const nothing = (): void => undefined;

/**
 * The product's own way of moving labels along, on drives whose truth is known to the pixel, at a machine's pace: what the model says of a
 * picture comes `took` milliseconds of scene time later, and it is asked again at once.
 * @param manifest address of a model's manifest, a file
 */
export async function measureMoved(
  manifest: string,
  drives: readonly DriveFrame[][],
  pace: Pace,
): Promise<MovedAccuracy> {
  globalThis.fetch = async (address) => new Response(await readFile(new URL(String(address))));
  const runtime = ortNode(await loadOrt(), 'cpu');
  const loaded = await runtime.load({ device: 'cpu', threads: 1, assets: null, onProgress: nothing });
  const file = await (await openModel({ model: manifest, assets: 'file:///' }, nothing)).file('wasm', 'float32');
  const { spec } = file;
  const engine = await createEngine(loaded, file, null);
  const of = { spec, task: taskOf(spec) };
  const toTruth = matchClasses(spec.classes, STREET_CLASSES);
  if (!toTruth) throw new Error(`${spec.id} does not know all of the street's classes.`);
  const size = { width: DRIVE.width, height: DRIVE.height };
  const arena = createArena();
  const moves = new MoveCounter();
  const members = createMembers([{ ...of, engine }], false, arena, moves);
  const postprocess = createPostprocess(of, STAGES, arena);
  const known = new Map<DriveFrame, PictureScores>();
  const full = await score(async (frame) => know(frame));
  const still = await score((_, at, drive) => Promise.resolve(known.get(answered(drive, at))!));
  const moved = await scoreMoved();
  await engine.close();
  return { full, still, moved };

  async function know(frame: DriveFrame): Promise<PictureScores> {
    const { scores, placement, extra } = await infer(members, frame);
    const said = { scores: { ...scores, data: scores.data.slice() }, placement, extra };
    known.set(frame, said);
    return said;
  }

  function infer(by: typeof members, { words }: DriveFrame, beside = false): ReturnType<typeof members.infer> {
    return by.infer({ words, ...size }, size, { pace: 'live', heads: false, beside }, nothing);
  }

  /** The newest picture that the model has spoken of, when a frame is drawn. */
  function answered(drive: readonly DriveFrame[], at: number): DriveFrame {
    const turn = (pace.took * DRIVE.rate) / 1000;
    return drive[Math.max(0, Math.ceil((Math.floor(at / turn) - 1) * turn))]!;
  }

  /** Through the members that the stream's worker has. */
  async function scoreMoved(): Promise<number> {
    let clock = 0;
    /** What the model looks at, until when, and who waits for what it says. */
    const turn: { of: DriveFrame | null; due: number; resolve: ((said: PictureScores) => void) | null } = {
      of: null,
      due: 0,
      resolve: null,
    };
    let current: DriveFrame | null = null;
    const beside = {
      available: true,
      start: () => true,
      infer: () =>
        new Promise<PictureScores>((resolve) => {
          // turns last so long in the mean, though each ends with a frame
          const due = Math.max(turn.due, clock - HALF) + pace.took;
          [turn.of, turn.due, turn.resolve] = [current, due, resolve];
        }),
      crash: nothing,
      close: nothing,
    };
    const by = createMovedMembers({ members, spec, beside, now: () => clock }, moves);
    return score(async (frame, at) => {
      if (at === 0) {
        by.reset();
        turn.resolve = null;
        turn.due = 0;
      }
      clock = (at * 1000) / DRIVE.rate;
      current = frame;
      if (turn.resolve && turn.of && clock >= turn.due - HALF) {
        turn.resolve(known.get(turn.of)!);
        turn.resolve = null;
        await new Promise((resolve) => setImmediate(resolve));
      }
      const { scores, placement, extra } = await infer(by, frame, true);
      return { scores, placement, extra };
    });
  }

  /** The labels of every frame that is drawn at that rate, against the truth. */
  async function score(
    say: (frame: DriveFrame, at: number, drive: readonly DriveFrame[]) => Promise<PictureScores>,
  ): Promise<number> {
    const matrix = new ConfusionMatrix(STREET_CLASSES.length);
    const refine = spec.refine ?? false;
    const every = Math.max(1, Math.round(DRIVE.rate / pace.rate));
    for (const drive of drives) {
      postprocess.reset();
      for (const [at, frame] of drive.entries()) {
        // what is not drawn may be what the model was given, all the same
        const drawn = at % every === 0;
        if (!drawn && known.size > 0 && known.has(frame)) continue;
        const { scores, placement, extra } = await say(frame, at, drive);
        if (!drawn || at < UNDER_WAY) continue;
        const pixels = { words: frame.words, ...size };
        const inferred = { scores, placement, extra, disagreement: null, frame: size, pixels, luma: members.luma };
        const request = { size, refine, streamed: true, results: false };
        const { labels } = postprocess.run(inferred, request, nothing);
        matrix.add(labels, size, frame.labels, size, toTruth!);
      }
    }
    return matrix.miou;
  }
}
