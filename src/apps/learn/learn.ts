import { html, nothing, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { PerPixelError } from '../../core/errors/errors.ts';
import { Component } from '../../elements/component.ts';
import { choice } from '../../elements/choice.styles.ts';
import { controls } from '../../elements/controls.styles.ts';
import { customElement } from '../../elements/custom-element.ts';
import { pickFile } from '../../elements/pick-file.ts';
import { tokens } from '../../elements/tokens.ts';
import { fiveButtons } from './five-buttons.ts';
import { LeftAlone } from './left-alone.ts';
import { Lesson } from './lesson.ts';
import './lens/lens-view.ts';
import './picture.ts';
import type { PointEvent } from './picture.ts';
import { settings } from './settings.ts';
import './thumb.ts';
import { styles } from './learn.styles.ts';
import { STEP_IDS, type StepId } from './steps/step-ids.ts';
import { STEPS } from './steps/steps.ts';
import { filled, type Language } from './texts/texts.ts';

/** The five large buttons, as they are pressed on a keyboard or a box of buttons at a wall. */
const BUTTONS = ['1', '2', '3', '4', '5'] as const;

type Setting = Pick<Learn, 'source' | 'language'>;

interface Beside {
  readonly marks: SVGTemplateResult;
  readonly aside: TemplateResult;
}

/**
 * Six steps from a pixel to a network that doubts, on a picture of the visitor's.
 * @tag pp-learn
 * @fires {Event} pp-learn-change - another step, picture or language
 * @fires {Event} pp-learn-left - nobody has touched it for a while, or it is left by its first button
 */
@customElement('pp-learn')
export class Learn extends Component {
  static override readonly styles = [tokens, controls, choice, styles];

  @property() step: StepId = 'pixels';
  @property({ attribute: false }) source: string | Blob = 'street';
  @property() model = '';
  @property() language: Language = 'en';
  /** At a wall: larger, with keys 1 to 5 for the buttons, and from the start again when left alone. */
  @property({ type: Boolean, reflect: true }) wall = false;
  /** Seconds without a touch until it is at the start again, at a wall. */
  @property({ type: Number }) patience = 90;
  /** There is something to go back to from the first step. */
  @property({ type: Boolean }) leaves = false;

  @state() private error: PerPixelError | null = null;
  @query('#title') private readonly heading!: HTMLElement | null;

  readonly #lesson = new Lesson({
    onChange: () => this.requestUpdate(),
    onError: (error) => (this.error = error),
  });
  #shown: ImageData | null = null;
  #beside: Beside = { marks: svg``, aside: html`` };
  /** The words of a step are seen, and its picture is the next thing to be made. */
  #turning = false;
  #alone: LeftAlone | null = null;
  /** What it began with, which the next visitor finds again; null: nothing was set otherwise. */
  #given: Setting | null = null;
  readonly #calm = window.matchMedia('(prefers-reduced-motion: reduce)');

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#onKey);
    this.#alone?.close();
    this.#lesson.close();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#lesson.language = this.language;
    if (changed.has('wall') || changed.has('patience')) {
      this.#alone?.close();
      this.#alone = new LeftAlone(this.wall ? this.patience : 0, () => this.#startAgain());
    }
    if (changed.has('source') || changed.has('model')) {
      this.error = null;
      this.#lesson.open(this.source, this.model);
      if (this.#calm.matches) this.#lesson.freeze();
    }
    if (changed.has('step') && this.step !== 'doubt') this.#lesson.game.stop();
    if (changed.has('step') && this.hasUpdated) this.#turn();
    if (this.#turning) return;
    this.#shown = this.#picture();
    this.#beside = this.#look();
  }

  protected override render(): TemplateResult {
    const { texts, labelled } = this.#lesson;
    const words = texts.steps[this.step];
    const people = labelled !== null && !labelled.model.classes.some(({ name }) => name === 'road');
    return html`
      <div class="lesson" lang=${this.language}>
        <div class="head">
          <nav aria-label=${texts.lesson}>
            <ol>
              ${STEP_IDS.map(
                (id, at) => html`
                  <li>
                    <a
                      href=${`?step=${id}`}
                      aria-current=${id === this.step ? 'step' : nothing}
                      @click=${(event: MouseEvent) => this.#follow(event, id)}
                      ><b>${at + 1}</b><span>${texts.steps[id].short}</span></a
                    >
                  </li>
                `,
              )}
            </ol>
          </nav>
          ${this.#settings()}
        </div>
        <pp-learn-picture
          .image=${this.#shown}
          .marks=${this.#beside.marks}
          .place=${this.#lesson.place}
          label=${texts.picture}
          ?paints=${this.#lesson.game.phase === 'painting'}
          @pp-learn-point=${this.#pointed}
          @pp-learn-lift=${() => this.#lesson.game.lift()}
        ></pp-learn-picture>
        <section class="side" aria-labelledby="title">
          <p class="caption">${filled(texts.step, { number: STEP_IDS.indexOf(this.step) + 1 })}</p>
          ${
            // at a wall there is no other heading
            this.wall
              ? html`<h1 id="title" tabindex="-1">${words.title}</h1>`
              : html`<h2 id="title" tabindex="-1">${words.title}</h2>`
          }
          <p class="say">${(people && words.sayOfPeople) || words.say}</p>
          ${STEPS[this.step].control(this.#lesson)}
          <div class="aside" aria-busy=${this.#turning}>
            ${this.#beside.aside}
            ${this.error ? html`<p class="error" role="alert" lang="en">${this.error.message}</p>` : nothing}
          </div>
        </section>
        <dl class="terms" aria-label=${texts.terms}>
          ${words.terms.map(
            ([word, meaning]) =>
              html`<div>
                <dt>${word}</dt>
                <dd>${meaning}</dd>
              </div>`,
          )}
        </dl>
        ${fiveButtons(texts, { at: STEP_IDS.indexOf(this.step), act: this.#actLabel(), leaves: this.leaves }, (button) => this.#press(button))}
      </div>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    for (const input of this.renderRoot.querySelectorAll<HTMLInputElement>('input[type=range]')) {
      input.style.setProperty('--_fill', String(input.valueAsNumber / Number(input.max)));
    }
  }

  #settings(): TemplateResult {
    return settings(this.#lesson.texts, this, {
      source: (source) => this.#set({ source }),
      file: () => void this.#ownFile(),
      language: (language) => this.#set({ language }),
    });
  }

  #actLabel(): string {
    const act = STEPS[this.step].act;
    if (act && !(this.step === 'doubt' && this.#lesson.choices.doubt === 'you')) return act.label(this.#lesson);
    return this.#lesson.subject?.frozen ? this.#lesson.texts.goOn : this.#lesson.texts.freeze;
  }

  #press(button: number): void {
    const at = STEP_IDS.indexOf(this.step);
    if (button === 0 && at === 0 && this.leaves) this.#leave();
    else if (button === 0) this.#go(STEP_IDS[at - 1] ?? this.step);
    else if (button === 4) this.#go(STEP_IDS[at + 1] ?? 'pixels');
    else if (button === 2) this.#act();
    else this.#lesson.nudge(this.step, button === 1 ? -1 : 1);
  }

  #act(): void {
    const act = STEPS[this.step].act;
    const plays = this.step === 'doubt' && this.#lesson.choices.doubt === 'you';
    if (act && !plays) act.run(this.#lesson);
    else if (!plays || this.#lesson.game.phase !== 'painting') this.#lesson.setFrozen(!this.#lesson.subject?.frozen);
  }

  /**
   * What a step makes of the picture takes its time, above all for the first time: its words and its control are seen before that, over
   * what the step before has left.
   */
  #turn(): void {
    this.#turning = true;
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.#turning = false;
        this.requestUpdate();
      }),
    );
  }

  #go(step: StepId): void {
    this.#change(() => (this.step = step));
    // whoever reads with a screen reader is told where they are now
    void this.updateComplete.then(() => this.heading?.focus({ preventScroll: true }));
  }

  #follow(event: MouseEvent, step: StepId): void {
    // a new tab is the browser's
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0) return;
    event.preventDefault();
    this.#go(step);
  }

  #change(change: () => void): void {
    change();
    this.dispatchEvent(new Event('pp-learn-change'));
  }

  #set(chosen: Partial<Setting>): void {
    this.#given ??= { source: this.source, language: this.language };
    this.#change(() => Object.assign(this, chosen));
  }

  #startAgain(): void {
    this.#lesson.reset();
    this.#change(() => Object.assign(this, { step: 'pixels' }, this.#given));
    this.#given = null;
    this.#leave();
  }

  #leave(): void {
    this.dispatchEvent(new Event('pp-learn-left', { bubbles: true, composed: true }));
  }

  async #ownFile(): Promise<void> {
    const file = await pickFile();
    if (file) this.#set({ source: file });
  }

  #pointed({ place, down, begins }: PointEvent): void {
    const { game } = this.#lesson;
    if (game.phase === 'painting') {
      if (begins) game.touch(place);
      else if (down) game.drag(place);
    }
    this.#lesson.setPlace(place);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'PageDown' || event.key === 'PageUp') {
      event.preventDefault();
      this.#press(event.key === 'PageUp' ? 0 : 4);
      return;
    }
    const button = BUTTONS.findIndex((key) => key === event.key);
    if (this.wall && button >= 0) this.#press(button);
  };

  /** What the step lays over the picture as lines, and puts beside it. */
  #look(): Beside {
    const { labelled, texts } = this.#lesson;
    const view = STEPS[this.step];
    if (labelled) return { marks: view.marks(this.#lesson, labelled), aside: view.aside(this.#lesson, labelled) };
    const said = this.error ? '' : this.#shown ? texts.loading : texts.opening;
    return { marks: svg``, aside: html`<p class="hint" role="status">${said}</p>` };
  }

  /** The picture with what the step lays over it. */
  #picture(): ImageData | null {
    const { labelled, subject } = this.#lesson;
    const specimen = labelled?.specimen ?? subject?.specimen;
    if (!specimen) return null;
    const { image, width, height } = specimen;
    const words = new Uint32Array(image.data.buffer.slice(0));
    if (labelled) STEPS[this.step].paint(this.#lesson, labelled, words);
    return new ImageData(new Uint8ClampedArray(words.buffer), width, height);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-learn': Learn;
  }
}
