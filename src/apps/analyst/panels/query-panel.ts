import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { ModelClass } from '../../../core/manifest/manifest.ts';
import { complete, type Completion } from '../../../core/query/complete.ts';
import { evaluate, type Hit } from '../../../core/query/evaluate.ts';
import { parseQuery } from '../../../core/query/parse.ts';
import { QueryError } from '../../../core/query/tokens.ts';
import { vocabularyOf, type Vocabulary } from '../../../core/query/vocabulary.ts';
import { Component } from '../../../elements/component.ts';
import { controls } from '../../../elements/controls.styles.ts';
import { tokens } from '../../../elements/tokens.ts';
import { timecode } from '../format.ts';
import type { LiveSeries } from '../live-series.ts';
import { panel } from './panel.styles.ts';
import { styles } from './query.styles.ts';

/** Milliseconds. */
const GROWS_EVERY = 400;
/** Queries to begin with. */
const SHARES = 'pedestrian > 3% and car > 10% for 0.5s';
const COUNTING = 'count(pedestrian) >= 2 and car > 10%';
/** Completions at once. */
const OFFERS = 10;

/**
 * Finds the stretches in which a query holds, such as `count(pedestrian) >= 2 and car > 10% for 0.5s`, and steps through them.
 * @tag pp-query
 */
@customElement('pp-query')
export class QueryPanel extends Component {
  static override readonly styles = [tokens, controls, panel, styles];

  @property({ attribute: false }) series: LiveSeries | null = null;
  @property({ attribute: false }) classes: readonly ModelClass[] = [];
  /** Of the model. */
  @property() model = '';
  /** Counts up when the series got more. */
  @property({ type: Number }) revision = 0;
  /** Seconds: the shown frame's. */
  @property({ type: Number }) time = 0;
  @property({ attribute: false }) onHits: (hits: readonly Hit[]) => void = () => undefined;
  @property({ attribute: false }) onGo: (hit: Hit) => void = () => undefined;

  @state() private text = '';
  @state() private error: QueryError | null = null;
  @state() private hits: readonly Hit[] = [];
  @state() private offers: readonly Completion[] = [];
  @state() private chosen = -1;
  @query('input') private readonly input!: HTMLInputElement;
  #evaluatedAt = 0;
  #due = 0;

  /** Takes this query, unless there is one already. */
  propose(text: string): void {
    if (this.text.trim()) return;
    this.text = text;
    this.#evaluate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('series') || changed.has('classes')) this.#evaluate();
    else if (changed.has('revision')) this.#grown();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#due);
    this.#due = 0;
  }

  /** While an analysis runs the result grows, some times a second; what came last counts too. */
  #grown(): void {
    const wait = GROWS_EVERY - (performance.now() - this.#evaluatedAt);
    this.#due ||= window.setTimeout(() => this.#evaluate(), Math.max(0, wait));
  }

  protected override render(): TemplateResult {
    const open = this.offers.length > 0;
    return html`
      <h2><label for="query">Find</label></h2>
      <div class="box">
        <input
          id="query"
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          placeholder=${this.series?.counts ? COUNTING : SHARES}
          aria-expanded=${open}
          aria-controls="offers"
          aria-autocomplete="list"
          aria-activedescendant=${this.chosen >= 0 ? `offer-${this.chosen}` : nothing}
          aria-invalid=${this.error !== null}
          aria-describedby="problem"
          .value=${live(this.text)}
          @input=${this.#typed}
          @focus=${this.#offer}
          @click=${this.#offer}
          @blur=${() => (this.offers = [])}
          @keydown=${this.#key}
        />
        ${
          open
            ? html`<div class="list" id="offers" role="listbox" aria-label="Completions">
                ${this.offers.map(
                  ({ text }, place) => html`
                    <div
                      role="option"
                      id="offer-${place}"
                      aria-selected=${place === this.chosen}
                      @pointerdown=${(event: Event) => {
                        event.preventDefault();
                        this.#take(place);
                      }}
                    >
                      ${text}
                    </div>
                  `,
                )}
              </div>`
            : nothing
        }
      </div>
      <div id="problem" aria-live="polite">${this.error ? this.#problem(this.error) : this.#summary()}</div>
      ${this.hits.length > 0 ? this.#list() : nothing}
    `;
  }

