import type { Kiosk } from '../supervisor/kiosk.ts';
import type { KioskConfig } from '../config/config.ts';
import type { KioskState } from '../supervisor/health.ts';
import { coverPosition, Framing, peopleAt } from './framing.ts';
import { peopleIn, Presence } from './presence.ts';
import type { ModelClass } from '../../../core/manifest/manifest.ts';
import type { PerPixelElement, PerPixelFrame } from '../../../elements/per-pixel/element.ts';
import { Attract } from './attract.ts';
import { OverlayCycle } from './overlay-cycle.ts';
import { EvenedShares, type Share } from './shares.ts';

type Classes = readonly ModelClass[];

/** Frames a second that are looked at while nobody is there: two of them, half a second, prove a return. */
const WATCHING = 4;
/** While a visitor operates something over the picture: the supervisor sees that all is well, and the visitor has the machine. */
const BEHIND = 1;

export interface AttendantOptions {
  readonly viewer: PerPixelElement;
  readonly config: KioskConfig;
  readonly calm: boolean;
  /** State, shares or what is shown have changed. */
  onChange(): void;
}

/** Sees who is there, and has the picture or the attract loop shown accordingly. */
export class Attendant {
  shares: readonly Share[] = [];
  /** What a screen that is narrower than the picture shows of it. */
  readonly #framing: Framing;
  readonly #viewer: PerPixelElement;
  readonly #onChange: () => void;
  readonly #presence: Presence;
  readonly #cycle: OverlayCycle;
  readonly #attract: Attract | null;
  readonly #listening = new AbortController();
  #evened = new EvenedShares();
  #kiosk: Kiosk | null = null;
  #behind = false;
  #classes: Classes = [];

  constructor({ viewer, config, calm, onChange }: AttendantOptions) {
    this.#viewer = viewer;
    this.#onChange = onChange;
    this.#framing = new Framing(calm);
    this.#presence = new Presence(config.idle.share, config.idle.seconds * 1000, performance.now());
    this.#cycle = new OverlayCycle(viewer, config.overlays, calm);
    const onFrame = (classes: Classes, frame: PerPixelFrame): void => this.#show(classes, frame);
    const { attract: settings, backend, runtime } = config;
    this.#attract =
      settings === false ? null : new Attract({ settings, backend, runtime, calm, after: viewer, onFrame });
    const { signal } = this.#listening;
    viewer.addEventListener('perpixel-ready', ({ detail }) => (this.#classes = detail.model.classes), { signal });
    viewer.addEventListener('perpixel-frame', ({ detail }) => this.#framed(detail), { signal });
    viewer.addEventListener('perpixel-kiosk', ({ detail }) => this.#attach(detail), { signal });
    this.#cycle.start();
  }

  get state(): KioskState {
    return this.#kiosk?.state ?? 'starting';
  }

  get kiosk(): Kiosk | null {
    return this.#kiosk;
  }

  /** A visitor operates something over the picture: who of them is in view does not matter. */
  set behind(behind: boolean) {
    this.#behind = behind;
    this.#follow();
  }

  /** The attract loop is what is seen. */
  get attracting(): boolean {
    return this.#attract?.playing ?? false;
  }

  /** Twice is harmless. */
  close(): void {
    this.#listening.abort();
    this.#cycle.stop();
    this.#attract?.stop();
    this.#viewer.rate = null;
    this.#viewer.style.removeProperty('--focus');
  }

  #attach(kiosk: Kiosk): void {
    this.#kiosk = kiosk;
    kiosk.addEventListener('change', () => this.#follow(), { signal: this.#listening.signal });
    this.#follow();
  }

  #follow(): void {
    const away = this.state === 'attract';
    const plays = away && !this.#behind && this.#attract !== null;
    this.#viewer.rate = this.#behind ? BEHIND : away ? WATCHING : null;
    if (plays !== this.attracting) {
      this.#evened = new EvenedShares();
      if (plays) this.#attract?.start();
      else this.#attract?.stop();
    }
    this.#onChange();
  }

  #framed(frame: PerPixelFrame): void {
    this.#look(frame);
    if (!this.attracting) this.#show(this.#classes, frame);
  }

  /** Who looks into a camera can be seen; a film or the street says nothing about the room. */
  #look({ shares, centres, width, height }: PerPixelFrame): void {
    const isRoom = this.#kiosk?.source === 'camera' && this.#kiosk.lack === null;
    const ids = isRoom ? peopleIn(this.#classes) : [];
    const people = peopleAt(ids, shares, centres);
    const now = performance.now();
    this.#framing.add(people, now / 1000);
    const { clientWidth, clientHeight, style } = this.#viewer;
    const position = coverPosition(this.#framing.middle, width / height, clientWidth / clientHeight);
    style.setProperty('--focus', `${(position * 100).toFixed(2)}%`);
    if (ids.length > 0 && this.#presence.add(people.share, now)) this.#kiosk?.setPresence(this.#presence.present);
  }

  #show(classes: Classes, { shares }: PerPixelFrame): void {
    this.#evened.add(shares);
    this.shares = this.#evened.of(classes);
    this.#onChange();
  }
}
