import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { RefineOptions } from '../../core/manifest/refine.ts';
import { Component } from '../component.ts';
import { controls } from '../controls.styles.ts';
import { request } from '../events.ts';
import { tokens } from '../tokens.ts';
import { styles } from './refine-panel.styles.ts';

type Picked = Event & { readonly target: HTMLInputElement };

interface Partner {
  readonly id: string;
  readonly title: string;
}

interface Slider {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  readonly said: string;
  readonly disabled?: boolean;
  ask(value: number): void;
}

/** What edges are guided with when the visitor turns that on and the model has no opinion. */
const GUIDED = { radius: 2, epsilon: 1e-3 };

/**
 * How labels are tidied, and where doubt shows. It only asks: what it shows changes when its properties do.
 * @tag pp-refine
 * @fires pp-request-refine - detail `{ refine }`, null for the model's own
 * @fires pp-request-doubt - detail `{ doubt }`, 0 to 1
 * @fires pp-request-split - detail `{ split }`, 0 to 1 or null
 * @fires pp-request-ask-twice - detail `{ mirror }`
 * @fires pp-request-ensemble - detail `{ ensemble }`, empty for none
 */
@customElement('pp-refine')
export class RefinePanel extends Component {
  static override readonly styles = [tokens, controls, styles];

  /** What the visitor chose; null: the model's own. */
  @property({ attribute: false }) refine: RefineOptions | false | null = null;
  /** What the model's manifest says. */
  @property({ attribute: false }) own: RefineOptions | false = {};
  /** Pixels whose confidence is below are hatched; 0 turns that off. */
  @property({ type: Number }) doubt = 0;
  /** Where the view is split; null: it is not. */
  @property({ attribute: false }) split: number | null = null;
  /** Each frame is labelled in the mirror too. */
  @property({ type: Boolean }) mirror = false;
  /** Models that can be asked beside this one. */
  @property({ attribute: false }) partners: readonly Partner[] = [];
  /** The one that is; empty: none. */
  @property() ensemble = '';

  protected override render(): TemplateResult {
    const { temporal = 0, closing = 0, opening = 0, minRegion = 0, guided = false } = this.#current;
    const edges = guided || GUIDED;
    return html`
      <section aria-label="Refinement">
        <fieldset>
          <legend>Labels</legend>
          ${this.#slider({ name: 'temporal', label: 'Smoothing', hint: 'Share of the frame before that is kept where the picture stands still', value: temporal, least: 0, most: 0.95, step: 0.05, said: `${Math.round(temporal * 100)} %`, ask: (value) => this.#ask({ temporal: value }) })}
          ${this.#slider({ name: 'closing', label: 'Closing', hint: 'Fills gaps up to this many grid pixels on each side', value: closing, least: 0, most: 8, step: 1, said: pixels(closing), ask: (value) => this.#ask({ closing: value }) })}
          ${this.#slider({ name: 'opening', label: 'Opening', hint: 'Takes specks away, up to this many grid pixels on each side', value: opening, least: 0, most: 8, step: 1, said: pixels(opening), ask: (value) => this.#ask({ opening: value }) })}
          ${this.#slider({ name: 'regions', label: 'Small regions', hint: 'Regions of fewer grid pixels take their surroundings’ class', value: minRegion, least: 0, most: 400, step: 4, said: minRegion > 0 ? `< ${minRegion}` : 'kept', ask: (value) => this.#ask({ minRegion: value }) })}
        </fieldset>
        <fieldset>
          <legend>Edges</legend>
          <label class="check">
            <input
              type="checkbox"
              name="guided"
              .checked=${live(guided !== false)}
              @change=${({ target }: Picked) => this.#ask({ guided: target.checked ? this.#ownEdges : false })}
            />
            Follow the picture
          </label>
          ${this.#slider({ name: 'radius', label: 'Radius', hint: 'Grid pixels around an edge that are looked at', value: edges.radius, least: 1, most: 8, step: 1, said: pixels(edges.radius), disabled: !guided, ask: (radius) => this.#ask({ guided: { ...edges, radius } }) })}
          ${this.#slider({ name: 'epsilon', label: 'Contrast', hint: 'Steps of brightness that count as an edge: fainter to the left', value: Math.log10(edges.epsilon), least: -6, most: 0, step: 0.5, said: `${(Math.sqrt(edges.epsilon) * 100).toFixed(1)} %`, disabled: !guided, ask: (power) => this.#ask({ guided: { ...edges, epsilon: Number((10 ** power).toPrecision(3)) } }) })}
        </fieldset>
        <fieldset>
          <legend>Second answer</legend>
          <label
            class="check"
            title="Labels each picture in the mirror too and averages both answers; takes twice as long"
          >
            <input
              type="checkbox"
              name="mirror"
              .checked=${live(this.mirror)}
              @change=${({ target }: Picked) =>
                this.#send(() => request(this, 'pp-request-ask-twice', { mirror: target.checked }))}
            />
            Ask twice, once mirrored
          </label>
          ${this.partners.length > 0 || this.ensemble ? this.#partner() : nothing}
        </fieldset>
        <fieldset>
          <legend>View</legend>
          ${this.#slider({ name: 'doubt', label: 'Hatch doubt', hint: 'Hatches pixels whose confidence is below', value: this.doubt, least: 0, most: 1, step: 0.01, said: this.doubt > 0 ? `< ${Math.round(this.doubt * 100)} %` : 'off', ask: (doubt) => this.#send(() => request(this, 'pp-request-doubt', { doubt })) })}
          <label class="check">
            <input
              type="checkbox"
              name="split"
              .checked=${live(this.split !== null)}
              @change=${({ target }: Picked) => this.#send(() => request(this, 'pp-request-split', { split: target.checked ? 0.5 : null }))}
            />
            Compare with raw labels
          </label>
          <button
            class="button"
            type="button"
            ?disabled=${this.refine === null}
            @click=${() => request(this, 'pp-request-refine', { refine: null })}
          >
            Back to the model’s own
          </button>
        </fieldset>
      </section>
    `;
  }

