import type { PerPixelError } from '../../core/errors/errors.ts';
import type { Player } from '../../live/player/player.ts';
import type { FrameReport } from '../../protocol/live.ts';
import type { PerPixelElement, PerPixelFrame } from './element.ts';

/** The element's events: what the page hears of its player. */
export class Announcements {
  #state = '';
  #awaitsReady = false;
  /** Settings have been taken up before. */
  #seen = false;
  /** The model and the backend that were ready last. */
  #readyFor = '';

  constructor(
    private readonly viewer: PerPixelElement,
    private readonly player: Player,
  ) {}

  /** The player's state may be another one. */
  changed(): void {
    const { phase, source } = this.player;
    const state = phase === 'running' && source?.playback.paused && source.traits.moves ? 'paused' : phase;
    if (state === this.#state) return;
    this.#state = state;
    if (phase === 'loading' || phase === 'opening') this.#awaitsReady = true;
    this.#emit('perpixel-statechange', { state });
  }

  framed(report: FrameReport): void {
    const { info, source } = this.player;
    const awaited = this.#awaitsReady && !this.player.changing;
    if (info && (awaited || this.#readyFor !== info.model.id + info.backend)) {
      this.#awaitsReady = false;
      this.#readyFor = info.model.id + info.backend;
      this.#emit('perpixel-ready', info);
    }
    const { id, width, height, seconds, shares, timings, accuracy, found } = report;
    const mirrored = this.viewer.mirrored && source?.traits.mirrors;
    const centres = mirrored ? report.centres.map((x) => 1 - x) : report.centres;
    const miou = accuracy?.miou ?? null;
    const detail: PerPixelFrame = { id, width, height, seconds, shares, centres, timings, miou, ...found };
    this.#emit('perpixel-frame', detail);
  }

  /** What was chosen, by whomever, after the first time. */
  set(changed: ReadonlyMap<PropertyKey, unknown>): void {
    const { labelling, keep, background } = this.viewer;
    if (this.#seen && changed.has('labelling')) this.#emit('perpixel-labellingchange', { labelling });
    if (this.#seen && changed.has('keep')) this.#emit('perpixel-keepchange', { keep });
    if (this.#seen && changed.has('background')) this.#emit('perpixel-backgroundchange', { background });
    this.#seen = true;
  }

  failed(error: PerPixelError): void {
    this.#emit('perpixel-error', error);
  }

  #emit(name: string, detail: unknown): void {
    this.viewer.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
