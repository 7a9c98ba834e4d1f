import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { PerPixelError } from '../../core/errors/errors.ts';
import { MOST_TAUGHT } from '../../core/teaching/taught-class.ts';
import type { TeachingState } from '../../live/teach/teaching-state.ts';
import { LEAST_SIZE, MOST_SIZE } from '../brush/brush-keys.ts';
import { Component } from '../component.ts';
import { controls } from '../controls.styles.ts';
import { fields } from '../fields.styles.ts';
import { fileButton } from '../file-button.styles.ts';
import { summary } from '../summary.styles.ts';
import { customElement } from '../custom-element.ts';
import { request } from '../events.ts';
import { freezeIcon, playIcon, undoIcon } from '../icons/icons.ts';
import { slider } from '../refine-panel/slider.ts';
import { tokens } from '../tokens.ts';
import type { Brush, TeachAct } from './act.ts';
import { carrying } from './carrying.ts';
import { classRows } from './class-rows.ts';
import { frames } from './frames.ts';
import { guide } from './guide.ts';
import { rows } from './rows.styles.ts';
import { styles } from './teacher.styles.ts';
import { ThumbnailUrls } from './thumbnail-urls.ts';
import { MISSING_WORDS, nextStep, type Missing } from './words.ts';

/** Pixels whose confidence is below this are hatched where somebody asks for doubt. */
const DOUBT = 0.8;

/**
 * Teaches a thing that no network knows: what is drawn over, and with what; what to do next; what becomes of it. It only requests: what it
 * shows changes when its properties do.
 * @tag pp-teacher
 * @fires pp-request-teach - detail `{ act, … }`
 * @fires pp-request-doubt - detail `{ doubt }`: 0 or more, whether doubtful pixels are hatched
 * @csspart heading - a panel's heading
 * @csspart list - what can be drawn over
 * @csspart slider - the brush's size
 * @csspart button - a button
 */
@customElement('pp-teacher')
export class Teacher extends Component {
  static override readonly styles = [tokens, controls, fields, fileButton, summary, rows, styles];

  /** null: what is taught is not there yet. */
  @property({ attribute: false }) state: TeachingState | null = null;
  /** What it waits for, where there is no state. */
  @property({ attribute: false }) missing: Missing = 'trunk';
  /** The frame that stands; null: the picture is live. */
  @property({ attribute: false }) frozen: number | null = null;
  @property({ attribute: false }) brush: Brush = 1;
  /** Of the brush: radius, as a share of the picture's shorter side. */
  @property({ type: Number, attribute: false }) size = 0.03;
  /** The frame that stands has strokes. */
  @property({ type: Boolean, attribute: false }) drawn = false;
  /** 0 (off) to 1. */
  @property({ type: Number, attribute: false }) doubt = 0;
  /** Of the picture, by class; null: nothing is labelled. */
  @property({ attribute: false }) shares: ArrayLike<number> | null = null;
  /** The picture is shown as in a mirror. */
  @property({ type: Boolean, attribute: false }) mirrored = false;
  /** There is a picture that moves. */
  @property({ type: Boolean, attribute: false }) live = false;
  /** Why this machine keeps nothing of it; null: it does. */
  @property({ attribute: false }) unkept: PerPixelError | null = null;
  /** What the exported files are called; empty: none were. */
  @property({ attribute: false }) exported = '';

