import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { PerPixelError } from '../../../core/errors/errors.ts';
import type { BackendChoice } from '../../../core/tuning/backend.ts';
import '../../../elements/brush/brush.ts';
import { LEAST_SIZE, MOST_SIZE } from '../../../elements/brush/brush-keys.ts';
import { Component } from '../../../elements/component.ts';
import { controls } from '../../../elements/controls.styles.ts';
import type { RequestEvent } from '../../../elements/events.ts';
import { keys } from '../../../elements/keys.styles.ts';
import { tokens } from '../../../elements/tokens.ts';
import { LeftAlone } from '../../learn/left-alone.ts';
import { around } from './around.ts';
import { lines } from './lines.ts';
import { BEGINNING, follow, secondsLeft, type Minute, type MinuteEvent } from './minute.ts';
import { presses, type Press } from './presses.ts';
import { Pupil, REST, THING } from './pupil.ts';
import { styles } from './teach.styles.ts';
import { TEACH_TEXTS, type TeachLanguage } from './texts.ts';

export { teachLanguage } from './texts.ts';

type Unstamped = MinuteEvent extends infer Event ? (Event extends MinuteEvent ? Omit<Event, 'at'> : never) : never;

/** What it is not is drawn in this colour: the background's own is not seen on a dark picture. */
const REST_COLOUR = '#8fb8de';
/** Of a finger. */
const BRUSH = 0.045;
/** Milliseconds from one look at the clock to the next. */
const TICK_MS = 200;

/**
 * A guided minute at a wall: a visitor shows a thing to the camera, strokes it, and watches it labelled. What they showed is forgotten when
 * the minute is over, when they leave, or when nobody touches it any more; nothing of it is kept anywhere.
 * @tag pp-kiosk-teach
 * @fires {Event} pp-kiosk-teach-left - it is over, and all is forgotten
 */
@customElement('pp-kiosk-teach')
export class KioskTeach extends Component {
  static override readonly styles = [tokens, controls, keys, styles];

  @property() language: TeachLanguage = 'en';
  @property() model = 'features';
  @property() backend: BackendChoice = 'auto';
  /** The camera's id; empty: the browser's choice. */
  @property() device = '';
  @property({ type: Boolean }) mirrored = true;
  /** Seconds without a touch until nobody is there. */
  @property({ type: Number }) patience = 45;
  /** Seconds of watching. */
  @property({ type: Number }) watch = 60;

