import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Component } from '../../../elements/component.ts';
import { controls } from '../../../elements/controls.styles.ts';
import { tokens } from '../../../elements/tokens.ts';
import { describeEvery } from '../../../core/analysis/every.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { describeLabelling, FIRST_CHOICE, titleOf, type JobChoice } from '../choice.ts';
import { closeIcon } from '../icons.ts';
import type { AnalysisJob } from '../job.ts';
import { panel } from './panel.styles.ts';

/**
 * The videos that are open, one analysed after the other, and what was analysed here before.
 * @tag pp-queue
 */
@customElement('pp-queue')
export class QueuePanel extends Component {
  static override readonly styles = [
    tokens,
    controls,
    panel,
    css`
      li {
        display: flex;
        align-items: center;
      }

      .caption:has(.model) {
        display: flex;
        gap: 0.5em;
      }

      .model {
        overflow: hidden;
        text-overflow: ellipsis;
      }

      li > .square {
        flex: none;
      }
    `,
  ];

  @property({ attribute: false }) jobs: readonly AnalysisJob[] = [];
  @property({ attribute: false }) current: AnalysisJob | null = null;
  @property({ attribute: false }) earlier: readonly CatalogueEntry[] = [];
  /** Why the list is not kept; '' while it is. */
  @property() problem = '';
  /** Counts up when a job changed. */
  @property({ type: Number }) revision = 0;
  @property({ attribute: false }) onPick: (job: AnalysisJob) => void = () => undefined;
  @property({ attribute: false }) onRemove: (job: AnalysisJob) => void = () => undefined;
  @property({ attribute: false }) onReopen: (entry: CatalogueEntry) => void = () => undefined;

  protected override render(): TemplateResult {
    return html`
      <h2>Videos</h2>
      <ul>
        ${this.jobs.map(
          (job) => html`
            <li>
              <button class="line" type="button" aria-current=${job === this.current} @click=${() => this.onPick(job)}>
                <span dir="auto" title=${job.source.name}>${job.source.name}</span>
                <span class="caption figures" title=${[this.#apart(job), status(job)].filter(Boolean).join(' · ')}>
                  ${this.#apart(job) ? html`<span class="model">${this.#apart(job)}</span>` : nothing} ${status(job)}
                </span>
              </button>
              <button
                class="button plain square"
                type="button"
                title="Close"
                aria-label="Close ${job.source.name}"
                @click=${() => this.onRemove(job)}
              >
                ${closeIcon}
              </button>
            </li>
          `,
        )}
      </ul>
      <div aria-live="polite">${this.problem ? html`<p>${this.problem}</p>` : nothing}</div>
      ${this.earlier.length > 0 ? this.#earlier() : nothing}
    `;
  }

  /** How it is analysed, where another one is of the same name. */
  #apart({ source: { name }, choice }: AnalysisJob): string {
    return this.jobs.filter((job) => job.source.name === name).length > 1 ? howOf(choice) : '';
  }

  #earlier(): TemplateResult {
    return html`
      <h2>Earlier on this machine</h2>
      <ul class="rows">
        ${this.earlier.map(
          (entry) => html`
            <li>
              <button class="line" type="button" @click=${() => this.onReopen(entry)}>
                <span dir="auto" title=${entry.name}>${entry.name}</span>
                <span class="caption figures" title=${howOf(entry)}>
                  <span class="model">${howOf(entry)}</span> ${share(entry.done, entry.total)}
                </span>
              </button>
            </li>
          `,
        )}
      </ul>
    `;
  }
}

function howOf(choice: Pick<JobChoice, 'model'> & Partial<JobChoice>): string {
  const { model, every = 1 } = choice;
  const step = every === 1 ? '' : describeEvery(every);
  return [titleOf(model), step, describeLabelling({ ...FIRST_CHOICE, ...choice })].filter(Boolean).join(' · ');
}

function status({ state, missing, counts: { done, total } }: AnalysisJob): string {
  if (state === 'done' || state === 'failed') return state;
  if (state === 'elsewhere') return 'in another tab';
  const far = share(done, total);
  if (missing) return `${far} ${missing === 'permission' ? 'to be allowed' : 'to be chosen again'}`.trim();
  if (state === 'running' || (state === 'opening' && far)) return far;
  return `${far} ${state}`.trim();
}

function share(done: number, total: number): string {
  return total > 0 ? `${Math.floor((done / total) * 100)} %` : '';
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-queue': QueuePanel;
  }
}
