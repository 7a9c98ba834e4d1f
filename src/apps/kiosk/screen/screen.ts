import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Updates } from '../supervisor/updates.ts';
import { DEFAULT_CONFIG, type ConfigMistake, type KioskConfig, type KioskTexts } from '../config/config.ts';
import { isRightToLeft, wordsFor, type Worded } from '../config/texts.ts';
import { brightnessAt, stepAt, wander } from '../config/timetable.ts';
import { Component } from '../../../elements/component.ts';
import { lockIcon } from '../../../elements/icons/icons.ts';
import { tokens } from '../../../elements/tokens.ts';
import type { PerPixelElement } from '../../../elements/per-pixel/element.ts';
import { Attendant } from './attendant.ts';
import { HiddenWay } from './hidden-way.ts';
import { lesson, teaching } from './operated.ts';
import { styles } from './screen.styles.ts';
import './settings.ts';
import type { KioskSettings } from './settings.ts';
import './strip.ts';
import { Visit } from './visit.ts';
import { WakeLock } from './wake-lock.ts';

/** States in which something is to come yet. */
const WAITING: readonly string[] = ['starting', 'degraded', 'recovering', 'failed'];
/** Nothing is seen. */
const BLIND: readonly string[] = ['starting', 'recovering', 'failed'];
/** Figures change this often, milliseconds: they are read from afar. */
const FIGURES_EVERY = 700;

/**
 * What an unattended screen shows around the picture: few words, large; the classes as a strip; a privacy note; and a
 * discreet sign while something is being put right.
 * @tag pp-kiosk-screen
 */
@customElement('pp-kiosk-screen')
export class KioskScreen extends Component {
  static override readonly styles = [tokens, styles];

  @property({ attribute: false }) config: KioskConfig = DEFAULT_CONFIG;
  @property({ attribute: false }) viewer: PerPixelElement | null = null;
  /** What is wrong with `kiosk.json`. */
  @property({ attribute: false }) mistake: ConfigMistake | null = null;
  /** The mistake is shown: no good file has been seen on this machine. */
  @property({ type: Boolean }) strict = false;

  @state() private texts: KioskTexts | null = null;
  @state() private level = 1;
  @query('pp-kiosk-settings') private readonly settings!: KioskSettings | null;