  protected override updated(): void {
    for (const input of this.renderRoot.querySelectorAll<HTMLInputElement>('input[type=range]')) {
      const [least, most] = [Number(input.min), Number(input.max)];
      input.style.setProperty('--_fill', String((input.valueAsNumber - least) / (most - least)));
    }
  }

  get #current(): RefineOptions {
    return (this.refine ?? this.own) || {};
  }

  get #ownEdges() {
    return (this.own && this.own.guided) || GUIDED;
  }

  #partner(): TemplateResult {
    const known = this.ensemble === '' || this.partners.some(({ id }) => id === this.ensemble);
    const others = known ? this.partners : [...this.partners, { id: this.ensemble, title: this.ensemble }];
    return html`
      <label class="choice" title="A second model labels each picture too, and both answers are averaged">
        <span>Ask also</span>
        <select
          name="ensemble"
          @change=${({ target }: Event & { readonly target: HTMLSelectElement }) =>
            this.#send(() => request(this, 'pp-request-ensemble', { ensemble: target.value }))}
        >
          <option value="" .selected=${live(this.ensemble === '')}>nobody</option>
          ${others.map(
            ({ id, title }) => html`<option value=${id} .selected=${live(id === this.ensemble)}>${title}</option>`,
          )}
        </select>
      </label>
    `;
  }

  #slider({ name, label, hint, value, least, most, step, said, disabled, ask }: Slider): TemplateResult {
    return html`
      <label class="slider" title=${hint}>
        <span>${label}</span>
        <input
          type="range"
          name=${name}
          min=${least}
          max=${most}
          step=${step}
          aria-valuetext=${said}
          ?disabled=${disabled ?? false}
          .value=${live(String(value))}
          @input=${({ target }: Picked) => ask(target.valueAsNumber)}
        />
        <output>${disabled ? nothing : said}</output>
      </label>
    `;
  }

  #ask(change: RefineOptions): void {
    this.#send(() => request(this, 'pp-request-refine', { refine: { ...this.#current, ...change } }));
  }

  /** Asks, and shows what is confirmed whatever the answer. */
  #send(send: () => void): void {
    send();
    this.requestUpdate();
  }
}

function pixels(count: number): string {
  return count > 0 ? `${count} px` : 'off';
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-refine': RefinePanel;
  }
}
