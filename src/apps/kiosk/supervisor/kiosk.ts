import { toPerPixelError, type PerPixelError } from '../../../core/errors/errors.ts';
import type { HealthSink, KioskState } from './health.ts';
import { DEFAULT_SUPERVISION, type KioskEvent, type Moment, type Part, type SupervisorOptions } from './supervision.ts';
import { Supervisor } from './supervisor.ts';
import { faultOf } from './troubles.ts';
import { VERSION } from '../../../core/text/version.ts';
import { cameraLack, lackOf, onCameraChange, type CameraLack } from './camera-lack.ts';
import { recallKiosk, rememberKiosk } from './remembered.ts';
import { perform } from './remedies.ts';
import type { PlayerFault, PlayerSupervisor, SupervisedPlayer } from '../../../live/player/supervised.ts';
import { measureMemory, sampleOf } from './vitals.ts';
import { drawnSource } from '../../../sources/drawn.ts';
import { Watch } from './watch.ts';

export interface KioskOptions extends Partial<SupervisorOptions> {
  readonly player: SupervisedPlayer;
  /** `camera`, `street`, `motorway`, or an address. */
  readonly source: string;
  readonly health: HealthSink;
  /** Why `source` is the street, where a camera was wanted: it is taken once it can be had. Default null. */
  readonly lack?: CameraLack | null;
  /** Loads the page anew; default: the browser's. */
  reload?(): void;
}

type Unstamped = KioskEvent extends infer Event ? (Event extends Moment ? Omit<Event, keyof Moment> : never) : never;

/** Nobody has been in view for so long, milliseconds: a moment for what would disturb. */
const IDLE_AFTER = 60_000;

/**
 * A screen that nobody attends: what it does, and what is wanted of it. Fires `change` whenever `state`, `source` or
 * `present` changed.
 */
export class Kiosk extends EventTarget implements PlayerSupervisor {
  readonly health: HealthSink;
  readonly #player: SupervisedPlayer;
  readonly #supervisor: Supervisor;
  readonly #watch: Watch;
  readonly #reload: () => void;
  #state: KioskState = 'starting';
  #source: string;
  #present = true;
  #presentUntil = performance.now();
  #frames = 0;
  #measuring = false;
  #reason = '';
  #closed = false;
  /** Why the street is shown in place of a camera that was wanted. */
  #lack: CameraLack | null;
  /** Of the camera that failed last. */
  #failure: CameraLack = 'missing';
  readonly #closing = new AbortController();

  constructor({ player, source, health, lack = null, reload = () => location.reload(), ...options }: KioskOptions) {
    super();
    const left = recallKiosk();
    this.#player = player;
    this.#source = (left?.reason && left.source) || source;
    this.#lack = this.#source === 'street' ? lack : null;
    if (this.#lack) onCameraChange(() => void this.#lookForCamera(), this.#closing.signal);
    this.#reload = reload;
    this.health = health;
    const ago = left?.sinceReload ?? null;
    const sinceReload = left && ago !== null ? ago + Math.max(0, Date.now() - left.time) : null;
    const standInHelps = drawnSource(this.#source) === null;
    this.#supervisor = new Supervisor({ ...DEFAULT_SUPERVISION, standInHelps, ...options, sinceReload }, moment());
    this.#watch = new Watch(player, {
      tick: (unanswered) => this.#tell({ kind: 'tick', unanswered, expecting: player.expecting }),
      visibility: (visible) => this.#tell({ kind: 'visibility', visible }),
      hint: () => this.#tell({ kind: 'hint' }),
      sample: () => void this.#sample(),
      leave: () => this.#remember(null),
    });
    health.append({ time: Date.now(), kind: 'started', version: VERSION, reason: left?.reason ?? 'opened' });
    this.#remember(null);
    this.#tell({ kind: 'visibility', visible: !document.hidden });
  }

  get state(): KioskState {
    return this.#state;
  }

  /** What is to be shown; when it cannot be had the street may stand in. */
  get source(): string {
    return this.#source;
  }

  /** Why the street is shown in place of the camera that was wanted; null: it is not. */
  get lack(): CameraLack | null {
    return this.#supervisor.standsIn && this.#source === 'camera' ? this.#failure : this.#lack;
  }

  /** Somebody is in view. */
  get present(): boolean {
    return this.#present;
  }

  /** Frames labelled since the page was opened. */
  get frames(): number {
    return this.#frames;
  }

