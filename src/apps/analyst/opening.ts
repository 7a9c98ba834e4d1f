import { html, nothing, type TemplateResult } from 'lit';
import type { PerPixelError } from '../../core/errors/errors.ts';
import { openIcon } from '../../elements/icons/icons.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { SAMPLE } from './sample/sample.ts';
import type { JobChoice } from './choice.ts';
import './panels/options-panel.ts';

export interface OpeningActions {
  readonly choice: JobChoice;
  readonly error: PerPixelError | null;
  readonly earlier: readonly CatalogueEntry[];
  ask(): void;
  choose(choice: JobChoice): void;
  reopen(entry: CatalogueEntry): void;
  /** Opens the drive that the page brings along. */
  sample(): void;
  /** What is opened is to be taught on. */
  readonly teaching: boolean;
  teach(): void;
}

/** What stands there before a video is open. */
export function opening(actions: OpeningActions): TemplateResult {
  const { error, earlier } = actions;
  return html`
    <section class="open">
      <h2>Open a driving video</h2>
      <p>
        Every frame is labelled on this machine, then it can be played, searched, compared and taken away. Drop MP4,
        MOV, WebM or MKV files here; nothing is uploaded.
      </p>
      <pp-analysis-options
        .choice=${actions.choice}
        .onChoose=${actions.choose}
        .teaching=${actions.teaching}
        .onTeach=${actions.teach}
      >
        <button class="button primary" type="button" @click=${actions.ask}>${openIcon} Choose videos</button>
      </pp-analysis-options>
      <button class="try" type="button" @click=${actions.sample}>
        <img src=${SAMPLE.still} width="512" height="288" alt="" />
        <span>
          <b>Try the sample drive</b>
          Ten seconds of our own street, with the exact label of every pixel: timeline, query and mIoU in one click.
        </span>
      </button>
      ${error ? html`<p class="error" role="alert">${error.message}</p>` : nothing}
      ${earlier.length > 0 ? html`<pp-queue .earlier=${earlier} .onReopen=${actions.reopen}></pp-queue>` : nothing}
    </section>
  `;
}
