import type { OverlayStep } from '../config/config.ts';
import { stepAt } from '../config/timetable.ts';
import type { PerPixelElement } from '../../../elements/per-pixel/element.ts';

/** A change of overlays: out, then in. */
const FADE_MS = 900;
const FRAME_MS = 50;

type Picture = Pick<PerPixelElement, 'overlay' | 'opacity' | 'background'>;

/** Shows overlays one after the other, slowly. */
export class OverlayCycle {
  #timer: ReturnType<typeof setInterval> | undefined;
  #fading: ReturnType<typeof setInterval> | undefined;
  #step = -1;
  #since = 0;

  /** @param calm changes at once, for those who want no motion */
  constructor(
    private readonly picture: Picture,
    private readonly steps: readonly OverlayStep[],
    private readonly calm: boolean,
  ) {}

  start(): void {
    if (this.#timer !== undefined) return;
    this.#since = performance.now();
    this.#timer = setInterval(() => this.#look(), 250);
    this.#look();
  }

  /** Twice is harmless. */
  stop(): void {
    clearInterval(this.#timer);
    clearInterval(this.#fading);
    this.#timer = undefined;
    this.#step = -1;
  }

  #look(): void {
    const index = stepAt(this.steps, (performance.now() - this.#since) / 1000);
    const step = this.steps[index];
    if (!step || index === this.#step) return;
    const first = this.#step === -1;
    this.#step = index;
    if (first || this.calm) this.#show(step, step.opacity);
    else this.#fade(step);
  }

  #fade(step: OverlayStep): void {
    const from = this.picture.opacity;
    const start = performance.now();
    clearInterval(this.#fading);
    this.#fading = setInterval(() => {
      const at = (performance.now() - start) / FADE_MS;
      if (at < 1) this.picture.opacity = from * (1 - at);
      else this.#show(step, step.opacity * Math.min(1, at - 1));
      if (at >= 2) clearInterval(this.#fading);
    }, FRAME_MS);
  }

  #show(step: OverlayStep, opacity: number): void {
    this.picture.background = step.background ?? null;
    this.picture.overlay = step.overlay;
    this.picture.opacity = opacity;
  }
}
