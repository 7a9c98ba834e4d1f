import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TruthFile, TruthOptions, TruthScore } from '../../../core/truth/score.ts';
import { PerPixelError } from '../../../core/errors/errors.ts';
import type { ModelClass } from '../../../core/manifest/manifest.ts';
import { Component } from '../../../elements/component.ts';
import { controls } from '../../../elements/controls.styles.ts';
import { guardCopied } from '../../../elements/copied-text.ts';
import { tokens } from '../../../elements/tokens.ts';
import { MOST_FIRST } from '../../../core/truth/labels-start.ts';
import { confusionOf, confusionStyles, tintConfusion } from './confusion.ts';
import { fields } from '../fields.styles.ts';
import { panel } from './panel.styles.ts';

/** Of more classes only those that occur are listed, and no matrix is drawn. */
const MOST_PAIRED = 100;
/** So many problems are listed. */
const PROBLEMS = 20;

/**
 * Compares the labels with label images of one's own.
 * @tag pp-truth
 */
@customElement('pp-truth')
export class TruthPanel extends Component {
  static override readonly styles = [
    tokens,
    controls,
    panel,
    fields,
    confusionStyles,
    css`
      .ious {
        inline-size: 100%;
        table-layout: fixed;
      }

      .ious th {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .ious td {
        inline-size: 4em;
      }

      .first input {
        inline-size: 5.5em;
      }

      .first span {
        color: var(--_ink-faint);
      }

      /* the hidden input lies in it, wherever that is scrolled to */
      label.button {
        position: relative;
      }

      label.button:has(:focus-visible) {
        outline: 2px solid var(--_focus);
        outline-offset: 2px;
      }
    `,
  ];

  @property({ attribute: false }) classes: readonly ModelClass[] = [];
  @property({ attribute: false }) compare: (
    files: readonly TruthFile[],
    options: TruthOptions,
    onProgress: (done: number, total: number) => void,
  ) => Promise<TruthScore> = () => Promise.reject(new Error('nothing to compare'));
  /** What is compared; of another one nothing is known yet. */
  @property({ attribute: false }) subject: object | null = null;
  /** The value that means the first class by the model's manifest. */
  @property({ type: Number }) start = 0;
  /** The same by the visitor's choice; null: none. */
  @property({ attribute: false }) first: number | null = null;
  @property({ attribute: false }) onFirst: (first: number) => void = () => undefined;
  @property({ attribute: false }) onScore: (score: TruthScore | null) => void = () => undefined;
  @property({ attribute: false }) onSeek: (index: number) => void = () => undefined;

  @state() private score: TruthScore | null = null;
  @state() private error: PerPixelError | null = null;
  @state() private done: readonly [number, number] | null = null;
  /** What was compared last, to be compared again when they are read otherwise. */
  #files: readonly TruthFile[] = [];

  constructor() {
    super();
    this.addEventListener('copy', guardCopied);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('subject')) return;
    this.#files = [];
    this.score = null;
    this.error = null;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('score')) tintConfusion(this.renderRoot);
  }

  protected override render(): TemplateResult {
    const first = this.#inForce;
    return html`
      <h2>Compare with the truth</h2>
      <p>
        Label images as PNG whose values are class ids, or whose colours are the classes’, named by frame number from 0;
        255 is not scored.
      </p>
      <label class="row first">
        Labels start at
        <input
          type="number"
          min="0"
          max=${MOST_FIRST}
          step="1"
          .value=${String(first)}
          aria-describedby="first-help"
          @change=${this.#startAt}
        />
        <span id="first-help">
          ${first === 0 ? 'the value of the first class' : `0${first > 1 ? ` to ${first - 1}` : ''} is not scored`}
        </span>
      </label>
      <div class="row">
        <label class="button">
          Files or zip <input class="unseen" type="file" accept=".png,.zip" multiple @change=${this.#picked} />
        </label>
        <label class="button"
          >Folder <input class="unseen" type="file" webkitdirectory @change=${this.#picked}
        /></label>
      </div>
      ${this.done ? html`<progress max=${this.done[1]} value=${this.done[0]} aria-label="Comparing"></progress>` : nothing}
      <div aria-live="polite">${this.error ? html`<p class="error">${this.error.message}</p>` : nothing}</div>
      ${this.score ? this.#result(this.score) : nothing}
    `;
  }

  /** Compares these, as when they were dropped onto the page. */
  async run(files: readonly TruthFile[]): Promise<void> {
    this.#files = files;
    this.error = null;
    this.done = [0, Math.max(1, files.length)];
    try {
      const options = { first: this.#inForce };
      this.score = await this.compare(files, options, (done, total) => (this.done = [done, total]));
    } catch (error) {
      if (!(error instanceof PerPixelError)) throw error;
      this.error = error;
      this.score = null;
    } finally {
      this.done = null;
    }
    this.onScore(this.score);
  }

  get #inForce(): number {
    return this.first ?? this.start;
  }

  #listed(perClass: TruthScore['perClass']): readonly ModelClass[] {
    if (this.classes.length <= MOST_PAIRED) return this.classes;
    return this.classes.filter(({ id }) => (perClass[id] ?? null) !== null);
  }

  #startAt({ target }: Event): void {
    const input = target as HTMLInputElement;
    const given = Math.trunc(input.valueAsNumber);
    this.first = given >= 0 ? Math.min(MOST_FIRST, given) : 0;
    input.value = String(this.first);
    this.onFirst(this.first);
    if (this.#files.length > 0) void this.run(this.#files);
  }

  #picked({ target }: Event): void {
    const input = target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    if (files.length > 0) {
      void this.run(files.map((blob) => ({ name: blob.webkitRelativePath || blob.name, blob })));
    }
  }

  #result({ miou, frames, perClass, matrix, problems, notes }: TruthScore): TemplateResult {
    const worst = frames
      .filter((each) => each.miou < 1)
      .toSorted((a, b) => a.miou - b.miou)
      .slice(0, 50);
    const more = problems.length - PROBLEMS;
    return html`
      <p><b>mIoU ${miou.toFixed(3)}</b> over ${frames.length} ${frames.length === 1 ? 'frame' : 'frames'}</p>
      ${notes.map((note) => html`<p>${note}</p>`)}
      ${
        problems.length > 0
          ? html`<ul class="error rows">
              ${problems.slice(0, PROBLEMS).map(({ name, what }) => html`<li><bdi>${name}</bdi>: ${what}</li>`)}
              ${more > 0 ? html`<li>and ${more} more</li>` : nothing}
            </ul>`
          : nothing
      }
      <table class="ious" aria-label="IoU of each class">
        <tbody>
          ${this.#listed(perClass).map(
            ({ id, name }) =>
              html`<tr>
                <th scope="row" title=${name}><bdi>${name}</bdi></th>
                <td>${perClass[id]?.toFixed(3) ?? '–'}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${
        worst.length > 0
          ? html`<h2>Worst frames</h2>
              <ol class="rows">
                ${worst.map(
                  ({ index, miou: own }) => html`
                    <li>
                      <button class="line" type="button" @click=${() => this.onSeek(index)}>
                        <span>frame ${index}</span><span>${own.toFixed(3)}</span>
                      </button>
                    </li>
                  `,
                )}
              </ol>`
          : html`<p>Every frame is labelled as the truth has it.</p>`
      }
      ${this.classes.length <= MOST_PAIRED ? confusionOf(this.classes, matrix) : nothing}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-truth': TruthPanel;
  }
}
