import type { FaultKind, HealthSink, KioskState } from '../shared/kiosk/health.ts';
import type { PerPixelError } from '../shared/errors.ts';
import type { Caretaker, Supervised } from './supervised.ts';

export interface KioskOptions {
  readonly player: Supervised;
  /** `camera`, `street`, or an address. */
  readonly source: string;
  readonly health: HealthSink;
}

/** Nobody has been in view for so long, milliseconds: a moment for what would disturb. */
const IDLE_AFTER = 60_000;

/**
 * A screen that nobody attends: what it does, and what is wished of it. Fires `change` whenever `state`, `source` or
 * `present` changed.
 */
export class Kiosk extends EventTarget implements Caretaker {
  readonly health: HealthSink;
  readonly #player: Supervised;
  #state: KioskState = 'starting';
  #source: string;
  #present = true;
  #presentUntil = performance.now();

  constructor({ player, source, health }: KioskOptions) {
    super();
    this.#player = player;
    this.#source = source;
    this.health = health;
    player.caretaker = this;
    this.#open();
  }

  get state(): KioskState {
    return this.#state;
  }

  /** What is to be shown; when it cannot be had the street may stand in. */
  get source(): string {
    return this.#source;
  }

  /** Somebody is in view. */
  get present(): boolean {
    return this.#present;
  }

  /** Nobody has been in view for a minute and all is well: an update would disturb nobody. */
  get isIdle(): boolean {
    return this.#state === 'attract' && performance.now() - this.#presentUntil > IDLE_AFTER;
  }

  /** Turns `live` into `attract` and back. */
  setPresence(present: boolean): void {
    if (present === this.#present) return;
    this.#present = present;
    if (!present) this.#presentUntil = performance.now();
    if (this.#state === 'live' || this.#state === 'attract') this.#set(present ? 'live' : 'attract');
    this.#changed();
  }

  /** @param source `camera`, `street`, or an address */
  setSource(source: string): void {
    if (source === this.#source) return;
    this.#source = source;
    this.#open();
    this.#changed();
  }

  /** A frame was labelled. */
  beat(): void {
    if (this.#state !== 'live' && this.#state !== 'attract') this.#set(this.#present ? 'live' : 'attract');
  }

  fault(fault: FaultKind, error: PerPixelError): void {
    this.health.append({ time: Date.now(), kind: 'fault', fault, detail: error.message });
  }

  /** Twice is harmless. */
  close(): void {
    if (this.#player.caretaker === this) this.#player.caretaker = null;
  }

  #open(): void {
    // what goes wrong then is a fault that was told
    void this.#player.open(this.#source).catch(() => undefined);
  }

  #set(state: KioskState): void {
    if (state === this.#state) return;
    this.health.append({ time: Date.now(), kind: 'state', state, from: this.#state });
    this.#state = state;
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
