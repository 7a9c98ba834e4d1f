import type { KioskConfig } from '../config/config.ts';
import type { ModelClass } from '../../../core/manifest/manifest.ts';
import type { PerPixelElement, PerPixelFrame } from '../../../elements/per-pixel/element.ts';
import { OverlayCycle } from './overlay-cycle.ts';

/** Milliseconds of the fade, as the page's style has it. */
const FADE_MS = 600;

export interface AttractOptions {
  readonly settings: Exclude<KioskConfig['attract'], false>;
  readonly backend: KioskConfig['backend'];
  readonly runtime: KioskConfig['runtime'];
  readonly calm: boolean;
  /** Where the second picture goes: above the first. */
  readonly after: Element;
  onFrame(classes: readonly ModelClass[], frame: PerPixelFrame): void;
}

/**
 * What plays while nobody is there: a second picture over the first one. The first goes on watching, at a few frames a
 * second, so that a person's return needs nothing to be opened.
 */
export class Attract {
  #picture: PerPixelElement | null = null;
  #cycle: OverlayCycle | null = null;

  constructor(private readonly options: AttractOptions) {}

  get playing(): boolean {
    return this.#picture !== null;
  }

  start(): void {
    if (this.#picture) return;
    const { settings, backend, runtime, calm, after, onFrame } = this.options;
    const picture = document.createElement('per-pixel');
    picture.className = 'attract';
    picture.inert = true;
    picture.sameOrigin = true;
    picture.backend = backend;
    picture.runtime = runtime;
    picture.model = settings.model;
    picture.source = settings.source;
    let classes: readonly ModelClass[] = [];
    picture.addEventListener('perpixel-ready', ({ detail }) => (classes = detail.model.classes));
    // nothing of it is seen before it has something to show, nor when it fails
    picture.addEventListener('perpixel-frame', ({ detail }) => {
      picture.classList.add('shown');
      onFrame(classes, detail);
    });
    picture.addEventListener('perpixel-statechange', ({ detail }) => {
      if (detail.state === 'failed') picture.classList.remove('shown');
    });
    // its troubles are not the screen's: behind it the first picture goes on
    picture.addEventListener('perpixel-error', (event) => event.stopPropagation());
    this.#picture = picture;
    this.#cycle = new OverlayCycle(picture, settings.overlays, calm);
    after.after(picture);
    this.#cycle.start();
  }

  /** Twice is harmless. */
  stop(): void {
    const picture = this.#picture;
    this.#picture = null;
    this.#cycle?.stop();
    picture?.classList.remove('shown');
    if (picture) setTimeout(() => picture.remove(), this.options.calm ? 0 : FADE_MS);
  }
}
