import type { AnalysedFrame, Batch, PassOptions } from '../../src/protocol/video.ts';
import { framesFrom, type DecodedFrame, type LostFrame } from './frames.ts';
import { createTracker } from '../../src/core/instances/tracker.ts';
import type { LabellingResult } from './labelling-api.ts';
import type { Pool, PoolFrame, PoolInfo } from './pool.ts';
import { Signal } from './signal.ts';
import type { OpenVideo } from './video-file.ts';

/** Frames in order, labelled as fast as can be while their reader keeps up. */
export interface Pass {
  /** Waits for the next frames. @throws what went wrong with the first of them */
  take(): Promise<Batch>;
  /** Twice is harmless. */
  halt(): void;
}

/** A decoded frame, by its time in whole microseconds. */
type PassFrame<Frame> = PoolFrame<Frame> & { readonly timestamp: number };

export interface PassTools<Frame, Info extends PoolInfo> {
  readonly video: OpenVideo<Frame>;
  readonly pool: Pool<Frame, Info>;
  /** Frames under way at most; default: what their label maps have room for. */
  readonly most?: number;
  /** Gets every frame in order, before the reader does; null for a lost one. Asks for packed label maps. */
  readonly keep: ((index: number, result: LabellingResult | null) => void) | null;
}

interface Entry {
  readonly index: number;
  state: 'pending' | 'done' | 'lost' | 'failed';
  result: LabellingResult | null;
  error: unknown;
}

/** Label maps that wait for the reader: so many pixels, or so many frames. */
const WAITING_PIXELS = 40_000_000;
const WAITING = 16;
/** Frames handed out at once. */
const BATCH = 64;
/** A gap between chosen frames that is worth a jump to a later key frame. */
const JUMP = 48;

export function startPass<Frame extends PassFrame<Frame>, Info extends PoolInfo>(
  { video, pool, keep, most = WAITING }: PassTools<Frame, Info>,
  { frames, labels, confidence = false, instanceMaps = false, before = [] }: PassOptions,
): Pass {
  const entries: Entry[] = [];
  const changed = new Signal();
  const pixels = video.info.width * video.info.height;
  const limit = Math.max(2, Math.min(most, Math.floor(WAITING_PIXELS / pixels)));
  const state = { ended: false, halted: false, failure: null as unknown };
  let streamed: 'first' | 'next' | 'no' = pool.smoothed ? 'first' : 'no';
  const things = pool.labelling !== 'semantic';
  // here frames are in order, whichever worker labelled them
  const tracker = createTracker();
  for (const { timestamp, instances } of before) tracker.adopt({ seconds: timestamp, instances });

  function start(index: number, frame: Frame): void {
    const entry: Entry = { index, state: 'pending', result: null, error: null };
    entries.push(entry);
    const request = { labels, packed: keep !== null, things, confidence, streamed };
    if (streamed === 'first') streamed = 'next';
    pool.label(frame, request).then(
      (result) => {
        entry.result = result;
        entry.state = 'done';
        changed.notify();
      },
      (error: unknown) => {
        entry.error = error;
        entry.state = 'failed';
        changed.notify();
      },
    );
  }

  async function run(): Promise<void> {
    for await (const { index, frame } of chosen(video, frames)) {
      let mine = frame;
      try {
        while (!state.halted && entries.length >= limit) await changed.wait();
        await pool.ready();
        if (state.halted) return;
        if (mine) start(index, mine);
        else entries.push({ index, state: 'lost', result: null, error: null });
        mine = null;
        changed.notify();
      } finally {
        mine?.close();
      }
    }
  }

  function tracked(index: number, result: LabellingResult): LabellingResult {
    const { instances } = result.found ?? {};
    if (!instances) return result;
    const { width, height, things } = result;
    const seconds = video.timestamps[index] ?? 0;
    const followed = tracker.next({
      seconds,
      size: { width, height },
      instances,
      coarse: things?.coarse,
      luma: things?.luma,
    });
    return { ...result, found: { ...result.found, instances: followed } };
  }

  run()
    .catch((error: unknown) => (state.failure = error))
    .finally(() => {
      state.ended = true;
      changed.notify();
    });

  return {
    async take() {
      while (!state.halted && !state.ended && (entries.length === 0 || entries[0]?.state === 'pending')) {
        await changed.wait();
      }
      while (!state.halted && entries[0]?.state === 'pending') await changed.wait();
      const out: AnalysedFrame[] = [];
      const lost: number[] = [];
      while (!state.halted && out.length + lost.length < BATCH) {
        const [entry] = entries;
        if (!entry || entry.state === 'pending') break;
        if (entry.state === 'failed') {
          if (out.length + lost.length > 0) break;
          throw entry.error;
        }
        entries.shift();
        const result = entry.result && tracked(entry.index, entry.result);
        keep?.(entry.index, result);
        if (result) out.push(toFrame(video, entry.index, result, instanceMaps));
        else lost.push(entry.index);
      }
      changed.notify();
      const done = state.halted || (state.ended && entries.length === 0);
      if (done && state.failure !== null && out.length + lost.length === 0) throw state.failure;
      return { frames: out, lost, done: done && state.failure === null };
    },
    halt() {
      state.halted = true;
      changed.notify();
    },
  };
}

function toFrame(
  video: OpenVideo<unknown>,
  index: number,
  result: LabellingResult,
  instanceMaps: boolean,
): AnalysedFrame {
  const { width, height, figures, found, labels, confidence, inference, note } = result;
  const timestamp = video.timestamps[index] ?? 0;
  const instanceMap = instanceMaps ? (result.things?.map ?? null) : null;
  return { index, timestamp, width, height, figures, found, labels, confidence, instanceMap, inference, note };
}

/** The frames with these indices. Jumps over long stretches that nobody asked for. */
async function* chosen<Frame extends PassFrame<Frame>>(
  video: OpenVideo<Frame>,
  indices: Uint32Array,
): AsyncGenerator<DecodedFrame<Frame> | LostFrame, void> {
  let place = 0;
  while (place < indices.length) {
    for await (const each of framesFrom(video, indices[place]!)) {
      if (each.index === indices[place]) {
        place += 1;
        yield each;
      } else {
        each.frame?.close();
      }
      if (place >= indices.length) return;
      if (indices[place]! - each.index > JUMP) break;
    }
  }
}
