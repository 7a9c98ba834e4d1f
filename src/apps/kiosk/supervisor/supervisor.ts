import { Clocks } from './clocks.ts';
import type { FaultKind, HealthEntry, KioskState } from './health.ts';
import { ATTEMPT_LIMIT, EXHAUSTED, isLogged, remedyFor } from './ladders.ts';
import { Lane } from './lane.ts';
import { MemoryTrend } from './memory-trend.ts';
import { Pulse } from './pulse.ts';
import { Slowness } from './slowness.ts';
import type { KioskAction, KioskEvent, Moment, Part, SupervisorOptions } from './supervision.ts';

/** The longest pauses between attempts, milliseconds. A camera may come back at any moment, and to ask costs little. */
const LONGEST_PAUSE: Readonly<Record<Part, number>> = { source: 1500, labelling: 30_000, care: 3_600_000 };
/** A worker that opens a model may not reply for a while, milliseconds. */
const BUSY = 4000;
/** After a change of the worker memory is measured anew before anything stronger is done, milliseconds. */
const MEMORY_SETTLES = 180_000;

type Unstamped = HealthEntry extends infer Entry ? (Entry extends HealthEntry ? Omit<Entry, 'time'> : never) : never;

/**
 * Sees to a screen that nobody attends: hears what happens, says what is to be done. Knows no timer, no clock and no worker;
 * there is no state that it does not leave by itself.
 */
