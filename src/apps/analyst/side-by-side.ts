import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { BUNDLED_MODELS } from '../../core/manifest/catalog.ts';
import { PerPixelError } from '../../core/errors/errors.ts';
import type { ModelClass } from '../../core/manifest/manifest.ts';
import type { AnalysisJob } from './job.ts';
import { NO_CLASSES } from './nothing-yet.ts';

/** The model of the video itself, otherwise refined. */
const OWN: readonly string[] = ['refined', 'raw'];
/** Refinement to compare the model's own with, where a model has none. */
const REFINED = { minRegion: 32, guided: { radius: 4, epsilon: 1e-4 } };

/** A second picture of the same frame: another model, or the same one with its labels otherwise refined. */
export class SideBySide implements ReactiveController {
  #choice = '';
  #error = '';
  #opening = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly job: () => AnalysisJob | null,
  ) {
    host.addController(this);
  }

  get canvas(): HTMLCanvasElement | null {
    return this.job()?.worker.second?.canvas ?? null;
  }

  get classes(): readonly ModelClass[] {
    return this.job()?.worker.second?.info?.model.classes ?? NO_CLASSES;
  }

  get captions(): readonly string[] {
    const { info, worker } = this.job() ?? {};
    const second = worker?.second;
    const own = OWN.includes(this.#choice) ? `, ${this.#choice}` : '';
    return [info?.model.title ?? '', `${second?.info?.model.title ?? ''}${own}`];
  }

  hostDisconnected(): void {
    this.close();
  }

  close(): void {
    const job = this.job();
    if (job?.worker.second) void job.worker.compareWith(null);
    this.#choice = '';
  }

  controls(job: AnalysisJob): TemplateResult | typeof nothing {
    const { info } = job;
    if (!info) return nothing;
    // one that a worker died of is not there any more
    const chosen = this.#opening || job.worker.second ? this.#choice : '';
    return html`
      <section>
        <h3>Side by side</h3>
        <label class="field">
          with
          <select
            ?disabled=${this.#opening}
            @change=${({ target }: Event) => this.#open(job, (target as HTMLSelectElement).value)}
          >
            <option value="" .selected=${live(chosen === '')}>nothing</option>
            <option value="refined" .selected=${live(chosen === 'refined')}>${info.model.title}, refined</option>
            <option value="raw" .selected=${live(chosen === 'raw')}>${info.model.title}, raw</option>
            ${BUNDLED_MODELS.filter(({ id }) => id !== info.model.id).map(
              ({ id, title }) => html`<option value=${id} .selected=${live(chosen === id)}>${title}</option>`,
            )}
          </select>
        </label>
        ${this.#error ? html`<p class="error" role="alert">${this.#error}</p>` : nothing}
      </section>
    `;
  }

  async #open(job: AnalysisJob, choice: string): Promise<void> {
    this.close();
    this.#choice = choice;
    this.#error = '';
    this.host.requestUpdate();
    if (!choice || !job.client || !job.info) return;
    const { model, backend, runtime, mirror, ensemble } = job.choice;
    const refined = job.choice.refine || job.info.model.refine || REFINED;
    this.#opening = true;
    try {
      await job.worker.compareWith(
        OWN.includes(choice)
          ? { model, backend, runtime, mirror, ensemble, refine: choice === 'refined' && refined }
          : { model: choice, backend, runtime },
      );
    } catch (error) {
      this.#choice = '';
      this.#error = error instanceof PerPixelError ? error.message : String(error);
    }
    this.#opening = false;
    this.host.requestUpdate();
  }
}
