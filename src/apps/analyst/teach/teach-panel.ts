import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { MOST_TAUGHT } from '../../../core/teaching/taught-class.ts';
import { LEAST_SIZE, MOST_SIZE } from '../../../elements/brush/brush-keys.ts';
import { Component } from '../../../elements/component.ts';
import { controls } from '../../../elements/controls.styles.ts';
import { fields } from '../../../elements/fields.styles.ts';
import { fileButton } from '../../../elements/file-button.styles.ts';
import { undoIcon } from '../../../elements/icons/icons.ts';
import { slider } from '../../../elements/refine-panel/slider.ts';
import { summary } from '../../../elements/summary.styles.ts';
import { carrying } from '../../../elements/teacher/carrying.ts';
import { classRows } from '../../../elements/teacher/class-rows.ts';
import { rows } from '../../../elements/teacher/rows.styles.ts';
import { styles as teacherStyles } from '../../../elements/teacher/teacher.styles.ts';
import { ThumbnailUrls } from '../../../elements/teacher/thumbnail-urls.ts';
import { MISSING_WORDS } from '../../../elements/teacher/words.ts';
import { tokens } from '../../../elements/tokens.ts';
import type { AnalysisJob } from '../job.ts';
import type { TeachDesk } from './desk.ts';
import { doubtfulFrames, taughtFrames, type ShownVideo } from './frame-lists.ts';
import { videoOf, type Place } from './place.ts';
import { lessonOf } from './taught-id.ts';
import { styles } from './teach-panel.styles.ts';
import type { VideoLesson } from './video-lesson.ts';
import { nextStep } from './words.ts';

/**
 * Teaches things by strokes on frames of a video: what is drawn with, the frames that were drawn on and those that should be, and what
 * becomes of it.
 * @tag pp-video-teacher
 */
@customElement('pp-video-teacher')
export class VideoTeacher extends Component {
  static override readonly styles = [tokens, controls, fields, fileButton, summary, rows, teacherStyles, styles];

  @property({ attribute: false }) desk: TeachDesk | null = null;
  @property({ attribute: false }) job: AnalysisJob | null = null;
  /** Changes with what they say. */
  @property() seen = '';
  @property({ attribute: false }) onSeek: (index: number) => void = () => undefined;
  /** Opens the video of a frame; null: it is not in the list. */
  @property({ attribute: false }) open: (place: Place) => (() => void) | null = () => null;