  #problem({ message, from, to }: QueryError): TemplateResult {
    const { text } = this;
    const at = text.slice(from, to) || ' ';
    return html`
      <div class="error">
        <pre aria-hidden="true">${text.slice(0, from)}<mark>${at}</mark>${text.slice(to)}</pre>
        ${message}
      </div>
    `;
  }

  #summary(): TemplateResult | typeof nothing {
    if (!this.text.trim()) return nothing;
    if (this.hits.length === 0) return html`<p>No stretch of the video matches.</p>`;
    const seconds = this.hits.reduce((sum, { from, to }) => sum + to - from, 0);
    return html`<p class="row">
      <span>${this.hits.length} ${this.hits.length === 1 ? 'stretch' : 'stretches'}, ${timecode(seconds)} in all</span>
      <button class="button plain" type="button" @click=${() => this.#step(-1)}>Previous</button>
      <button class="button plain" type="button" @click=${() => this.#step(1)}>Next</button>
    </p>`;
  }

  #list(): TemplateResult {
    // a list of thousands helps nobody
    const shown = this.hits.slice(0, 500);
    return html`
      <ol class="rows">
        ${shown.map(
          (hit) => html`
            <li>
              <button
                class="line"
                type="button"
                aria-current=${hit.from <= this.time + 1e-6 && this.time < hit.to}
                @click=${() => this.onGo(hit)}
              >
                <span>${timecode(hit.from)} – ${timecode(hit.to)}</span>
                <span class="caption">${(hit.to - hit.from).toFixed(2)} s</span>
              </button>
            </li>
          `,
        )}
      </ol>
      ${this.hits.length > shown.length ? html`<p>and ${this.hits.length - shown.length} more</p>` : nothing}
    `;
  }

  get #vocabulary(): Vocabulary {
    return vocabularyOf(this.classes, this.series?.counts !== undefined, this.model);
  }

  #typed(): void {
    this.text = this.input.value;
    this.#evaluate();
    this.#offer();
  }

  /**
   * Behind a whole query nothing is offered before a space or an arrow key, and behind a mistake neither: the list would cover what is
   * said of it.
   */
  readonly #offer = (): void => {
    const { value, selectionStart } = this.input;
    const caret = selectionStart ?? 0;
    const { error } = this;
    const whole = error === null && caret === value.length && /\S$/.test(value);
    const mistaken = error !== null && value.slice(error.to, caret).trim() !== '';
    if (whole || mistaken) this.offers = [];
    else this.#offerAll();
  };

  #offerAll(): void {
    this.offers = complete(this.input.value, this.input.selectionStart ?? 0, this.#vocabulary).slice(0, OFFERS);
    this.chosen = -1;
  }

  #take(place: number): void {
    const offer = this.offers[place];
    if (!offer) return;
    const { value } = this.input;
    // what is to be counted follows at once
    const taken = offer.text.endsWith('(') ? offer.text : `${offer.text} `;
    this.text = `${value.slice(0, offer.from)}${taken}${value.slice(offer.to).trimStart()}`;
    this.input.value = this.text;
    const caret = offer.from + taken.length;
    this.input.setSelectionRange(caret, caret);
    this.#evaluate();
    this.#offer();
  }

  #key(event: KeyboardEvent): void {
    event.stopPropagation();
    const count = this.offers.length;
    if (event.key === 'ArrowDown' && count === 0) this.#offerAll();
    else if (event.key === 'ArrowDown') this.chosen = (this.chosen + 1) % count;
    else if (event.key === 'ArrowUp' && count > 0) this.chosen = (this.chosen + count - 1) % count;
    else if ((event.key === 'Enter' || event.key === 'Tab') && this.chosen >= 0) this.#take(this.chosen);
    else if (event.key === 'Escape') this.offers = [];
    else if (event.key === 'Enter') {
      this.offers = [];
      this.#step(1);
    } else return;
    event.preventDefault();
  }

  #evaluate(): void {
    clearTimeout(this.#due);
    this.#due = 0;
    this.#evaluatedAt = performance.now();
    this.error = null;
    let hits: readonly Hit[] = [];
    if (this.text.trim() && this.series) {
      try {
        hits = evaluate(parseQuery(this.text, this.#vocabulary), this.series);
      } catch (error) {
        if (!(error instanceof QueryError)) throw error;
        this.error = error;
      }
    }
    this.hits = hits;
    this.onHits(hits);
  }

  #step(by: 1 | -1): void {
    const later = by > 0 ? this.hits.find(({ from }) => from > this.time + 1e-6) : undefined;
    const earlier = by < 0 ? this.hits.findLast(({ from }) => from < this.time - 1e-6) : undefined;
    const hit = later ?? earlier ?? (by > 0 ? this.hits[0] : this.hits.at(-1));
    if (hit) this.onGo(hit);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-query': QueryPanel;
  }
}
