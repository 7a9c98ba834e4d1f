import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { customElement } from '../custom-element.ts';
import { nameOf } from '../../core/instances/name.ts';
import type { Probe } from '../../core/labels/probe.ts';
import { Component } from '../component.ts';
import { controls } from '../controls.styles.ts';
import { percent } from '../format.ts';
import { tokens } from '../tokens.ts';
import { styles } from './inspector.styles.ts';
import { place } from './place.ts';

const GAP = 14;

/**
 * Names the class of one pixel, beside it. Lies over the stage it describes (`position: absolute; inset: 0` in a positioned
 * parent) and lets every pointer through. Under the pointer it is for the eye alone; with `keyboard` it draws a cross and
 * says its text to a screen reader.
 * @tag pp-inspector
 * @csspart bubble - the tooltip
 */
@customElement('pp-inspector')
export class Inspector extends Component {
  static override readonly styles = [tokens, controls, styles];

  /** Null hides it. */
  @property({ attribute: false }) probe: Probe | null = null;
  /** The class's colour, `#rrggbb`. */
  @property() colour = '#808080';
  /** What a click does to it; empty: nothing. */
  @property() note = '';
  /** CSS pixels from the stage's upper left corner. */
  @property({ type: Number }) x = 0;
  @property({ type: Number }) y = 0;
  /** The point was chosen by keyboard. */
  @property({ type: Boolean }) keyboard = false;

  @query('.bubble') private readonly bubble!: HTMLElement | null;
  @query('.cross') private readonly cross!: SVGElement | null;

  protected override render(): TemplateResult {
    return html`
      ${this.probe && this.keyboard ? cross : nothing} ${this.probe ? this.#bubble(this.probe) : nothing}
      <p class="unseen" role="status">${this.probe && this.keyboard ? sentence(this.probe, this.note) : nothing}</p>
    `;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    if (!this.bubble) return;
    const stage = { width: this.clientWidth, height: this.clientHeight };
    // as it is laid out: on the screen it may be scaled or turned
    const size = { width: this.bubble.offsetWidth + 1, height: this.bubble.offsetHeight + 1 };
    const { x, y } = place(this, size, stage, GAP);
    this.bubble.style.transform = `translate(${Math.floor(x)}px, ${Math.floor(y)}px)`;
    if (this.cross) this.cross.style.transform = `translate(${this.x}px, ${this.y}px)`;
  }

  #bubble(probe: Probe): TemplateResult {
    const [what, figures] = words(probe);
    return html`
      <div class="bubble" part="bubble" aria-hidden="true">
        <svg class="swatch" viewBox="0 0 12 12">
          <rect x="0.5" y="0.5" width="11" height="11" rx="3" fill=${this.colour} />
        </svg>
        <strong><bdi>${what}</bdi></strong>
        <span class="figures">${figures.join(' · ')}</span>
        ${this.note ? html`<span class="figures">${this.note}</span>` : nothing}
      </div>
    `;
  }
}

const cross = html`<svg class="cross" viewBox="0 0 20 20" aria-hidden="true">
  <circle cx="10" cy="10" r="5" />
  <path d="M10 1v4m0 10v4M1 10h4m10 0h4" />
</svg>`;

function sentence(probe: Probe, note: string): string {
  return [...words(probe).flat(), ...(note ? [note] : [])].join(', ');
}

/** What is there, and its figures: of the thing where it is one, else of the class. */
function words({ name, confidence, share, thing }: Probe): [what: string, figures: string[]] {
  const what = thing ? `${name} ${nameOf(thing)}` : name;
  const [sure, of] = thing ? [thing.score, thing.share] : [confidence, share];
  return [what, [`${percent(sure)} sure`, `${percent(of)} of the picture`]];
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-inspector': Inspector;
  }
}
