import type { HealthEntry, Remedy } from '../../../src/apps/kiosk/supervisor/health.ts';
import { Supervisor } from '../../../src/apps/kiosk/supervisor/supervisor.ts';
import {
  DEFAULT_SUPERVISION,
  type KioskAction,
  type KioskEvent,
  type SupervisorOptions,
} from '../../../src/apps/kiosk/supervisor/supervision.ts';

export const TICK = 250;
const FRAME = 50;

/** Without its moment, which the world adds. */
export type Happening = KioskEvent extends infer Event
  ? Event extends KioskEvent
    ? Omit<Event, 'at' | 'time'>
    : never
  : never;

type WorkerState = 'well' | 'none' | 'dead' | 'hung' | 'broken' | 'deviceless';

/** What each remedy takes here, milliseconds. */
const TAKES: Readonly<Record<Remedy, number>> = {
  'restart-source': 100,
  'other-source': 600,
  'new-session': 300,
  'new-device': 300,
  'hot-swap': 1200,
  'new-worker': 1200,
  'other-backend': 1200,
  reload: 3000,
};

/** A screen in a machine that exists in numbers only: a camera and a worker that may fail, and a supervisor that sees to them. */
export class World {
  at = 1000;
  time = 1_700_000_000_000;
  cameraThere = true;
  /** Models can be opened. */
  opens = true;
  frameTime = 20;
  worker: WorkerState = 'none';
  frames = 0;
  lastFrame = 0;
  readonly log: HealthEntry[] = [];
  readonly remedies: { readonly remedy: Remedy; readonly at: number }[] = [];
  supervisor: Supervisor;
  #sourceOpen = false;
  #street = false;
  #pingedAt = 0;
  #visible = true;
  #due: { readonly at: number; readonly turn: number; readonly part: string; readonly remedy: Remedy }[] = [];
  /** As one page leaves it to the next: how long ago the last reload was, and when that was so. */
  #reloaded: { readonly since: number; readonly time: number } | null = null;

  constructor(private readonly options: Partial<SupervisorOptions> = {}) {
    this.supervisor = this.#begin();
  }

  /** Lets time pass, milliseconds. */
  run(milliseconds: number): void {
    const end = this.at + milliseconds;
    while (this.at < end) {
      this.pass(FRAME);
      if (this.#flows && this.#visible) {
        this.frames += 1;
        this.lastFrame = this.at;
        this.tell({ kind: 'beat', frameTime: this.frameTime });
      }
      for (const each of this.#due.filter((due) => due.at <= this.at)) this.#perform(each);
      this.#due = this.#due.filter((due) => due.at > this.at);
      if (this.at % TICK === 0) this.#tick();
    }
  }

  /** Both clocks go on and nothing else does: what a sleep is. */
  pass(milliseconds: number): void {
    this.at += milliseconds;
    this.time += milliseconds;
  }

  tell(event: Happening): void {
    this.#act(this.supervisor.take({ ...event, at: this.at, time: this.time }));
  }

  see(visible: boolean): void {
    this.#visible = visible;
    this.tell({ kind: 'visibility', visible });
  }

  unplug(): void {
    if (!this.cameraThere) return;
    this.cameraThere = false;
    if (this.#sourceOpen) this.tell({ kind: 'fault', part: 'source', fault: 'camera', detail: 'unplugged' });
    this.#sourceOpen = false;
  }

  plug(): void {
    this.cameraThere = true;
    this.tell({ kind: 'hint' });
  }

  breakWorker(how: 'dead' | 'hung' | 'broken' | 'deviceless'): void {
    if (this.worker === 'none' || this.worker === 'dead') return;
    this.worker = how;
    // of a worker that hangs nobody hears
    if (how === 'dead') this.tell({ kind: 'fault', part: 'labelling', fault: 'worker', detail: 'ended' });
    if (how === 'broken') this.tell({ kind: 'fault', part: 'labelling', fault: 'inference', detail: 'threw' });
    if (how === 'deviceless') this.tell({ kind: 'fault', part: 'labelling', fault: 'gpu', detail: 'lost' });
  }

  countOf(remedy: Remedy): number {
    return this.remedies.filter((each) => each.remedy === remedy).length;
  }

  get #flows(): boolean {
    return this.worker === 'well' && (this.#street || (this.#sourceOpen && this.cameraThere));
  }

  #begin(): Supervisor {
    this.worker = 'none';
    this.#sourceOpen = this.#street = false;
    this.#due = [];
    const sinceReload = this.#reloaded && this.#reloaded.since + this.time - this.#reloaded.time;
    return new Supervisor({ ...DEFAULT_SUPERVISION, ...this.options, sinceReload }, { at: this.at, time: this.time });
  }

  #tick(): void {
    const quiet = this.at - this.lastFrame > 400;
    if (!quiet || this.worker !== 'hung') this.#pingedAt = this.at;
    this.tell({ kind: 'tick', unanswered: this.at - this.#pingedAt, expecting: true });
  }

  #act(actions: readonly KioskAction[]): void {
    for (const action of actions) {
      if (action.kind === 'log') {
        this.log.push(action.entry);
        continue;
      }
      const { remedy, part, turn } = action;
      this.remedies.push({ remedy, at: this.at });
      this.#due = this.#due.filter((each) => each.part !== part);
      this.#due.push({ at: this.at + TAKES[remedy], turn, part, remedy });
    }
  }

  #perform({ remedy, turn }: { readonly remedy: Remedy; readonly turn: number }): void {
    const done = (): void => this.tell({ kind: 'done', turn });
    const failed = (): void => this.tell({ kind: 'failed', turn, detail: 'no' });
    switch (remedy) {
      case 'restart-source':
        if (!this.cameraThere) {
          this.tell({ kind: 'fault', part: 'source', fault: 'camera', detail: 'missing' });
          return failed();
        }
        this.#sourceOpen = true;
        this.#street = false;
        if (this.worker === 'none') this.worker = this.opens ? 'well' : 'none';
        done();
        if (this.worker === 'none') this.tell({ kind: 'fault', part: 'labelling', fault: 'start', detail: 'no model' });
        return;
      case 'other-source':
        this.#street = true;
        if (this.worker === 'none' && this.opens) this.worker = 'well';
        return done();
      case 'new-session':
      case 'new-device': {
        if (this.worker === 'hung') return;
        const mends = this.worker === (remedy === 'new-session' ? 'broken' : 'deviceless');
        if (mends) this.worker = 'well';
        return this.worker === 'well' ? done() : failed();
      }
      case 'new-worker':
      case 'other-backend':
      case 'hot-swap':
        if (!this.opens) return failed();
        this.worker = 'well';
        return done();
      case 'reload':
        this.#reloaded = { since: this.supervisor.sinceReload(this.at) ?? 0, time: this.time };
        this.supervisor = this.#begin();
    }
  }
}
