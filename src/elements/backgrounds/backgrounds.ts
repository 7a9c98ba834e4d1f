import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { backgroundText, type ChosenBackground } from '../../core/background/background.ts';
import { SCENE_NAMES, SCENES } from '../../core/background/scenes.ts';
import type { BackgroundOption } from '../../core/options/background-option.ts';
import { Component } from '../component.ts';
import { FileDrop } from '../controllers/file-drop.ts';
import { controls } from '../controls.styles.ts';
import { fields } from '../fields.styles.ts';
import { fileButton } from '../file-button.styles.ts';
import { customElement } from '../custom-element.ts';
import { request } from '../events.ts';
import { closeIcon, openIcon } from '../icons/icons.ts';
import { PICKED_TYPES } from '../pick-file.ts';
import { slider } from '../refine-panel/slider.ts';
import { tokens } from '../tokens.ts';
import { styles } from './backgrounds.styles.ts';
import { chosenIn, COLOURS, LIGHT_WRAP, replaces } from './choice.ts';
import { ownFiles, refusal, type OwnFile } from './own-files.ts';
import { sceneThumbnail } from './thumbnails.ts';

type Picked = Event & { readonly target: HTMLInputElement };

/**
 * Chooses what lies behind: the room out of focus, a colour, a scene, or an image or a video of the visitor's, which is kept on this machine. It only
 * requests: what it shows as chosen changes when its properties do.
 * @tag pp-backgrounds
 * @fires pp-request-background - detail `{ background }`: its text, a file, or null for none
 * @fires pp-request-light-wrap - detail `{ lightWrap }`: 0 to 1
 * @csspart heading - a panel's heading
 * @csspart tile - one of those that can be chosen
 * @csspart slider - how much it is blurred
 * @csspart button - what adds a file or removes it
 */
@customElement('pp-backgrounds')
export class BackgroundsPanel extends Component {
  static override readonly styles = [tokens, controls, fields, fileButton, styles];

