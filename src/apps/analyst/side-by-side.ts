import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { offscreen } from '../../live/offscreen.ts';
import { BUNDLED_MODELS } from '../../core/manifest/catalog.ts';
import { PerPixelError } from '../../core/errors/errors.ts';
import type { ModelClass } from '../../core/manifest/manifest.ts';
import type { AnalysisJob } from './job.ts';

/** Refinement to compare the model's own with, where a model has none. */
const REFINED = { minRegion: 32, guided: { radius: 4, epsilon: 1e-4 } };

/** A second picture of the same frame: another model, or the same one with its labels otherwise refined. */
export class SideBySide implements ReactiveController {
  canvas: HTMLCanvasElement | null = null;
  classes: readonly ModelClass[] = [];
  captions: readonly string[] = [];
  #choice = '';
  #error = '';
  #opening = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly job: () => AnalysisJob | null,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  close(): void {
    if (this.canvas)
      void this.job()
        ?.client?.compareWith(null, null)
        .catch(() => undefined);
    this.canvas = null;
    this.#choice = '';
  }

  controls(job: AnalysisJob): TemplateResult | typeof nothing {
    const { info } = job;
    if (!info) return nothing;
    return html`
      <section>
        <h3>Side by side</h3>
        <label class="field">
          with
          <select
            ?disabled=${this.#opening}
            @change=${({ target }: Event) => this.#open(job, (target as HTMLSelectElement).value)}
          >
            <option value="" .selected=${this.#choice === ''}>nothing</option>
            <option value="refined" .selected=${this.#choice === 'refined'}>${info.model.title}, refined</option>
            <option value="raw" .selected=${this.#choice === 'raw'}>${info.model.title}, raw</option>
            ${BUNDLED_MODELS.filter(({ id }) => id !== info.model.id).map(
              ({ id, title }) => html`<option value=${id} .selected=${this.#choice === id}>${title}</option>`,
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
    const own = choice === 'raw' || choice === 'refined';
    const refine = choice === 'raw' ? false : choice === 'refined' ? job.info.model.refine || REFINED : undefined;
    const canvas = document.createElement('canvas');
    this.#opening = true;
    try {
      const model = own ? job.choice.model : choice;
      const info = await job.client.compareWith(offscreen(canvas), {
        model,
        backend: job.choice.backend,
        refine,
      });
      this.canvas = canvas;
      this.classes = info?.model.classes ?? [];
      this.captions = [job.info.model.title, `${info?.model.title ?? ''}${own ? `, ${choice}` : ''}`];
    } catch (error) {
      this.#choice = '';
      this.#error = error instanceof PerPixelError ? error.message : String(error);
    }
    this.#opening = false;
    this.host.requestUpdate();
  }
}
