import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { partnersOf } from '../../../core/manifest/catalog.ts';
import { checkRefine } from '../../../core/refine/refine-schema.ts';
import type { ModelSpec } from '../../../core/manifest/manifest.ts';
import type { RefineOptions } from '../../../core/refine/stages.ts';
import { Component } from '../../../elements/component.ts';
import { controls } from '../../../elements/controls.styles.ts';
import type { RequestEvent } from '../../../elements/events.ts';
import { refineIcon } from '../../../elements/icons/icons.ts';
import '../../../elements/refine-panel/refine-panel.ts';
import { tokens } from '../../../elements/tokens.ts';
import { describeLabelling, FIRST_CHOICE, offered, sameFigures, withModel, type JobChoice } from '../choice.ts';
import { fields } from '../fields.styles.ts';
import { ownManifest } from '../own-manifest.ts';
import { labellingChoice } from '../labelling-choice.ts';
import { stepChoice } from '../step-choice.ts';

/** How labels are tidied by a model whose manifest is not read yet. */
const UNREAD: RefineOptions = {};

/**
 * How videos opened from now on are analysed: by which model, which frames, and how their labels are made and tidied.
 * @tag pp-analysis-options
 * @slot - what stands before its fields
 */
@customElement('pp-analysis-options')
export class OptionsPanel extends Component {
  static override readonly styles = [
    tokens,
    controls,
    fields,
    css`
      :host {
        display: block;
        min-inline-size: 0;
        container: options / inline-size;
      }

      .options {
        display: flex;
        flex-wrap: wrap;
        gap: var(--_space-2);
        align-items: center;
        justify-content: var(--_options-justify, start);
      }

      pp-refine,
      p {
        flex: 1 1 100%;
        min-inline-size: 0;
        text-align: start;
      }

      p {
        margin: 0;
        color: var(--_ink-soft);
        font-size: var(--_text-xs);
      }

      /* a line each, with the names of the choices in one column and the choices in the other */
      @container options (max-width: 38em) {
        .options > *,
        ::slotted(*) {
          flex: 1 1 100%;
        }

        .field {
          display: grid;
          grid-template-columns: 5.5em minmax(0, 1fr);
          text-align: start;
        }

        .field:has(input) {
          grid-template-columns: 5.5em minmax(0, 1fr) auto;
        }
      }
    `,
  ];

  @property({ attribute: false }) choice: JobChoice = FIRST_CHOICE;
  /** How the video that is looked at was analysed; null: there is none that could be analysed otherwise. */
  @property({ attribute: false }) current: JobChoice | null = null;
  @property({ attribute: false }) onChoose: (choice: JobChoice) => void = () => undefined;
  /** That video shall be analysed as chosen, too. */
  @property({ attribute: false }) onAgain: () => void = () => undefined;

  /** What is opened is taught on. */
  @property({ type: Boolean }) teaching = false;
  @property({ attribute: false }) onTeach: () => void = () => undefined;

  @state() private opened = false;
  /** What the model's manifest says; null before it is read. Of which model, `#ownOf` knows. */
  @state() private own: ModelSpec | null = null;
  #ownOf = '';

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const { model } = this.choice;
    if (model !== this.#ownOf) void this.#learn(model);
  }

  protected override render(): TemplateResult {
    const { choice, current } = this;
    // what is told apart stands in a choice of its own
    const unusual = describeLabelling({ ...choice, labelling: undefined });
    return html`<div class="options">
      <slot></slot>
      <label class="field">
        Model
        <select @change=${({ target }: Event) => this.onChoose(withModel(choice, (target as HTMLSelectElement).value))}>
          ${offered(choice.model).map(
            ({ id, title }) => html`<option value=${id} .selected=${live(id === choice.model)}>${title}</option>`,
          )}
        </select>
      </label>
      ${stepChoice(choice.every, (every) => this.onChoose({ ...choice, every }))}
      ${labellingChoice(choice.labelling, this.own, (labelling) => this.onChoose({ ...choice, labelling }))}
      <button
        class="button"
        type="button"
        aria-pressed=${this.teaching}
        title="Draw over a few frames what no model knows, and have the whole video labelled by that"
        @click=${this.onTeach}
      >
        Teach
      </button>
      <button class="button" type="button" aria-expanded=${this.opened} @click=${() => (this.opened = !this.opened)}>
        ${refineIcon} Refinement
      </button>
      ${unusual ? html`<p>${unusual}</p>` : nothing} ${this.opened ? this.#refinement() : nothing}
      ${
        current && !(sameFigures(current, choice) && current.labelling === choice.labelling)
          ? html`<button class="button" type="button" @click=${this.onAgain}>Apply to this video</button>`
          : nothing
      }
    </div>`;
  }

  #refinement(): TemplateResult {
    const { choice } = this;
    return html`
      <pp-refine
        .viewed=${false}
        .refine=${choice.refine ?? null}
        .own=${this.own ? (this.own.refine ?? false) : UNREAD}
        .mirror=${choice.mirror ?? false}
        .partners=${partnersOf(choice.model)}
        .ensemble=${choice.ensemble ?? ''}
        @pp-request-refine=${({ detail: { refine } }: RequestEvent<'pp-request-refine'>) =>
          // as an address has it, whichever control was moved first
          this.onChoose({ ...choice, refine: refine === null ? undefined : checkRefine(refine) })}
        @pp-request-augment=${({ detail: { mirror } }: RequestEvent<'pp-request-augment'>) =>
          this.onChoose({ ...choice, mirror: mirror || undefined })}
        @pp-request-ensemble=${({ detail: { ensemble } }: RequestEvent<'pp-request-ensemble'>) =>
          this.onChoose({ ...choice, ensemble: ensemble || undefined })}
      ></pp-refine>
    `;
  }

  async #learn(model: string): Promise<void> {
    this.#ownOf = model;
    this.own = null;
    const own = await ownManifest(model).catch(() => null);
    if (model === this.#ownOf) this.own = own;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-analysis-options': OptionsPanel;
  }
}