  /** What is shown behind now; null: the room as it is. */
  @property({ attribute: false }) chosen: ChosenBackground | null = null;
  /** 0 to 1. */
  @property({ type: Number, attribute: false }) lightWrap = 0;
  /** Lights can become discs here. */
  @property({ type: Boolean }) discs = false;
  /** What became of a file; empty: nothing to say. */
  @state() private note = '';
  @state() private busy = false;
  readonly #drop = new FileDrop(this, (file) => void this.#add(file));
  #ended: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ended = ownFiles.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    this.#ended?.();
    super.disconnectedCallback();
  }

  protected override updated(): void {
    for (const input of this.renderRoot.querySelectorAll<HTMLInputElement>('input[type=range]')) {
      input.style.setProperty('--_fill', String(input.valueAsNumber));
    }
  }

  protected override render(): TemplateResult {
    const { chosen } = this;
    return html`
      <section
        aria-labelledby="title"
        class=${this.#drop.over ? 'dropping' : ''}
        @dragover=${this.#drop.onDragOver}
        @dragleave=${this.#drop.onDragLeave}
        @drop=${this.#drop.onDrop}
      >
        <h2 id="title" part="heading">Background</h2>
        <div class="tiles" role="radiogroup" aria-labelledby="title">
          ${this.#tile('none', 'As it is', null, html`<span class="face plain">None</span>`)} ${this.#blurs()}
          ${SCENE_NAMES.map((name) => this.#tile(name, SCENES[name].label, name, picture(sceneThumbnail(name))))}
          ${COLOURS.map(({ value, label }) => this.#tile(value, label, value, colour(value)))}
          ${this.#tile('transparent', 'Transparent', 'transparent', html`<span class="face clear"></span>`)}
          ${repeat(
            ownFiles.files,
            ({ id }) => id,
            (own) => this.#own(own),
          )}
        </div>
        ${this.#adding()}
        ${chosen?.kind === 'blur' || chosen?.kind === 'bokeh' ? this.#strength(chosen.kind, chosen.strength) : nothing}
        ${replaces(chosen) ? this.#light() : nothing}
      </section>
    `;
  }

  #blurs(): TemplateResult {
    const room = sceneThumbnail('window');
    return html`
      ${this.#tile('light', 'Blurred a little', 'blur 0.3', html`${picture(room, 'soft')}${somebody}`)}
      ${this.#tile('strong', 'Blurred', 'blur 0.7', html`${picture(room, 'softer')}${somebody}`)}
      ${this.discs ? this.#tile('bokeh', 'Blurred, with discs of light', 'bokeh', html`${picture(sceneThumbnail('city'), 'near')}${somebody}`) : nothing}
    `;
  }

  #tile(value: string, label: string, background: BackgroundOption, face: TemplateResult): TemplateResult {
    return html`
      <label class="tile" part="tile" title=${label}>
        <input
          type="radio"
          name="background"
          value=${value}
          aria-label=${label}
          .checked=${live(value === chosenIn(this.chosen, ownFiles.files))}
          @change=${() => this.#send(background)}
        />
        ${face}
      </label>
    `;
  }

  #own(own: OwnFile): TemplateResult {
    const { id, name, file, thumbnail } = own;
    return html`<div class="own">
      ${this.#tile(id, name, file, picture(thumbnail))}
      <button
        class="remove"
        part="button"
        type="button"
        aria-label=${`Remove ${name}`}
        title="Remove"
        @click=${() => void this.#remove(own)}
      >
        ${closeIcon}
      </button>
    </div>`;
  }

  #adding(): TemplateResult {
    return html`
      <label class="button add" part="button">
        ${openIcon}<span>${this.busy ? 'Opening…' : 'Add your own'}</span>
        <input
          type="file"
          accept=${PICKED_TYPES}
          ?disabled=${this.busy}
          aria-describedby="note"
          @change=${({ target }: Picked) => this.#pick(target)}
        />
      </label>
      <p class="note" id="note" role="status">
        ${this.note || 'An image or a video, kept on this machine. Or drop it here.'}
      </p>
    `;
  }

  #strength(kind: 'blur' | 'bokeh', strength: number): TemplateResult {
    return slider({
      name: 'strength',
      label: 'Strength',
      hint: 'How far out of focus the room is',
      value: strength,
      least: 0,
      most: 1,
      step: 0.05,
      words: `${Math.round(strength * 100)} %`,
      onInput: (value) => this.#send(backgroundText({ kind, strength: value })),
    });
  }

  #light(): TemplateResult {
    return html`<label class="check" title="Some of the background’s light falls on your edges">
      <input
        type="checkbox"
        name="light-wrap"
        .checked=${live(this.lightWrap > 0)}
        @change=${({ target }: Picked) => {
          request(this, 'pp-request-light-wrap', { lightWrap: target.checked ? LIGHT_WRAP : 0 });
          this.requestUpdate();
        }}
      />
      Light on edges
    </label>`;
  }

  /** Requests, and shows what is confirmed. */
  #send(background: BackgroundOption): void {
    this.note = '';
    request(this, 'pp-request-background', { background });
    this.requestUpdate();
  }

  #pick(input: HTMLInputElement): void {
    const [file] = input.files ?? [];
    // the same file may be picked again
    input.value = '';
    if (file) void this.#add(file);
  }

  async #add(file: File): Promise<void> {
    this.busy = true;
    this.note = '';
    try {
      const { own, keeping } = await ownFiles.add(file);
      this.#send(own.file);
      this.note = keeping;
    } catch (thrown) {
      this.note = refusal(thrown);
    } finally {
      this.busy = false;
    }
  }

  async #remove({ id, file }: OwnFile): Promise<void> {
    const isShown = this.chosen?.kind === 'file' && this.chosen.file === file;
    // what hid the room goes on hiding it
    if (isShown) this.#send('studio');
    await ownFiles.remove(id);
    this.renderRoot.querySelector<HTMLInputElement>('.add input')?.focus();
  }
}

function picture(address: string, look = ''): TemplateResult {
  return html`<img class=${`face ${look}`} src=${address} alt="" draggable="false" />`;
}

const somebody = html`<svg class="somebody" viewBox="0 0 16 9" preserveAspectRatio="xMidYMax meet" aria-hidden="true">
  <path d="M8 1.6a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4ZM4.4 9c.2-2.2 1.6-3.3 3.6-3.3s3.4 1.1 3.6 3.3Z" />
</svg>`;

function colour(value: string): TemplateResult {
  return html`<svg class="face" viewBox="0 0 16 9" preserveAspectRatio="none" aria-hidden="true">
    <rect width="16" height="9" fill=${value} />
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-backgrounds': BackgroundsPanel;
  }
}