  @state() private minute: Minute = BEGINNING;
  @state() private chosen = THING;
  @state() private size = BRUSH;
  @query('h1') private readonly heading!: HTMLElement | null;
  #pupil: Pupil | null = null;
  #alone: LeftAlone | null = null;
  #ticking: ReturnType<typeof setInterval> | undefined;
  /** Seconds as they were last drawn. */
  #seconds: number | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    const { model, backend, device: deviceId, mirrored, language } = this;
    this.minute = BEGINNING;
    this.#pupil = new Pupil({
      model,
      backend,
      deviceId,
      mirrored,
      name: TEACH_TEXTS[language].thing,
      onChange: () => this.#changed(),
      onFault: (error) => this.#fault(error),
    });
    this.#pupil.open();
    this.#alone = new LeftAlone(this.patience, () => this.#tell({ kind: 'end', end: 'alone' }));
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
    window.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget();
    this.#alone?.close();
    clearInterval(this.#ticking);
    window.removeEventListener('keydown', this.#onKey);
  }

  protected override render(): TemplateResult {
    const { minute, language } = this;
    const { phase } = minute;
    const texts = TEACH_TEXTS[language];
    const step = phase === 'watch' ? 2 : phase === 'thing' || phase === 'rest' ? 1 : 0;
    const seconds = secondsLeft(minute, performance.now());
    return html`
      <section class="teach ${phase}" lang=${language} dir="ltr" aria-label=${texts.title}>
        <ol class="steps">
          ${texts.steps.map(
            (each, at) =>
              html`<li aria-current=${at === step && phase !== 'over' ? 'step' : nothing}>
                <b>${at + 1}</b><span>${each}</span>
              </li>`,
          )}
        </ol>
        <div class="stage">
          ${this.#pupil?.canvas} ${this.#lines()} ${this.#brush()}
          ${phase === 'still' ? html`<p class="count" aria-hidden="true">${seconds}</p>` : nothing}
        </div>
        <div class="side">
          <h1 tabindex="-1">${minute.end ? texts.end[minute.end] : phase === 'over' ? '' : texts.say[phase]}</h1>
          <p class="more" role="status">${phase === 'over' ? texts.forgotten : this.#pupil?.full ? texts.full : ''}</p>
          ${phase === 'watch' ? html`<p class="left" role="timer">${seconds}</p>` : nothing}
          ${phase === 'watch' ? this.#choice() : nothing}
        </div>
        <div class="presses" role="group" aria-label=${texts.title}>
          ${this.#presses().map(
            ({ label, primary, disabled, press }) =>
              html`<button
                class="button ${primary ? 'primary' : ''}"
                type="button"
                ?disabled=${disabled}
                @click=${press}
              >
                ${label}
              </button>`,
          )}
        </div>
      </section>
    `;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#seconds = secondsLeft(this.minute, performance.now());
  }

  /** Until there are labels of it. */
  #lines(): TemplateResult | typeof nothing {
    const { drawn = [], frame = null, labelled = false } = this.#pupil ?? {};
    return frame && drawn.length > 0 && !labelled ? lines(drawn, frame, (id) => this.#colourOf(id)) : nothing;
  }

  #colourOf(classId: number): string {
    return classId === REST ? REST_COLOUR : (this.#pupil?.state?.classes[classId]?.colour ?? '#ffffff');
  }

  #brush(): TemplateResult | typeof nothing {
    const pupil = this.#pupil;
    const { phase } = this.minute;
    if (!pupil?.state || !pupil.frame || (phase !== 'thing' && phase !== 'rest' && phase !== 'watch')) return nothing;
    const texts = TEACH_TEXTS[this.language];
    const what = this.#stroked === REST ? texts.rest : texts.thing;
    return html`<pp-brush
      .picture=${pupil.frame}
      .colour=${this.#colourOf(this.#stroked)}
      .name=${what}
      .label=${`${texts.brush}: ${what}. ${texts.keys}`}
      .size=${this.size}
      .settled=${pupil.settled}
      @pp-request-teach=${this.#asked}
    ></pp-brush>`;
  }

  /** What the next stroke is of. */
  get #stroked(): number {
    const { phase } = this.minute;
    if (phase === 'watch') return this.chosen;
    return phase === 'rest' ? REST : THING;
  }

  #choice(): TemplateResult {
    const texts = TEACH_TEXTS[this.language];
    return html`<fieldset>
      <legend>${texts.brush}</legend>
      <div class="keys">
        ${[THING, REST].map(
          (id) =>
            html`<label class="key"
              ><input
                type="radio"
                name="brush"
                .checked=${id === this.chosen}
                @change=${() => (this.chosen = id)}
              /><span>${id === REST ? texts.rest : texts.thing}</span></label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  #presses(): readonly Press[] {
    const pupil = this.#pupil;
    const { frame } = pupil ?? {};
    const thing = (pupil?.drawn ?? []).filter(({ classId }) => classId === THING).map(({ trace }) => trace);
    const beside = frame && this.minute.phase === 'rest' ? around(thing, frame.width / frame.height) : [];
    return presses(this.minute.phase, TEACH_TEXTS[this.language], {
      shown: Boolean(pupil?.state),
      stroked: (pupil?.strokesOf(THING) ?? 0) > 0,
      labelled: pupil?.labelled ?? false,
      around: beside.length > 0,
      press: {
        leave: () => this.#leave(),
        on: () => this.#tell({ kind: 'on' }),
        again: () => this.#tell({ kind: 'again' }),
        undo: () => pupil?.undo(),
        around: () => void pupil?.strokeAll(beside, REST),
      },
    });
  }

  readonly #asked = ({ detail }: RequestEvent<'pp-request-teach'>): void => {
    const pupil = this.#pupil;
    if (!pupil) return;
    if (detail.act === 'begin') pupil.begin();
    else if (detail.act === 'cancel') void pupil.cancel();
    else if (detail.act === 'stroke') void pupil.stroke(detail.trace, detail.erases ? null : this.#stroked);
    else if (detail.act === 'undo') pupil.undo();
    else if (detail.act === 'size') this.size = Math.min(MOST_SIZE, Math.max(LEAST_SIZE, detail.size));
    else if (detail.act === 'choose' && (detail.brush === REST || detail.brush === THING)) this.chosen = detail.brush;
  };

  #changed(): void {
    const pupil = this.#pupil;
    if (pupil?.state && pupil.canvas) this.#tell({ kind: 'picture' });
    this.requestUpdate();
  }

  #tick(): void {
    const at = performance.now();
    this.#tell({ kind: 'tick', drawing: (this.#pupil?.lines ?? 0) > 0 });
    if (this.minute.phase === 'over' && this.minute.until !== null && at >= this.minute.until) this.#left();
    else if (secondsLeft(this.minute, at) !== this.#seconds) this.requestUpdate();
  }

  #fault({ code }: PerPixelError): void {
    this.#tell({ kind: 'end', end: code.startsWith('camera-') ? 'camera' : 'stopped' });
  }

  #tell(event: Unstamped): void {
    const before = this.minute;
    this.minute = follow(before, { ...event, at: performance.now() }, this.watch * 1000);
    const { phase } = this.minute;
    if (phase === before.phase) return;
    if (phase === 'over') this.#forget();
    else if (phase === 'thing') this.#pupil?.freeze();
    else if (phase === 'watch') this.#watching();
    else if (phase === 'show') this.#pupil?.clear();
    // whoever reads with a screen reader is told where they are now
    void this.updateComplete.then(() => this.heading?.focus({ preventScroll: true }));
  }

  #watching(): void {
    this.chosen = THING;
    this.#pupil?.thaw();
  }

  /** Whoever leaves is told that all is forgotten; whoever has read that is gone at once. */
  #leave(): void {
    if (this.minute.phase === 'over') this.#left();
    else this.#tell({ kind: 'end', end: 'left' });
  }

  #forget(): void {
    this.#pupil?.close();
    this.#pupil = null;
    this.requestUpdate();
  }

  #left(): void {
    this.dispatchEvent(new Event('pp-kiosk-teach-left'));
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    // the brush's keys are its own
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === 'Escape') return this.#leave();
    const pressed = this.#presses()[Number(event.key) - 1];
    if (pressed && !pressed.disabled) pressed.press();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-kiosk-teach': KioskTeach;
  }
}
