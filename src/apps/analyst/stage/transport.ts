import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { ANALYSIS_OVERLAYS, FIRST_VIEW, type AnalysisView } from '../../../protocol/video.ts';
import { Component } from '../../../elements/component.ts';
import { controls } from '../../../elements/controls.styles.ts';
import { loopIcon, pauseIcon, playIcon } from '../../../elements/icons/icons.ts';
import { tokens } from '../../../elements/tokens.ts';
import { timecode } from '../format.ts';
import { markIcon, stepBackIcon, stepIcon } from '../icons.ts';

const RATES = [0.1, 0.25, 0.5, 1, 2, 4];

/**
 * Plays, steps, seeks and loops, frame by frame.
 * @tag pp-transport
 */
@customElement('pp-transport')
export class Transport extends Component {
  static override readonly styles = [
    tokens,
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: var(--_space-1) var(--_space-2);
        align-items: center;
      }

      input.seek {
        flex: 1 1 10rem;
        inline-size: auto;
      }

      .time {
        color: var(--_ink-soft);
        font: 500 var(--_text-xs) / 1 var(--_mono);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }

      .time b {
        color: var(--_ink);
        font-weight: 600;
      }

      select {
        min-block-size: var(--_hit);
        padding: 0 var(--_space-2);
        font: 500 var(--_text-xs) / 1 var(--_font);
        background: var(--_raised);
        border: 1px solid var(--_line);
        border-radius: var(--_radius-s);
      }

      input.opacity {
        flex: none;
        inline-size: 5.5rem;
      }
    `,
  ];

  @property({ type: Boolean }) playing = false;
  @property({ type: Boolean }) loop = false;
  /** There is a selection that playing keeps to. */
  @property({ type: Boolean }) ranged = false;
  @property({ type: Number }) rate = 1;
  @property({ type: Number }) index = 0;
  @property({ type: Number }) count = 0;
  /** Seconds. */
  @property({ type: Number }) time = 0;
  @property({ type: Number }) duration = 0;
  @property({ attribute: false }) view = FIRST_VIEW;
  @property({ attribute: false }) onToggle: () => void = () => undefined;
  @property({ attribute: false }) onSeek: (index: number) => void = () => undefined;
  @property({ attribute: false }) onLoop: () => void = () => undefined;
  @property({ attribute: false }) onRate: (rate: number) => void = () => undefined;
  @property({ attribute: false }) onMark: () => void = () => undefined;
  @property({ attribute: false }) onView: (view: AnalysisView) => void = () => undefined;

  protected override render(): TemplateResult {
    const { index, count, time, duration, view } = this;
    return html`
      ${button('Step back', stepBackIcon, () => this.onSeek(Math.max(0, index - 1)))}
      ${button(this.playing ? 'Pause' : 'Play', this.playing ? pauseIcon : playIcon, this.onToggle)}
      ${button('Step forward', stepIcon, () => this.onSeek(Math.min(count - 1, index + 1)))}
      <input
        class="seek"
        type="range"
        min="0"
        max=${Math.max(0, count - 1)}
        step="1"
        aria-label="Frame"
        aria-valuetext="frame ${index} of ${count}, ${timecode(time)}"
        .value=${live(String(index))}
        @input=${({ target }: Event) => this.onSeek((target as HTMLInputElement).valueAsNumber)}
      />
      <span class="time"><b>${timecode(time)}</b> / ${timecode(duration)} · ${index}</span>
      <select
        aria-label="Speed"
        @change=${({ target }: Event) => this.onRate(Number((target as HTMLSelectElement).value))}
      >
        ${RATES.map((rate) => html`<option value=${rate} .selected=${live(rate === this.rate)}>${rate}×</option>`)}
      </select>
      <button
        class="button plain square"
        type="button"
        title=${this.ranged ? 'Loop the selection' : 'Loop'}
        aria-label=${this.ranged ? 'Loop the selection' : 'Loop'}
        aria-pressed=${this.loop}
        @click=${this.onLoop}
      >
        ${loopIcon}
      </button>
      ${button('Mark this frame', markIcon, this.onMark)}
      <select
        aria-label="Overlay"
        @change=${({ target }: Event) =>
          this.onView({ ...view, overlay: (target as HTMLSelectElement).value as AnalysisView['overlay'] })}
      >
        ${ANALYSIS_OVERLAYS.map(
          (each) => html`<option value=${each} .selected=${live(each === view.overlay)}>${each}</option>`,
        )}
      </select>
      <input
        class="opacity"
        type="range"
        min="0"
        max="1"
        step="0.01"
        aria-label="Opacity"
        .value=${live(String(view.opacity))}
        @input=${({ target }: Event) => this.onView({ ...view, opacity: (target as HTMLInputElement).valueAsNumber })}
      />
    `;
  }

  protected override updated(): void {
    const [seek, opacity] = this.renderRoot.querySelectorAll<HTMLInputElement>('input');
    seek?.style.setProperty('--_fill', String(this.count > 1 ? this.index / (this.count - 1) : 0));
    opacity?.style.setProperty('--_fill', String(this.view.opacity));
  }
}

function button(label: string, icon: TemplateResult, act: () => void): TemplateResult {
  return html`
    <button class="button plain square" type="button" title=${label} aria-label=${label} @click=${act}>${icon}</button>
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-transport': Transport;
  }
}
