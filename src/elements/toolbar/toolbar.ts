import { html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { customElement } from '../custom-element.ts';
import { live } from 'lit/directives/live.js';
import { isOverlay, OVERLAYS, OVERLAY_TRAITS, type Overlay } from '../../core/view/overlay.ts';
import type { IconPaths } from '../../core/view/icon.ts';
import type { BackendChoice } from '../../core/tuning/backend.ts';
import { Component } from '../component.ts';
import { controls } from '../controls.styles.ts';
import { request } from '../events.ts';
import {
  chevronIcon,
  enterFullscreenIcon,
  leaveFullscreenIcon,
  mirrorIcon,
  openIcon,
  iconOf,
  refineIcon,
  snapshotIcon,
  videoIcon,
} from '../icons/icons.ts';
import { keys } from '../keys.styles.ts';
import { tokens } from '../tokens.ts';
import { PICKED_TYPES } from '../pick-file.ts';
import { tool } from './tool.ts';
import { styles } from './toolbar.styles.ts';
import { tools } from './tools.styles.ts';

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** Default: a picture that plays. */
  readonly icon?: IconPaths;
}

export interface ModelChoice {
  readonly id: string;
  readonly title: string;
}

/** Why disagreement cannot be chosen. Whoever chooses it nevertheless reads more. */
const LACKING = 'Needs a second prediction: see Refinement';

const BACKENDS: readonly { readonly id: BackendChoice; readonly label: string }[] = [
  { id: 'auto', label: 'Auto' },
  { id: 'webgpu', label: 'WebGPU' },
  { id: 'wasm', label: 'WASM' },
];

type Picked<T> = Event & { readonly target: T };

/**
 * Chooses source, model, backend and overlay. It only asks: what it shows changes when its properties do.
 * @tag pp-toolbar
 * @fires pp-request-source - detail `{ source }`
 * @fires pp-request-device - detail `{ device }`
 * @fires pp-request-model - detail `{ model }`
 * @fires pp-request-backend - detail `{ backend }`
 * @fires pp-request-overlay - detail `{ overlay }`
 * @fires pp-request-opacity - detail `{ opacity }`, again and again while the slider is moved
 * @fires pp-request-refining - detail `{ refining }`
 * @fires pp-request-mirror - detail `{ mirrored }`
 * @fires pp-request-file - detail `{ file }`, a video or an image as far as the picker can tell
 * @fires pp-request-snapshot
 * @fires pp-request-fullscreen - detail `{ fullscreen }`
 * @csspart sources - the source keys
 * @csspart overlays - the overlay keys
 * @csspart key - a key of a source or an overlay
 * @csspart field - a choice with its name: camera, model, backend
 * @csspart opacity - the opacity with its slider
 * @csspart slider - a slider
 * @csspart tools - the buttons with signs
 * @csspart button - a button
 * @slot tools - before the buttons with signs
 * @slot playback - before the sources: what plays and pauses where there is no time to choose
 */
@customElement('pp-toolbar')
export class Toolbar extends Component {
  static override readonly styles = [tokens, controls, keys, tools, styles];

  @property({ attribute: false }) sources: readonly Choice[] = [];
  /** One of the sources' ids; anything else counts as an opened file. Empty: none yet. */
  @property() source = '';
  /** Cameras; the list is shown when there is more than one. */
  @property({ attribute: false }) devices: readonly Choice[] = [];
  @property() device = '';
  @property({ attribute: false }) models: readonly ModelChoice[] = [];
  @property() model = '';
  @property() backend: BackendChoice = 'auto';
  @property() overlay: Overlay = 'labels';
  /** 0 (picture only) to 1 (overlay only). */
  @property({ type: Number }) opacity = 0.5;
  @property({ type: Boolean }) mirrored = false;
  @property({ type: Boolean, attribute: 'can-mirror' }) canMirror = false;
  /** Several predictions are averaged, and may disagree. */
  @property({ type: Boolean }) several = false;
  /** The controls of refinement are shown. */
  @property({ type: Boolean }) refining = false;
  @property({ type: Boolean }) fullscreen = false;
  /** Something is being loaded; a snapshot would show nothing. */
  @property({ type: Boolean }) busy = false;

  @query('input[type=file]') private readonly picker!: HTMLInputElement;
  @query('input[type=range]') private readonly slider!: HTMLInputElement;

  protected override render(): TemplateResult {
    return html`
      <div class="bar" role="group" aria-label="Source and view" aria-busy=${this.busy}>
        <div class="line">${this.#overlays()} ${this.#opacity()}</div>
        <div class="line">
          <slot name="playback"></slot>
          ${this.#sources()}
          ${
            this.devices.length > 1
              ? this.#field('Camera', this.devices, this.device, (device) =>
                  request(this, 'pp-request-device', { device }),
                )
              : nothing
          }
          ${this.models.length > 0 ? this.#models() : nothing}
          ${this.#field('Backend', BACKENDS, this.backend, (id) => {
            const backend = BACKENDS.find((each) => each.id === id)?.id;
            if (backend) request(this, 'pp-request-backend', { backend });
          })}
          ${this.#tools()}
        </div>
      </div>
    `;
  }