  @state() private pictures = false;
  readonly #urls = new ThumbnailUrls();
  readonly #act = (act: TeachAct): void => {
    request(this, 'pp-request-teach', act);
    // what is shown is what is confirmed
    this.requestUpdate();
  };

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#urls.keep([]);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('state')) this.#urls.keep(this.state?.frames.map(({ picture }) => picture) ?? []);
    for (const input of this.renderRoot.querySelectorAll<HTMLInputElement>('input[type=range]')) {
      const { valueAsNumber, min, max } = input;
      input.style.setProperty('--_fill', String((valueAsNumber - Number(min)) / (Number(max) - Number(min))));
    }
  }

  protected override render(): TemplateResult {
    const { state: taught } = this;
    return html`
      <section aria-labelledby="title">
        <h2 id="title" part="heading">Teach it a thing</h2>
        ${taught === null || taught.strokes === 0 ? guide() : nothing}
        <p class="step" role="status">${taught ? this.#words(taught) : MISSING_WORDS[this.missing]}</p>
        ${taught ? this.#tools(taught) : this.#again()}
        <p class="note">
          Good for this thing in this scene; less for every cup in every kitchen. Thin things, like a cable, are lost.
        </p>
      </section>
    `;
  }

  #again(): TemplateResult | typeof nothing {
    if (this.missing !== 'again') return nothing;
    return html`
      <div class="buttons">
        <button class="button" part="button" type="button" @click=${() => this.#act({ act: 'again' })}>
          Try again
        </button>
      </div>
    `;
  }

  #words(taught: TeachingState): string {
    return nextStep({ state: taught, frozen: this.frozen !== null });
  }

  #tools(taught: TeachingState): TemplateResult {
    const { brush, shares, frozen, mirrored } = this;
    const { classes, strokesOf } = taught;
    const labelled = taught.fitSeconds === null ? null : shares;
    return html`
      ${this.#flow(taught)} ${classRows({ classes, strokesOf, shares: labelled, brush, act: this.#act })}
      ${this.#adding(taught)} ${this.#brushes()} ${this.#fixing(taught)} ${this.#doubts(taught)}
      ${frames({ frames: taught.frames, frozen, mirrored, urls: this.#urls, act: this.#act })} ${this.#carrying(taught)}
    `;
  }

  #flow({ strokes }: TeachingState): TemplateResult {
    const stands = this.frozen !== null;
    return html`
      <div class="buttons flow">
        <button
          class="button ${stands ? '' : 'primary'}"
          part="button"
          type="button"
          data-act=${stands ? 'live' : 'freeze'}
          ?disabled=${!this.live && !stands}
          @click=${() => this.#act({ act: stands ? 'live' : 'freeze' })}
        >
          ${stands ? playIcon : freezeIcon}<span>${stands ? 'Go on live' : 'Freeze'}</span>
        </button>
        <button
          class="button"
          part="button"
          type="button"
          title=${stands ? 'Take the last stroke on this picture back (Z while you draw)' : 'Take the last stroke back (Z while you draw)'}
          ?disabled=${stands ? !this.drawn : strokes === 0}
          @click=${() => this.#act({ act: 'undo' })}
        >
          ${undoIcon}<span>Undo</span>
        </button>
      </div>
    `;
  }

  #adding({ classes }: TeachingState): TemplateResult {
    const full = classes.length > MOST_TAUGHT;
    return html`
      <div class="buttons">
        <button
          class="button"
          part="button"
          type="button"
          ?disabled=${full}
          title=${full ? `${MOST_TAUGHT} things are all it can tell apart` : nothing}
          @click=${() => this.#act({ act: 'add' })}
        >
          Add another thing
        </button>
        <button
          class="button"
          part="button"
          type="button"
          ?disabled=${!this.live && this.frozen === null}
          title="Take your things out of the picture first"
          @click=${() => this.#act({ act: 'empty' })}
        >
          The empty scene is background
        </button>
      </div>
    `;
  }

  #brushes(): TemplateResult {
    return slider({
      name: 'size',
      label: 'Brush',
      hint: 'How wide you draw',
      value: this.size,
      least: LEAST_SIZE,
      most: MOST_SIZE,
      step: 0.002,
      words: `${(this.size * 200).toFixed(0)} %`,
      onInput: (size) => this.#act({ act: 'size', size }),
    });
  }

  #fixing({ fixedCamera }: TeachingState): TemplateResult | typeof nothing {
    if (fixedCamera === null) return nothing;
    return html`<label
      class="check"
      title="Where a thing is counts, too: two that look the same are told apart by their places"
    >
      <input
        type="checkbox"
        name="fixed"
        .checked=${fixedCamera}
        @change=${({ target }: Event & { readonly target: HTMLInputElement }) =>
          this.#act({ act: 'fixed', fixed: target.checked })}
      />
      The camera stands still
    </label>`;
  }

  #doubts({ fitSeconds }: TeachingState): TemplateResult | typeof nothing {
    if (fitSeconds === null) return nothing;
    return html`<label class="check" title="Hatches the pixels that it is not sure of: draw there">
      <input
        type="checkbox"
        name="doubt"
        .checked=${this.doubt > 0}
        @change=${({ target }: Event & { readonly target: HTMLInputElement }) =>
          request(this, 'pp-request-doubt', { doubt: target.checked ? DOUBT : 0 })}
      />
      Hatch where it is in doubt
    </label>`;
  }

  #carrying(taught: TeachingState): TemplateResult {
    return carrying({
      taught: taught.fitSeconds !== null,
      begun: taught.strokes > 0,
      unkept: this.unkept ? `${this.unkept.problem} ${this.unkept.remedy}` : '',
      pictures: this.pictures,
      exported: this.exported,
      setPictures: (pictures) => (this.pictures = pictures),
      act: this.#act,
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-teacher': Teacher;
  }
}