  readonly #wakeLock = new WakeLock(this);
  readonly #hidden = new HiddenWay(this, () => this.config.settings && this.settings?.open());
  readonly #calm = matchMedia('(prefers-reduced-motion: reduce)');
  readonly #visit = new Visit(() => this.#visited());
  #attendant: Attendant | null = null;
  #updates: Updates | null = null;
  #ticking: ReturnType<typeof setInterval> | undefined;
  /** State and lack of a camera as they were last drawn, and when. */
  #shown = '';
  #drawnAt = 0;
  #began = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    const { viewer, config } = this;
    if (!viewer) return;
    this.#began = performance.now();
    const onChange = (): void => this.#changed();
    this.#attendant = new Attendant({ viewer, config, calm: this.#calm.matches, onChange });
    this.#ticking = setInterval(() => this.#tick(), 1000);
    this.#tick();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
    this.#visit.close();
    this.#attendant?.close();
    this.#attendant = null;
    this.#updates?.close();
    this.#updates = null;
  }

  protected override render(): TemplateResult {
    const { texts, mistake } = this;
    const { state = 'starting', shares = [], attracting = false, kiosk } = this.#attendant ?? {};
    const rightToLeft = texts !== null && isRightToLeft(texts.language);
    const lacks = (kiosk?.lack ?? null) !== null;
    const { learn, teach } = this.config;
    // what stands in for the camera may itself not be had
    const looks = !BLIND.includes(state);
    return html`
      <div class="frame ${attracting ? 'attracting' : ''}" ?inert=${this.#visit.on} dir=${rightToLeft ? 'rtl' : 'ltr'}>
        <div class="scrim"></div>
        ${this.#hidden.render()}
        ${
          texts && WAITING.includes(state) && !(lacks && state === 'degraded')
            ? this.#renderSign(wordsFor(texts, 'moment'))
            : nothing
        }
        ${
          texts
            ? html`<div class="words" lang=${texts.language}>
                <h1 dir=${directionOf(texts)}>${texts.title}</h1>
                ${
                  lacks
                    ? looks
                      ? this.#renderLack(wordsFor(texts, 'noCamera'))
                      : nothing
                    : html`<p class="invitation" dir=${directionOf(texts)}>${texts.invitation}</p>`
                }
                <div class="ways">
                  ${learn === false ? nothing : this.#renderWay(wordsFor(texts, 'learn'), (tag) => this.#learn(tag))}
                  ${
                    teach === false || !looks || !this.#camera
                      ? nothing
                      : this.#renderWay(wordsFor(texts, 'teach'), (tag) => this.#teach(tag))
                  }
                </div>
              </div>`
            : nothing
        }
        <p class="privacy" lang=${texts?.language ?? 'en'}>
          ${lockIcon}<span dir=${directionOf(texts)}>${texts?.privacy ?? ''}</span>
        </p>
        <pp-kiosk-strip
          lang=${texts?.language ?? 'en'}
          .names=${texts?.classes ?? {}}
          .shares=${shares}
        ></pp-kiosk-strip>
        ${mistake && this.strict ? this.#renderMistake(mistake) : nothing}
      </div>
      <div class="dim"></div>
      <pp-kiosk-settings
        .viewer=${this.viewer}
        .kiosk=${kiosk ?? null}
        .state=${state}
        .mistake=${mistake}
        .wakeLock=${this.#wakeLock.held}
        @pp-kiosk-update=${() => void this.#updates?.check(true)}
      ></pp-kiosk-settings>
    `;
  }

  #renderWay({ language, text }: Worded, go: (language: string) => void): TemplateResult {
    return html`<button class="way" type="button" lang=${language} @click=${() => go(language)}>${text}</button>`;
  }

  /** There is one that works, and it is what is shown. */
  get #camera(): boolean {
    const { kiosk } = this.#attendant ?? {};
    return kiosk?.source === 'camera' && kiosk.lack === null;
  }

  #learn(language: string): void {
    const { viewer, config } = this;
    const { learn: settings } = config;
    if (viewer && settings) void this.#visit.open(() => lesson({ settings, viewer, camera: this.#camera, language }));
  }

  #teach(language: string): void {
    const { viewer, config } = this;
    const { teach: settings } = config;
    if (viewer && settings) void this.#visit.open(() => teaching({ settings, viewer, camera: this.#camera, language }));
  }

  /** A visitor has begun with something, or is gone. */
  #visited(): void {
    if (this.#attendant) this.#attendant.behind = this.#visit.on;
    this.requestUpdate();
  }

  #renderSign({ language, text }: Worded): TemplateResult {
    return html`<p class="sign" role="status" lang=${language}><i></i><span dir="auto">${text}</span></p>`;
  }

  #renderLack({ language, text }: Worded): TemplateResult {
    return html`<p class="invitation" role="status" lang=${language} dir=${directionOf({ language })}>${text}</p>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('texts') || this.#calm.matches) return;
    const words = this.renderRoot.querySelectorAll('.words, .privacy');
    for (const each of words) each.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 900, easing: 'ease-out' });
  }

  #renderMistake({ problem, remedy }: ConfigMistake): TemplateResult {
    return html`<section class="mistake" role="alert" lang="en" dir="ltr">
      <h2>kiosk.json needs a correction</h2>
      <p>${problem}</p>
      <p class="remedy">${remedy}</p>
      <p class="until">Until then this screen runs with its defaults. It reads the file again when it is reloaded.</p>
    </section>`;
  }

  #changed(): void {
    const { kiosk } = this.#attendant ?? {};
    if (kiosk && !this.#updates) {
      const { updateHour: hour } = this.config;
      const rests = (): boolean => kiosk.isIdle || (kiosk.source !== 'camera' && kiosk.state === 'live');
      const isQuiet = (): boolean => !this.#visit.on && rests();
      this.#updates = new Updates({ health: kiosk.health, hour, isQuiet, reload: () => location.reload() });
    }
    const now = performance.now();
    const shown = `${this.#attendant?.state ?? ''} ${kiosk?.lack ?? ''}`;
    if (now - this.#drawnAt < FIGURES_EVERY && shown === this.#shown) return;
    this.#drawnAt = now;
    this.#shown = shown;
    this.requestUpdate();
  }

  #tick(): void {
    const { texts, language, languageSeconds, brightness, pixelShift } = this.config;
    const seconds = (performance.now() - this.#began) / 1000;
    const turn = texts.map(() => ({ seconds: languageSeconds }));
    this.texts = texts.find((each) => each.language === language) ?? texts[stepAt(turn, seconds)] ?? null;
    this.level = brightnessAt(brightness, new Date());
    this.style.setProperty('--_level', String(this.level));
    const { x, y } = wander(Date.now(), pixelShift);
    for (const each of [this.viewer, this.renderRoot.querySelector<HTMLElement>('.frame')]) {
      if (each) each.style.translate = `${x}px ${y}px`;
    }
  }
}

/** A text in a language that is written from left to right may be in another script all the same: its first letters say. */
function directionOf(texts: { readonly language: string } | null): 'rtl' | 'auto' {
  return texts && isRightToLeft(texts.language) ? 'rtl' : 'auto';
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-kiosk-screen': KioskScreen;
  }
}
