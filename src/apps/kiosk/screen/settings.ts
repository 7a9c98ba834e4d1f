import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { CameraLack } from '../supervisor/camera-lack.ts';
import type { Kiosk } from '../supervisor/kiosk.ts';
import type { ConfigMistake } from '../config/config.ts';
import type { KioskState } from '../supervisor/health.ts';
import { VERSION } from '../../../core/text/version.ts';
import { Component } from '../../../elements/component.ts';
import { loadingWords } from '../../../elements/loading.ts';
import { tokens } from '../../../elements/tokens.ts';
import type { PerPixelElement } from '../../../elements/per-pixel/element.ts';
import { styles } from './settings.styles.ts';

/** Milliseconds without a touch after which the picture is the visitors' again. */
const FORGOTTEN_AFTER = 60_000;

const STATES: Readonly<Record<KioskState, string>> = {
  starting: 'Starting',
  live: 'Live',
  attract: 'Nobody there: the attract loop plays',
  degraded: 'Something is missing; what there is goes on',
  recovering: 'Putting something right',
  failed: 'Trying again, with pauses',
};

/** What is wrong, and what to do about it. */
const LACKS: Readonly<Record<CameraLack, string>> = {
  unasked:
    'Not allowed yet: allow it for this address by policy (see the README), or once by hand in a window of this browser.',
  denied: 'Refused for this address: allow it in the browser’s settings or by policy (see the README).',
  missing: 'None was found: plug one in, and it is taken by itself.',
  busy: 'It gives no picture: end the program that uses it, open its shutter, or plug it in again.',
};

/**
 * For whoever looks after the screen: what it does, and the ways out of it.
 * @tag pp-kiosk-settings
 * @fires pp-kiosk-update - look for a new version now
 */
@customElement('pp-kiosk-settings')
export class KioskSettings extends Component {
  static override readonly styles = [tokens, styles];

  @property({ attribute: false }) viewer: PerPixelElement | null = null;
  @property({ attribute: false }) kiosk: Kiosk | null = null;
  @property({ attribute: false }) state: KioskState = 'starting';
  @property({ attribute: false }) mistake: ConfigMistake | null = null;
  @property({ attribute: false }) wakeLock = false;
  @query('dialog') private readonly dialog!: HTMLDialogElement | null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  open(): void {
    if (this.dialog?.open) return;
    this.dialog?.showModal();
    document.documentElement.classList.add('attended');
    this.#touched();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#closed();
  }

  protected override render(): TemplateResult {
    const { mistake } = this;
    return html`<dialog
      lang="en"
      dir="ltr"
      aria-labelledby="heading"
      @close=${this.#closed}
      @pointerdown=${this.#touched}
      @keydown=${this.#touched}
    >
      <h2 id="heading">This screen</h2>
      ${this.dialog?.open ? this.#renderFacts() : nothing}
      ${mistake ? html`<p class="mistake"><b>kiosk.json:</b> ${mistake.problem} ${mistake.remedy}</p>` : nothing}
      <nav>
        <button autofocus @click=${() => this.dialog?.close()}>Back to the picture</button>
        <button @click=${() => this.dispatchEvent(new CustomEvent('pp-kiosk-update'))}>Look for an update</button>
        <button @click=${() => location.reload()}>Start again</button>
        <a href="./health.html${location.search}">Health</a>
        <a href="./">Leave the kiosk</a>
      </nav>
    </dialog>`;
  }

  #renderFacts(): TemplateResult {
    const report = this.viewer?.stats();
    const { kiosk, viewer } = this;
    const lack = kiosk?.lack ?? null;
    const progress = viewer?.progress ?? null;
    const facts = [
      ['State', progress ? `${STATES[this.state]}: ${lowered(loadingWords(progress).title)}` : STATES[this.state]],
      ['Shows', lack ? 'the street, in place of the camera' : (kiosk?.source ?? viewer?.source ?? '')],
      ['Camera', lack ? LACKS[lack] : ''],
      ['Model', report?.model ?? ''],
      [
        'Runs on',
        report ? `${report.backend === 'webgpu' ? 'WebGPU' : 'WASM'}, ${report.fps.toFixed(0)} frames/s` : '',
      ],
      ['Stays on', this.wakeLock ? 'yes, the browser keeps the screen lit' : 'no: the browser gave no wake lock'],
      ['Version', VERSION],
    ];
    return html`<dl>
      ${facts.map(([name, value]) =>
        value
          ? html`<div>
              <dt>${name}</dt>
              <dd><bdi>${value}</bdi></dd>
            </div>`
          : nothing,
      )}
    </dl>`;
  }

  readonly #closed = (): void => {
    clearTimeout(this.#timer);
    document.documentElement.classList.remove('attended');
  };

  readonly #touched = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.dialog?.close(), FORGOTTEN_AFTER);
  };
}

function lowered(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-kiosk-settings': KioskSettings;
  }
}