export class Supervisor {
  #state: KioskState = 'starting';
  readonly #lanes: Readonly<Record<Part, Lane>> = {
    source: new Lane(LONGEST_PAUSE.source),
    labelling: new Lane(LONGEST_PAUSE.labelling),
    care: new Lane(LONGEST_PAUSE.care),
  };
  readonly #pulse = new Pulse();
  readonly #slowness = new Slowness();
  readonly #clocks = new Clocks();
  readonly #memory: MemoryTrend;
  #standInHelps: boolean;
  #standsIn = false;
  #otherBackend = false;
  #started = false;
  /** The page was opened, and nothing has gone wrong yet. */
  #opening = true;
  #visible = true;
  #present = true;
  #turns = 0;
  #reloadedAt: number;
  #swapAt: number;
  /** A planned change is under way: its turn. */
  #planned = 0;
  #plannedAt = 0;
  #plansFailed = 0;
  #actions: KioskAction[] = [];

  constructor(
    private readonly options: SupervisorOptions,
    begin: Moment,
  ) {
    this.#memory = new MemoryTrend(options.memoryGrowth, options.swapEvery);
    this.#standInHelps = options.standInHelps;
    // a clock that was set back must not forbid reloads for as long
    this.#reloadedAt = options.sinceReload === null ? -Infinity : begin.at - Math.max(0, options.sinceReload);
    this.#swapAt = begin.at + options.swapEvery;
    this.#lanes.source.raise('start', begin.at);
  }

  get state(): KioskState {
    return this.#state;
  }

  /** The street is shown in place of a source that cannot be had. */
  get standsIn(): boolean {
    return this.#standsIn;
  }

  /** Milliseconds since the last reload; null: none is remembered. What the page leaves to the next one, with the time. */
  sinceReload(at: number): number | null {
    return this.#reloadedAt === -Infinity ? null : at - this.#reloadedAt;
  }

  take(event: KioskEvent): KioskAction[] {
    this.#actions = [];
    this.#hear(event);
    for (const part of ['source', 'labelling'] as const) this.#treat(part, event);
    if (this.#flowing) this.#care(event);
    this.#show(event);
    return this.#actions;
  }

  #hear(event: KioskEvent): void {
    const { source, labelling, care } = this.#lanes;
    switch (event.kind) {
      case 'beat':
        return this.#beat(event);
      case 'tick':
        return this.#tick(event);
      case 'fault':
        return this.#raise(event.part, event.fault, event.detail, event);
      case 'done':
        for (const lane of [source, labelling, care]) this.#done(lane, event);
        return;
      case 'failed':
        if (source.attempt?.turn === event.turn) this.#missed(event.detail, event);
        for (const lane of [source, labelling]) lane.failed(event.turn, event.at);
        if (care.failed(event.turn, event.at) || event.turn === this.#planned) this.#postpone(event.at);
        return;
      case 'memory': {
        const wrong = this.#memory.add(event.at, event.bytes);
        if (wrong && care.calm) this.#raise('care', 'memory', wrong, event);
        if (!wrong && this.#memory.known && care.fault === 'memory' && !care.attempt) this.#recovered(care, event);
        return;
      }
      case 'visibility':
        this.#visible = event.visible;
        // a hidden page's timers rest: that is no sleep
        this.#clocks.forget();
        return this.#excuse(event.at);
      case 'presence':
        this.#present = event.present;
        // a camera is asked for another number of frames, and may begin anew for that
        return this.#pulse.forget(event.at);
      case 'source':
        this.#standInHelps = event.standInHelps;
        this.#standsIn = false;
        this.#slowness.forget();
        return this.#excuse(event.at);
      case 'hint':
        return source.hint(event.at);
    }
  }

  #beat(event: Moment & { readonly frameTime: number }): void {
    this.#started = true;
    this.#pulse.beat(event.at);
    this.#slowness.add(event.frameTime);
    const { source, labelling, care } = this.#lanes;
    // a source that is gone stays gone while the street stands in; anything else is well when frames come
    if (source.settling || (source.fault === 'no-frames' && !source.attempt)) this.#recovered(source, event);
    if (!labelling.calm && !labelling.attempt) this.#recovered(labelling, event);
    if (this.#slowness.slow && care.calm) this.#raise('care', 'slow', 'frames take four times as long as usual', event);
    else if (!this.#slowness.slow && care.fault === 'slow' && !care.attempt) this.#recovered(care, event);
  }

  #tick({ unanswered, expecting, ...now }: Moment & { unanswered: number; expecting: boolean }): void {
    const odd = this.#clocks.tick(now);
    if (odd) this.#excuse(now.at);
    if (odd?.fault && (odd.fault === 'clock' || this.#visible)) {
      this.#log(now, { kind: 'fault', fault: odd.fault, detail: odd.detail });
    }
    const { source, labelling } = this.#lanes;
    const deaf = Boolean(odd) || !this.#visible;
    source.check(now.at, deaf || labelling.blocks);
    labelling.check(now.at, deaf || this.#dry);
    this.#lanes.care.check(now.at, true);
    if (this.#planned > 0 && now.at - this.#plannedAt > ATTEMPT_LIMIT['hot-swap']) this.#postpone(now.at);
    if (deaf) return;
    const inWorker = labelling.attempt?.remedy === 'new-session' || labelling.attempt?.remedy === 'new-device';
    if (labelling.attempt && inWorker && unanswered > BUSY) labelling.failed(labelling.attempt.turn, now.at);
    if (labelling.attempt || !expecting) return;
    if (!this.#pulse.silent(now.at)) return;
    const hung = unanswered > this.#pulse.limit / 2;
    if (hung && (labelling.calm || labelling.settling)) {
      this.#raise('labelling', 'worker', `no reply for ${Math.round(unanswered)} ms`, now);
    } else if (this.#flowing) {
      this.#raise('labelling', 'no-frames', `no frame for ${Math.round(this.#pulse.limit)} ms`, now);
    }
  }

  #done(lane: Lane, { turn, at }: Moment & { readonly turn: number }): void {
    const { source, labelling, care } = this.#lanes;
    const remedy = lane.attempt?.turn === turn ? lane.attempt.remedy : null;
    if (lane === care && (remedy !== null || turn === this.#planned)) {
      this.#planned = 0;
      this.#swapped(at);
    }
    if (remedy === null) return;
    if (remedy === 'other-source') {
      // the source itself is still to be had
      this.#standsIn = true;
      lane.failed(turn, at);
      this.#excuse(at);
      return;
    }
    lane.done(turn, at);
    if (lane === care) lane.wait(at, MEMORY_SETTLES);
    if (lane === source) this.#standsIn = false;
    if (lane === labelling && remedy !== 'restart-source') this.#treated(remedy === 'other-backend', at);
    this.#excuse(at);
  }

  #treated(otherBackend: boolean, at: number): void {
    this.#otherBackend = otherBackend;
    this.#slowness.forget();
    this.#pulse.forget(at);
    this.#swapAt = at + this.options.swapEvery;
    if (this.#lanes.source.settling) this.#lanes.source.settle(at);
  }

  /** Another worker labels: what was wearing out has been replaced. */
  #swapped(at: number): void {
    const { care } = this.#lanes;
    this.#plansFailed = 0;
    this.#treated(false, at);
    this.#memory.reset();
    // what is slow with a fresh worker is as fast as it gets; memory is asked about when it is next measured
    if (care.fault === 'slow') care.recover(at);
  }

  #postpone(at: number): void {
    this.#planned = 0;
    this.#plansFailed += 1;
    this.#swapAt = at + Math.min(LONGEST_PAUSE.care, 60_000 * 2 ** (this.#plansFailed - 1));
  }

  #raise(part: Part, fault: FaultKind, detail: string, now: Moment): void {
    const lane = this.#lanes[part];
    if (part === 'source') this.#opening = false;
    const news = lane.raise(fault, now.at);
    if (news || isLogged(lane.tries)) this.#log(now, { kind: 'fault', fault, detail });
  }

  #recovered(lane: Lane, now: Moment): void {
    const opened = this.#opening && lane === this.#lanes.source;
    if (opened) this.#opening = false;
    this.#log(now, { kind: opened ? 'first-frame' : 'recovered', after: Math.round(lane.recover(now.at)) });
  }

  /** The first source did not open: from now on this is a fault, and what is done about it a remedy. */
  #missed(detail: string, now: Moment): void {
    if (!this.#opening) return;
    this.#opening = false;
    this.#log(now, { kind: 'fault', fault: 'start', detail });
  }

  #treat(part: Part, now: Moment): void {
    const lane = this.#lanes[part];
    if (lane.fault === null || !lane.due(now.at)) return;
    // no worker helps where no frames go in
    if (part === 'labelling' && lane.fault === 'no-frames' && this.#dry) return;
    const reload = now.at - this.#reloadedAt >= this.options.reloadEvery;
    const standIn = this.#standInHelps && !this.#standsIn;
    const remedy = remedyFor(part, lane.fault, lane.tries, { reload, standIn });
    const turn = (this.#turns += 1);
    if (part === 'source' && lane.tries > 0) this.#missed('there is no picture yet', now);
    lane.begin(turn, remedy, now.at);
    if (remedy === 'reload') this.#reloadedAt = now.at;
    const begins = this.#opening && part === 'source';
    if (!begins && isLogged(lane.tries)) this.#log(now, { kind: 'remedy', remedy, fault: lane.fault });
    this.#actions.push({ kind: 'remedy', part, remedy, turn });
  }

  /** What only wears out is treated while frames flow. */
  #care(now: Moment): void {
    if (this.#planned > 0) return;
    this.#treat('care', now);
    if (!this.#lanes.care.calm || now.at < this.#swapAt) return;
    this.#planned = this.#turns += 1;
    this.#plannedAt = now.at;
    this.#log(now, { kind: 'remedy', remedy: 'hot-swap', fault: null });
    this.#actions.push({ kind: 'remedy', part: 'care', remedy: 'hot-swap', turn: this.#planned });
  }

  /** Frames come, or should. */
  get #flowing(): boolean {
    const { source, labelling } = this.#lanes;
    return this.#started && labelling.calm && (source.calm || (this.#standsIn && !source.settling));
  }

  /** No frames go in, and nothing stands in. */
  get #dry(): boolean {
    return this.#lanes.source.blocks && !this.#standsIn;
  }

  /** Silence begins to count anew. */
  #excuse(at: number): void {
    this.#pulse.excuse(at);
    const { source, labelling } = this.#lanes;
    for (const lane of [source, labelling]) if (lane.settling) lane.settle(at);
  }

  #show(now: Moment): void {
    const state = this.#derived;
    if (state === this.#state) return;
    this.#log(now, { kind: 'state', state, from: this.#state });
    this.#state = state;
  }

  get #derived(): KioskState {
    const { source, labelling, care } = this.#lanes;
    if (!this.#flowing) {
      if (labelling.tries > EXHAUSTED || source.tries > 2 * EXHAUSTED) return 'failed';
      return this.#started ? 'recovering' : 'starting';
    }
    if (this.#standsIn || this.#otherBackend || !care.calm) return 'degraded';
    return this.#present ? 'live' : 'attract';
  }

  #log({ time }: Moment, entry: Unstamped): void {
    this.#actions.push({ kind: 'log', entry: { time, ...entry } });
  }
}
