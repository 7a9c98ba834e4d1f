import type { FaultKind, Remedy } from './health.ts';
import { ATTEMPT_LIMIT } from './ladders.ts';

/** Pauses before an attempt, milliseconds: none before the first, then doubling. */
const FIRST_PAUSE = 250;

/** For so long without a fault, milliseconds, one attempt is forgotten: who falls ill again at once needs something stronger. */
const FORGIVEN_AFTER = 2000;

/** How long after an attempt the first frame may take, milliseconds: doubled with each, since the machine may be slow. */
const SETTLE = { first: 5000, most: 40_000 };

interface Attempt {
  readonly turn: number;
  readonly remedy: Remedy;
  readonly began: number;
}

/** One part in trouble: which fault, how often it was treated, and when it is treated next. */
export class Lane {
  fault: FaultKind | null = null;
  /** When the trouble began. */
  since = 0;
  /** Attempts, but for those that were forgiven since. */
  tries = 0;
  attempt: Attempt | null = null;
  /** An attempt went well; a frame is what it takes. */
  settling = false;
  #until = 0;
  #settleBy = 0;
  #calmSince = 0;
  /** A fault came while the attempt was under way: it may not have been treated. */
  #again = false;

  constructor(private readonly longestPause: number) {}

  get calm(): boolean {
    return this.fault === null;
  }

  /** @returns whether this is news: the first of a trouble, or another kind */
  raise(fault: FaultKind, at: number): boolean {
    const news = fault !== this.fault;
    if (this.calm) {
      this.since = at;
      this.tries = Math.max(0, this.tries - Math.floor((at - this.#calmSince) / FORGIVEN_AFTER));
      this.#until = at + this.#pause;
    } else if (this.settling) this.#retry(at);
    else if (this.attempt) this.#again = true;
    this.fault = fault;
    return news;
  }

  /** An attempt should begin. */
  due(at: number): boolean {
    return !this.calm && !this.attempt && !this.settling && at >= this.#until;
  }

  begin(turn: number, remedy: Remedy, at: number): void {
    this.attempt = { turn, remedy, began: at };
    this.tries += 1;
    this.#again = false;
  }

  /** @returns whether it was this lane's attempt */
  done(turn: number, at: number): boolean {
    if (this.attempt?.turn !== turn) return false;
    this.attempt = null;
    if (this.#again) this.#retry(at);
    else this.settle(at);
    return true;
  }

  failed(turn: number, at: number): boolean {
    if (this.attempt?.turn !== turn) return false;
    this.attempt = null;
    this.#retry(at);
    return true;
  }

  /** Neither can frames come nor is it known what would help. */
  get blocks(): boolean {
    return !this.calm && !this.settling;
  }

  /** Gives the first frame its time anew. */
  settle(at: number): void {
    this.settling = true;
    this.#settleBy = at + Math.min(SETTLE.most, SETTLE.first * 2 ** Math.max(0, this.tries - 1));
  }

  /** What took too long has failed. @param stuck no frame can come because of another part: that is no failure of this one */
  check(at: number, stuck: boolean): void {
    if (this.attempt && at - this.attempt.began > ATTEMPT_LIMIT[this.attempt.remedy])
      this.failed(this.attempt.turn, at);
    if (!this.settling) return;
    if (stuck) this.settle(at);
    else if (at > this.#settleBy) this.#retry(at);
  }

  /** Tries at once, and as often as after a first fault. */
  hint(at: number): void {
    if (!this.attempt && !this.settling) this.#until = Math.min(this.#until, at);
  }

  /** The attempt is to show its effect first: the next one not before then. */
  wait(at: number, milliseconds: number): void {
    this.settling = false;
    this.#until = at + milliseconds;
  }

  /** @returns milliseconds that the trouble lasted */
  recover(at: number): number {
    const after = at - this.since;
    this.fault = null;
    this.settling = false;
    this.attempt = null;
    this.#calmSince = at;
    return after;
  }

  #retry(at: number): void {
    this.settling = false;
    this.#until = at + this.#pause;
  }

  get #pause(): number {
    return this.tries === 0 ? 0 : Math.min(this.longestPause, FIRST_PAUSE * 2 ** (this.tries - 1));
  }
}
