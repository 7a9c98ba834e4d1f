import { html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { customElement } from '../custom-element.ts';
import { repeat } from 'lit/directives/repeat.js';
import type { ModelClass } from '../../core/manifest/manifest.ts';
import type { Accuracy } from '../../core/metrics/accuracy.ts';
import { Component } from '../component.ts';
import { controls } from '../controls.styles.ts';
import { guardCopied } from '../copied-text.ts';
import { percent } from '../format.ts';
import { swatches } from '../swatches.styles.ts';
import { tokens } from '../tokens.ts';
import { styles } from './legend.styles.ts';

/** Below this a share reads 0.0 %, and the row steps back. */
const VISIBLE = 0.0005;

/** So many classes are looked through by eye. */
const FEW = 20;
/** So many rows at most: more are drawn for nobody, and take longer than a frame. */
const MOST_ROWS = 200;

/**
 * Every class of the model with its colour, its live share of the picture, and its IoU where the truth is known.
 * A table in the order of the classes; figures change without being announced. Of many classes a field finds those with a name,
 * and of very many those come first that are in the picture.
 * @tag pp-legend
 * @csspart heading - a panel's heading
 * @csspart table - the table of classes
 * @csspart row - a class
 * @csspart accuracy - the mean IoU
 */
@customElement('pp-legend')
export class Legend extends Component {
  static override readonly styles = [tokens, controls, swatches, styles];

  @property({ attribute: false }) classes: readonly ModelClass[] = [];
  /** A share for each class id, summing to 1; null before the first frame. */
  @property({ attribute: false }) shares: Float32Array | null = null;
  /** By class id, how many things of it are in the picture; null: nothing is told apart. */
  @property({ attribute: false }) counts: ReadonlyMap<number, number> | null = null;
  /** Null where the source does not know the truth. */
  @property({ attribute: false }) accuracy: Accuracy | null = null;
  /** The class under the pointer. */
  @property({ attribute: false }) active: number | null = null;
  /** A sentence below the table: a licence, where instances come from. */
  @property() note = '';

  /** What the names are searched for. */
  @state() private filter = '';

  constructor() {
    super();
    this.addEventListener('copy', guardCopied);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('classes')) this.filter = '';
  }

  protected override render(): TemplateResult {
    return html`
      <header>
        <h2 id="title" part="heading">Classes</h2>
        <span class="caption figures">${this.classes.length}</span>
      </header>
      ${this.accuracy ? meanIou(this.accuracy) : nothing} ${this.classes.length > FEW ? this.#search() : nothing}
      ${this.classes.length > 0 ? this.#table() : waiting}
      ${this.note ? html`<p class="note">${this.note}</p>` : nothing}
    `;
  }

  #search(): TemplateResult {
    const found = this.#found().length;
    const shown = Math.min(found, MOST_ROWS);
    const said =
      found === 0
        ? 'No class has that name.'
        : shown < found
          ? `${shown} of ${found} are listed.`
          : `${found} ${found === 1 ? 'class' : 'classes'}`;
    return html`
      <search class="search">
        <input
          type="search"
          aria-label="Find a class"
          placeholder="Find a class"
          autocomplete="off"
          spellcheck="false"
          .value=${this.filter}
          @input=${this.#searched}
        />
        <p class="note" role="status">${this.filter || shown < found ? said : ''}</p>
      </search>
    `;
  }

  #searched({ target }: Event): void {
    this.filter = (target as HTMLInputElement).value;
  }

  /** The classes whose name holds every word of the filter. */
  #found(): readonly ModelClass[] {
    const words = this.filter.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return this.classes;
    return this.classes.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
  }

  /** The rows to draw, in the order of the classes. */
  #listed(): readonly ModelClass[] {
    const found = this.#found();
    if (found.length <= MOST_ROWS) return found;
    const { shares } = this;
    const most = found
      .toSorted((a, b) => (shares?.[b.id] ?? 0) - (shares?.[a.id] ?? 0) || a.id - b.id)
      .slice(0, MOST_ROWS);
    return most.sort((a, b) => a.id - b.id);
  }

  #table(): TemplateResult {
    const scored = this.accuracy !== null;
    return html`
      <table part="table" aria-labelledby="title">
        <thead>
          <tr>
            <th scope="col" class="name">class</th>
            <th scope="col" colspan="2">share</th>
            ${scored ? html`<th scope="col" class="figure"><abbr title="Intersection over union">IoU</abbr></th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${repeat(
            this.#listed(),
            (each) => each.id,
            (each) => this.#row(each),
          )}
        </tbody>
      </table>
    `;
  }

  #row({ id, name, colour, thing }: ModelClass): TemplateResult {
    const share = this.shares?.[id] ?? 0;
    const state = `${share < VISIBLE ? 'absent' : ''} ${this.active === id ? 'active' : ''}`.trim();
    return html`
      <tr class=${state} part="row" data-class=${id}>
        <th scope="row" class="name">
          <span class="what">
            <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">
              <rect x="0.5" y="0.5" width="11" height="11" rx="3" fill=${colour} />
            </svg>
            <span class="name-text" dir="auto" title=${name}>${name}</span>
            ${thing && this.counts ? html`<span class="count">${this.counts.get(id) ?? 0}</span>` : nothing}
          </span>
        </th>
        <td class="bar" aria-hidden="true"><svg>${bar(share, colour)}</svg></td>
        <td class="share">${this.shares ? percent(share) : '–'}</td>
        ${this.accuracy ? html`<td class="iou">${iouOf(this.accuracy, name)}</td>` : nothing}
      </tr>
    `;
  }
}

const waiting = html`<p class="note">The model’s classes appear here once it is loaded.</p>`;

function bar(share: number, colour: string): unknown {
  return svg`<rect width=${`${(share * 100).toFixed(2)}%`} height="100%" fill=${colour} />`;
}

function meanIou(accuracy: Accuracy): TemplateResult {
  return html`<p class="accuracy" part="accuracy">
    <b>mIoU ${accuracy.miou.toFixed(2)}</b> <span>live against the picture’s own labels</span>
  </p>`;
}

function iouOf(accuracy: Accuracy, name: string): string {
  const iou = accuracy.perClass.find((each) => each.name === name)?.iou ?? null;
  return iou === null ? '–' : iou.toFixed(2);
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-legend': Legend;
  }
}