  protected override updated(): void {
    this.slider.style.setProperty('--_fill', String(this.opacity));
  }

  /** Lets the visitor pick a file, as its button does. Needs a user's gesture. */
  openFile(): void {
    this.picker.click();
  }

  #sources(): TemplateResult {
    const opened = this.source !== '' && !this.sources.some(({ id }) => id === this.source);
    return html`
      <div class="keys sources" part="sources" role="group" aria-label="Source">
        ${this.sources.map(
          ({ id, label, icon }) => html`
            <button
              class="key"
              part="key"
              type="button"
              data-source=${id}
              aria-pressed=${id === this.source}
              @click=${() => request(this, 'pp-request-source', { source: id })}
            >
              ${icon ? iconOf(icon) : videoIcon}<span>${label}</span>
            </button>
          `,
        )}
        <button class="key" part="key" type="button" data-source="file" aria-pressed=${opened} @click=${this.openFile}>
          ${openIcon}<span>Open file…</span>
        </button>
        <input type="file" accept=${PICKED_TYPES} aria-label="Video or image" hidden @change=${this.#picked} />
      </div>
    `;
  }

  #models(): TemplateResult {
    const choices = this.models.map(({ id, title }) => ({ id, label: title }));
    return this.#field('Model', choices, this.model, (model) => request(this, 'pp-request-model', { model }));
  }

  /** A native select that goes back to the confirmed value once it has asked. */
  #field(label: string, choices: readonly Choice[], chosen: string, send: (id: string) => void): TemplateResult {
    const picked = ({ target }: Picked<HTMLSelectElement>): void => {
      const { value } = target;
      target.value = chosen;
      send(value);
    };
    return html`
      <label class="field ${label.toLowerCase()}" part="field">
        <span class="caption">${label}</span>
        <select name=${label.toLowerCase()} @change=${picked}>
          ${choices.map(
            (each) => html`<option value=${each.id} .selected=${live(each.id === chosen)}>${each.label}</option>`,
          )}
        </select>
        ${chevronIcon}
      </label>
    `;
  }

  #tools(): TemplateResult {
    const screen = this.fullscreen ? 'Leave full screen' : 'Full screen';
    return html`
      <div class="tools" part="tools">
        <slot name="tools"></slot>
        ${
          this.canMirror
            ? tool('Mirror', mirrorIcon, () => request(this, 'pp-request-mirror', { mirrored: !this.mirrored }), {
                pressed: this.mirrored,
              })
            : nothing
        }
        ${tool('Refinement', refineIcon, () => request(this, 'pp-request-refining', { refining: !this.refining }), {
          expanded: this.refining,
        })}
        ${tool('Save a snapshot', snapshotIcon, () => request(this, 'pp-request-snapshot', null), {
          disabled: this.busy,
        })}
        ${tool(screen, this.fullscreen ? leaveFullscreenIcon : enterFullscreenIcon, () =>
          request(this, 'pp-request-fullscreen', { fullscreen: !this.fullscreen }),
        )}
      </div>
    `;
  }

  #overlays(): TemplateResult {
    return html`
      <div class="keys overlays" part="overlays" role="radiogroup" aria-label="Overlay">
        ${OVERLAYS.map((overlay) => {
          const { label, hint, compares } = OVERLAY_TRAITS[overlay];
          const lacking = compares && !this.several ? LACKING : nothing;
          return html`
            <label class="key" part="key" title=${lacking === nothing ? hint : lacking}>
              <input
                type="radio"
                name="overlay"
                value=${overlay}
                aria-disabled=${lacking === nothing ? nothing : 'true'}
                aria-description=${lacking}
                .checked=${live(overlay === this.overlay)}
                @change=${() => this.#request(() => request(this, 'pp-request-overlay', { overlay }))}
              />
              ${iconOf(OVERLAY_TRAITS[overlay].icon)}<span>${label}</span>
            </label>
          `;
        })}
      </div>
    `;
  }

  #opacity(): TemplateResult {
    // whoever uses the bar may set any name
    const idle = isOverlay(this.overlay) && !OVERLAY_TRAITS[this.overlay].layered;
    return html`
      <label class="opacity ${idle ? 'idle' : ''}" part="opacity">
        <span>Opacity</span>
        <input
          part="slider"
          type="range"
          min="0"
          max="1"
          step="0.01"
          ?disabled=${idle}
          .value=${live(String(this.opacity))}
          @input=${({ target }: Picked<HTMLInputElement>) =>
            this.#request(() => request(this, 'pp-request-opacity', { opacity: target.valueAsNumber }))}
        />
        <output>${Math.round(this.opacity * 100)} %</output>
      </label>
    `;
  }

  /** Sends a request, then shows what is confirmed. */
  #request(send: () => void): void {
    send();
    this.requestUpdate();
  }

  #picked({ target }: Picked<HTMLInputElement>): void {
    const file = target.files?.[0];
    // the same file may be picked again
    target.value = '';
    if (file) request(this, 'pp-request-file', { file });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-toolbar': Toolbar;
  }
}