  @state() private pictures = false;
  readonly #urls = new ThumbnailUrls();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#urls.keep([]);
  }

  protected override updated(): void {
    this.#urls.keep(this.desk?.lesson?.state.frames.map(({ picture }) => picture) ?? []);
    for (const input of this.renderRoot.querySelectorAll<HTMLInputElement>('input[type=range]')) {
      const { valueAsNumber, min, max } = input;
      input.style.setProperty('--_fill', String((valueAsNumber - Number(min)) / (Number(max) - Number(min))));
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { desk, job } = this;
    if (!desk || !job) return nothing;
    return html`
      <section aria-labelledby="title">
        <h2 id="title">Teach it your own classes</h2>
        <p class="step" role="status">${this.#words(desk, job)}</p>
        ${this.#troubles(desk)} ${desk.lesson ? this.#tools(desk, job, desk.lesson) : nothing}
        <p class="note">
          Good for these things in this scene; less for every such thing in every street. Thin things, like a cable, are
          lost.
        </p>
      </section>
    `;
  }

  #words(desk: TeachDesk, job: AnalysisJob): string {
    if (job.missing) return 'Choose the video again: what you taught is here.';
    if (!desk.lesson) return MISSING_WORDS[desk.error ? 'again' : 'trunk'];
    const own = lessonOf(job.choice.model) === desk.lesson.id;
    const labelled = own && job.state === 'done' ? 'done' : own && job.state === 'running' ? 'running' : 'not';
    return nextStep({
      state: desk.lesson.state,
      labelled,
      doubts: (desk.doubts(job)?.frames.length ?? 0) > 0,
    });
  }

  #troubles(desk: TeachDesk): TemplateResult {
    const { error, tools } = desk;
    return html`<div aria-live="polite">
      ${
        error
          ? html`<div class="error" role="alert">
              <span>${error.problem} ${error.remedy}</span>
              ${desk.lesson && desk.lesson.works ? button('Close', () => desk.dismiss()) : button('Try again', () => desk.again())}
            </div>`
          : nothing
      }
      ${
        tools.replaced
          ? html`<div class="notice">
              <span>${tools.replaced.text}</span> ${button(tools.replaced.label, () => tools.bringBack())}
              ${button('Close', () => desk.dismiss())}
            </div>`
          : nothing
      }
    </div>`;
  }

  #tools(desk: TeachDesk, job: AnalysisJob, lesson: VideoLesson): TemplateResult {
    const { tools, taught } = desk;
    const { classes, strokesOf, strokes, frames, fitSeconds, fixedCamera } = lesson.state;
    const act = desk.act.bind(desk);
    const shares = fitSeconds === null ? null : lesson.shares;
    const full = classes.length > MOST_TAUGHT;
    const shown: ShownVideo = {
      video: videoOf(job.source),
      index: job.shown?.index ?? null,
      thumbnail: job.worker.thumbnail,
      seek: this.onSeek,
    };
    return html`
      ${classRows({ classes, strokesOf, shares, brush: tools.brush, act })}
      <div class="buttons">
        <button
          class="button"
          type="button"
          ?disabled=${full}
          title=${full ? `${MOST_TAUGHT} things are all it can tell apart` : nothing}
          @click=${() => act({ act: 'add' })}
        >
          Add another thing
        </button>
        <button
          class="button"
          type="button"
          title="Take the last stroke back, of this frame where it has any (Z while you draw)"
          ?disabled=${strokes === 0}
          @click=${() => act({ act: 'undo' })}
        >
          ${undoIcon}<span>Undo</span>
        </button>
        <button
          class="button"
          type="button"
          title="All of this frame is what your things are not"
          ?disabled=${!desk.picture}
          @click=${() => act({ act: 'empty' })}
        >
          Nothing of mine in this frame
        </button>
      </div>
      ${slider({
        name: 'size',
        label: 'Brush',
        hint: 'How wide you draw',
        value: tools.size,
        least: LEAST_SIZE,
        most: MOST_SIZE,
        step: 0.002,
        words: `${(tools.size * 200).toFixed(0)} %`,
        onInput: (size) => act({ act: 'size', size }),
      })}
      ${fixedCamera === null ? nothing : fixing(fixedCamera, (fixed) => act({ act: 'fixed', fixed }))}
      ${taught ? this.#doubt(desk) : nothing}
      <div class="buttons">
        <button
          class="button primary"
          type="button"
          ?disabled=${!taught || desk.making || job.missing !== null}
          @click=${() => desk.labelAll()}
        >
          ${lessonOf(job.choice.model) === lesson.id ? 'Label the whole video again' : 'Label the whole video'}
        </button>
      </div>
      ${doubtfulFrames({ doubts: desk.doubts(job), shown, taught: lesson.places })}
      ${taughtFrames({
        frames,
        shown,
        placeOf: (id) => lesson.placeOf(id),
        pictureOf: (picture) => this.#urls.of(picture),
        open: this.open,
        forget: (frame) => act({ act: 'forget', frame }),
      })}
      ${carrying({
        taught,
        begun: strokes > 0,
        unkept: lesson.unkept ? `${lesson.unkept.problem} ${lesson.unkept.remedy}` : '',
        pictures: this.pictures,
        exported: tools.exported,
        setPictures: (pictures) => (this.pictures = pictures),
        usage: usageOf,
        act,
      })}
    `;
  }

  #doubt(desk: TeachDesk): TemplateResult {
    return html`<label class="check" title="Hatches the pixels that it is not sure of: draw there">
      <input
        type="checkbox"
        name="doubt"
        .checked=${desk.doubt}
        @change=${({ target }: Event & { readonly target: HTMLInputElement }) => desk.setDoubt(target.checked)}
      />
      Hatch where it is in doubt
    </label>`;
  }
}

function fixing(fixed: boolean, set: (fixed: boolean) => void): TemplateResult {
  return html`<label
    class="check"
    title="Where a thing is counts, too: two that look the same are told apart by their places"
  >
    <input
      type="checkbox"
      name="fixed"
      .checked=${fixed}
      @change=${({ target }: Event & { readonly target: HTMLInputElement }) => set(target.checked)}
    />
    The camera stands still
  </label>`;
}

function usageOf(name: string): TemplateResult {
  return html`
    <p class="note">Two files were saved. Put both into one folder; any number of videos is labelled with them:</p>
    <pre
      tabindex="0"
      aria-label="How it is used"
    ><code>npx perpixel label 'drives/*.mp4' --model ./${name}.json --out results
const analysis = await analyzeVideo(file, { model: './${name}.json' });</code></pre>
  `;
}

function button(text: string, act: () => void): TemplateResult {
  return html`<button class="button" type="button" @click=${act}>${text}</button>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-video-teacher': VideoTeacher;
  }
}
