import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { customElement } from '../custom-element.ts';
import { live } from 'lit/directives/live.js';
import { Component } from '../component.ts';
import { controls } from '../controls.styles.ts';
import { request } from '../events.ts';
import { clock } from '../format.ts';
import { loopIcon, pauseIcon, playIcon } from '../icons/icons.ts';
import { tokens } from '../tokens.ts';
import { styles } from './playback.styles.ts';

/** Seconds a key moves by. */
const KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
};

/**
 * Plays, pauses, seeks and loops. A source without an end (`duration` 0 or Infinity) has only play and pause, and says whether it is live.
 * @tag pp-playback
 * @fires pp-request-play
 * @fires pp-request-pause
 * @fires pp-request-seek - detail `{ seconds }`, again and again while the slider is moved
 * @fires pp-request-loop - detail `{ loop }`
 * @csspart play - the play button
 * @csspart seek - the slider over the time
 * @csspart time - the time in figures
 * @csspart button - a button
 * @csspart slider - a slider
 */
@customElement('pp-playback')
export class Playback extends Component {
  static override readonly styles = [tokens, controls, styles];

  @property({ type: Boolean }) paused = false;
  /** Seconds. */
  @property({ type: Number }) time = 0;
  /** Seconds: where the first picture begins. */
  @property({ type: Number }) start = 0;
  /** Seconds: where the last one ends; 0 or Infinity for a live source. */
  @property({ type: Number }) duration = 0;
  @property({ type: Boolean }) seekable = false;
  @property({ type: Boolean }) loop = false;
  /** A picture of it stands, to be drawn on. */
  @property({ type: Boolean }) frozen = false;
  /** Times the normal speed. */
  @property({ type: Number }) rate = 1;

  /** Where the thumb is held until the source has arrived there. */
  @state() private wanted: number | null = null;
  @query('input') private readonly slider!: HTMLInputElement | null;
  #held = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.#held && (changed.has('time') || changed.has('duration'))) this.wanted = null;
  }

  protected override render(): TemplateResult {
    const action = this.#stands ? 'Play' : 'Pause';
    return html`
      <div class="bar" role="group" aria-label="Playback">
        <button
          class="button square"
          part="button play"
          type="button"
          title=${action}
          aria-label=${action}
          @click=${this.#toggle}
        >
          ${this.#stands ? playIcon : pauseIcon}
        </button>
        ${this.#ends ? this.#file() : this.#live()}
      </div>
    `;
  }

  protected override updated(): void {
    this.slider?.style.setProperty('--_fill', String((this.#shown - this.start) / (this.duration - this.start)));
  }

  get #stands(): boolean {
    return this.paused || this.frozen;
  }

  get #ends(): boolean {
    return Number.isFinite(this.duration) && this.duration > 0;
  }

  get #shown(): number {
    return Math.min(Math.max(this.wanted ?? this.time, this.start), this.duration);
  }

  #file(): TemplateResult {
    const [now, end] = [clock(this.#shown), clock(this.duration)];
    return html`
      <input
        class="seek"
        part="slider seek"
        type="range"
        min=${this.start}
        step="any"
        aria-label="Seek"
        aria-valuetext="${now} of ${end}"
        max=${this.duration}
        ?disabled=${!this.seekable}
        .value=${live(String(this.#shown))}
        @input=${this.#seek}
        @change=${this.#release}
        @keydown=${this.#nudge}
      />
      <span class="time" part="time"><b>${now}</b> / ${end}</span>
      ${this.rate === 1 ? nothing : html`<span class="rate caption">${this.rate}×</span>`}
      <button
        class="button plain square"
        part="button"
        type="button"
        title="Loop"
        aria-label="Loop"
        aria-pressed=${this.loop}
        @click=${() => request(this, 'pp-request-loop', { loop: !this.loop })}
      >
        ${loopIcon}
      </button>
    `;
  }

  #live(): TemplateResult {
    const words = this.frozen ? 'Frozen' : this.paused ? 'Paused' : 'Live';
    return html`<span class=${this.#stands ? 'live' : 'live on'}>${words}</span>`;
  }

  #toggle(): void {
    request(this, this.#stands ? 'pp-request-play' : 'pp-request-pause', null);
  }

  #seek(event: Event & { target: HTMLInputElement }): void {
    this.#held = true;
    this.#request(event.target.valueAsNumber);
  }

  #release(): void {
    this.#held = false;
  }

  /** Arrows move by a second; a browser's own step would be a hundredth of the whole. */
  #nudge(event: KeyboardEvent): void {
    const by = KEYS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.#request(Math.min(Math.max(this.#shown + by, this.start), this.duration));
  }

  #request(seconds: number): void {
    this.wanted = seconds;
    request(this, 'pp-request-seek', { seconds });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-playback': Playback;
  }
}