  /** Nobody has been in view for a minute and nothing is being mended: an update would disturb nobody. */
  get isIdle(): boolean {
    const rests = this.#state === 'attract' || this.#state === 'degraded';
    return rests && !this.#present && performance.now() - this.#presentUntil > IDLE_AFTER;
  }

  /** Turns `live` into `attract` and back. */
  setPresence(present: boolean): void {
    if (present === this.#present) return;
    this.#present = present;
    if (!present) this.#presentUntil = performance.now();
    this.#tell({ kind: 'presence', present });
    this.#changed();
  }

  /** @param source `camera`, `street`, `motorway`, or an address */
  setSource(source: string): void {
    if (source === this.#source) return;
    this.#source = source;
    this.#lack = null;
    this.#tell({ kind: 'source', standInHelps: drawnSource(source) === null });
    this.#player.restartSource(source).catch((thrown: unknown) => this.#refused(source, thrown));
    this.#changed();
  }

  /** A frame was labelled. */
  onFrame(frameTime: number): void {
    this.#frames += 1;
    this.#watch.heard(performance.now());
    this.#tell({ kind: 'beat', frameTime });
  }

  onFault({ part, error, starting }: PlayerFault): void {
    this.#heard(error);
    this.#tell({ kind: 'fault', part, fault: starting ? 'start' : faultOf(part, error), detail: error.problem });
  }

  /** Twice is harmless. The player is released by whoever supervises it. */
  close(): void {
    this.#closed = true;
    this.#closing.abort();
    this.#watch.close();
  }

  #tell(event: Unstamped): void {
    if (this.#closed) return;
    for (const action of this.#supervisor.take({ ...event, ...moment() })) {
      if (action.kind === 'log') this.health.append(action.entry);
      else void this.#treat(action);
    }
    if (this.#supervisor.state === this.#state) return;
    this.#state = this.#supervisor.state;
    this.#changed();
  }

  async #treat({
    part,
    remedy,
    turn,
  }: Extract<ReturnType<Supervisor['take']>[number], { kind: 'remedy' }>): Promise<void> {
    const patient = { player: this.#player, source: this.#source, reload: () => this.#leave(part) };
    try {
      await perform(remedy, patient);
      // whether a reload helped only the next page knows
      if (remedy !== 'reload') this.#tell({ kind: 'done', turn });
    } catch (thrown) {
      const error = foreseen(thrown);
      this.#heard(error);
      if (remedy === 'restart-source') this.#refused(this.#source, error);
      this.#tell({ kind: 'failed', turn, detail: error.problem });
    }
  }

  #heard({ code }: PerPixelError): void {
    if (code.startsWith('camera-')) this.#failure = lackOf(code);
  }

  /** What it was opened without. */
  async #lookForCamera(): Promise<void> {
    const lack = await cameraLack();
    if (this.#closed || !this.#lack) return;
    if (lack === null) this.setSource('camera');
    else if (lack !== this.#lack) {
      this.#lack = lack;
      this.#changed();
    }
  }

  /** A source did not open. */
  #refused(source: string, thrown: unknown): void {
    const error = foreseen(thrown);
    if (error.code === 'aborted' || source !== this.#source) return;
    this.onFault({ part: 'source', error, starting: false });
  }

  /** Loads the page anew and tells the next one why. */
  #leave(part: Part): void {
    this.#reason = `${part} could not be mended`;
    this.#remember(this.#reason);
    this.#reload();
  }

  #remember(reason: string | null): void {
    const { at, time } = moment();
    const sinceReload = this.#supervisor.sinceReload(at);
    // what stands in is not what is wanted
    const source = this.#lack ? null : this.#source;
    rememberKiosk({ sinceReload, time, reason: reason ?? (this.#reason || null), source });
  }

  async #sample(): Promise<void> {
    this.#remember(null);
    if (this.#measuring) return;
    this.#measuring = true;
    const bytes = await measureMemory();
    this.#measuring = false;
    if (this.#closed) return;
    this.health.append(sampleOf(this.#player.stats(), this.#frames, bytes));
    if (bytes !== null) this.#tell({ kind: 'memory', bytes });
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

function moment(): Moment {
  return { at: performance.now(), time: Date.now() };
}

function foreseen(thrown: unknown): PerPixelError {
  return toPerPixelError(thrown, 'source-unavailable', 'It is tried again by itself.');
}
