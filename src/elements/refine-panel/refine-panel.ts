import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { customElement } from '../custom-element.ts';
import { live } from 'lit/directives/live.js';
import type { RefineOptions } from '../../core/refine/stages.ts';
import { Component } from '../component.ts';
import { controls } from '../controls.styles.ts';
import { request } from '../events.ts';
import { tokens } from '../tokens.ts';
import { styles } from './refine-panel.styles.ts';
import { slider } from './slider.ts';
import { stageControls } from './stage-controls.ts';

type Picked = Event & { readonly target: HTMLInputElement };

interface Partner {
  readonly id: string;
  readonly title: string;
}

/**
 * How labels are tidied, and where doubt shows. It only requests: what it shows changes when its properties do.
 * @tag pp-refine
 * @fires pp-request-refine - detail `{ refine }`, null for the model's own
 * @fires pp-request-doubt - detail `{ doubt }`, 0 to 1
 * @fires pp-request-split - detail `{ split }`, 0 to 1 or null
 * @fires pp-request-augment - detail `{ mirror }`
 * @fires pp-request-ensemble - detail `{ ensemble }`, empty for none
 * @csspart group - what belongs together, with a heading
 * @csspart slider - a slider
 * @csspart button - a button
 * @csspart field - a choice with its name
 */
@customElement('pp-refine')
export class RefinePanel extends Component {
  static override readonly styles = [tokens, controls, styles];

  /** What the visitor chose; null: the model's own. */
  @property({ attribute: false }) refine: RefineOptions | false | null = null;
  /** What the model's manifest says. */
  @property({ attribute: false }) own: RefineOptions | false = {};
  /** There is a view whose doubt can be hatched, and which can be split. */
  @property({ attribute: false }) viewed = true;
  /** Pixels whose confidence is below are hatched; 0 turns that off. */
  @property({ type: Number }) doubt = 0;
  /** Where the view is split; null: it is not. */
  @property({ attribute: false }) split: number | null = null;
  /** Each frame is labelled in the mirror too. */
  @property({ type: Boolean }) mirror = false;
  /** Models that can run beside this one. */
  @property({ attribute: false }) partners: readonly Partner[] = [];
  /** The one that does; empty: none. */
  @property() ensemble = '';

  protected override render(): TemplateResult {
    const controls = {
      refine: this.#current,
      own: this.own || {},
      onChange: (change: RefineOptions) => this.#change(change),
    };
    return html`
      <section class=${this.viewed ? 'viewed' : ''} aria-label="Refinement">
        <fieldset part="group">
          <legend>Labels</legend>
          ${stageControls('Labels', controls)}
        </fieldset>
        <fieldset part="group">
          <legend>Edges</legend>
          ${stageControls('Edges', controls)}
        </fieldset>
        <fieldset part="group">
          <legend>Second pass</legend>
          <label
            class="check"
            title="Labels each picture in the mirror too and averages both results; takes twice as long"
          >
            <input
              type="checkbox"
              name="mirror"
              .checked=${live(this.mirror)}
              @change=${({ target }: Picked) =>
                this.#send(() => request(this, 'pp-request-augment', { mirror: target.checked }))}
            />
            Label mirrored too
          </label>
          ${this.partners.length > 0 || this.ensemble ? this.#partner() : nothing}
          ${this.viewed ? nothing : this.#back()}
        </fieldset>
        ${this.viewed ? this.#view() : nothing}
      </section>
    `;
  }

  #view(): TemplateResult {
    return html`
      <fieldset part="group">
        <legend>View</legend>
        ${slider({
          name: 'doubt',
          label: 'Hatch doubt',
          hint: 'Hatches pixels whose confidence is below',
          value: this.doubt,
          least: 0,
          most: 1,
          step: 0.01,
          words: this.doubt > 0 ? `< ${Math.round(this.doubt * 100)} %` : 'off',
          onInput: (doubt) => this.#send(() => request(this, 'pp-request-doubt', { doubt })),
        })}
        <label class="check">
          <input
            type="checkbox"
            name="split"
            .checked=${live(this.split !== null)}
            @change=${({ target }: Picked) => this.#send(() => request(this, 'pp-request-split', { split: target.checked ? 0.5 : null }))}
          />
          Compare with raw labels
        </label>
        ${this.#back()}
      </fieldset>
    `;
  }

  #back(): TemplateResult {
    return html`
      <button
        class="button"
        part="button"
        type="button"
        ?disabled=${this.refine === null}
        @click=${() => request(this, 'pp-request-refine', { refine: null })}
      >
        Back to the model’s own
      </button>
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

  #partner(): TemplateResult {
    const known = this.ensemble === '' || this.partners.some(({ id }) => id === this.ensemble);
    const others = known ? this.partners : [...this.partners, { id: this.ensemble, title: this.ensemble }];
    return html`
      <label class="choice" part="field" title="A second model labels each picture too, and both results are averaged">
        <span>Second model</span>
        <select
          name="ensemble"
          @change=${({ target }: Event & { readonly target: HTMLSelectElement }) =>
            this.#send(() => request(this, 'pp-request-ensemble', { ensemble: target.value }))}
        >
          <option value="" .selected=${live(this.ensemble === '')}>none</option>
          ${others.map(
            ({ id, title }) => html`<option value=${id} .selected=${live(id === this.ensemble)}>${title}</option>`,
          )}
        </select>
      </label>
    `;
  }

  #change(change: RefineOptions): void {
    this.#send(() => request(this, 'pp-request-refine', { refine: { ...this.#current, ...change } }));
  }

  /** Requests, and shows what is confirmed, which may be what was before. */
  #send(send: () => void): void {
    send();
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-refine': RefinePanel;
  }
}
