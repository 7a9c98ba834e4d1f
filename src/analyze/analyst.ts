import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { frameAt } from '../shared/analysis/frame-index.ts';
import type { AnalysisView } from '../shared/analysis/protocol.ts';
import type { TruthScore } from '../shared/analysis/truth.ts';
import { BUNDLED_MODELS } from '../shared/catalog.ts';
import { PerPixelError } from '../shared/errors.ts';
import type { ModelClass } from '../shared/manifest.ts';
import type { Hit } from '../shared/query/evaluate.ts';
import { controls } from '../ui/controls.styles.ts';
import { openIcon } from '../ui/icons/icons.ts';
import '../ui/legend/legend.ts';
import { tokens } from '../ui/tokens.ts';
import { styles } from './analyst.styles.ts';
import { Catalogue, type CatalogueEntry } from './catalogue.ts';
import { timecode } from './format.ts';
import { closeIcon } from './icons.ts';
import { AnalysisJob, type JobSource } from './job.ts';
import './panels/export-panel.ts';
import './panels/query-panel.ts';
import './panels/queue-panel.ts';
import './panels/truth-panel.ts';
import { jobHead } from './job-head.ts';
import { Playing } from './playing.ts';
import { SideBySide } from './side-by-side.ts';
import { ACCEPT, droppedFiles, fileSource, isVideoName, pickVideos, reopen, sourceOf } from './sources.ts';
import './stage/filmstrip.ts';
import './stage/screen.ts';
import './stage/transport.ts';
import type { Selection } from './timeline/timeline.ts';
import './timeline/timeline.ts';

/** Always the same ones: what did not change is not drawn again. */
const NO_CLASSES: readonly ModelClass[] = [];
const NO_TIMES = new Float64Array();

/**
 * The analyst's page: opens videos, analyses them one after the other, shows, asks, compares and takes away.
 * @tag pp-analyst
 */
@customElement('pp-analyst')
export class Analyst extends LitElement {
  static override readonly styles = [tokens, controls, styles];

  /** For videos opened from now on. */
  @property() model = 'driving';
  @property() backend: 'auto' | 'webgpu' | 'wasm' = 'auto';
  @property({ type: Number }) every = 1;

  @state() private jobs: readonly AnalysisJob[] = [];
  @state() private current: AnalysisJob | null = null;
  @state() private revision = 0;
  @state() private frame = 0;
  @state() private hits: readonly Hit[] = [];
  @state() private selection: Selection | null = null;
  @state() private score: TruthScore | null = null;
  @state() private view: AnalysisView = { overlay: 'labels', opacity: 0.5 };
  @state() private earlier: readonly CatalogueEntry[] = [];
  @state() private error: PerPixelError | null = null;
  @query('input[type="file"]') private readonly picker!: HTMLInputElement;
  readonly #catalogue = new Catalogue();
  readonly #playing = new Playing(this, () => this.current);
  readonly #second = new SideBySide(this, () => this.current);
  #running: AnalysisJob | null = null;
  #scheduled = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#catalogue.list().then((entries) => (this.earlier = entries));
    window.addEventListener('keydown', this.#key);
    window.addEventListener('dragover', this.#over);
    window.addEventListener('dragleave', this.#leave);
    window.addEventListener('drop', this.#drop);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const job of this.jobs) job.close();
    window.removeEventListener('keydown', this.#key);
    window.removeEventListener('dragover', this.#over);
    window.removeEventListener('dragleave', this.#leave);
    window.removeEventListener('drop', this.#drop);
  }

  /** The one that is looked at. */
  get job(): AnalysisJob | null {
    return this.current;
  }

  /** Opens the address of a video of this origin. */
  openAddress(address: string): void {
    try {
      this.add([sourceOf(address)]);
    } catch (error) {
      this.tell(error as PerPixelError);
    }
  }

  tell(error: PerPixelError): void {
    this.error = error;
  }

  /** Opens videos; they are analysed one after the other. */
  add(sources: readonly JobSource[]): void {
    this.error = null;
    const { model, backend, every } = this;
    const added = sources.map((source) => new AnalysisJob(source, { model, backend, every }, this.#catalogue));
    for (const job of added) {
      job.addEventListener('change', () => this.#changed());
      job.addEventListener('shown', () => {
        if (job === this.current) this.frame += 1;
      });
    }
    this.jobs = [...this.jobs, ...added];
    const [first] = added;
    if (first && !this.current) this.#pick(first);
    void this.#work();
  }

  protected override render(): TemplateResult {
    return html`
      <input type="file" accept=${ACCEPT} multiple tabindex="-1" aria-hidden="true" @change=${this.#chosen} />
      ${this.current ? this.#job(this.current) : this.#empty()}
    `;
  }

  #empty(): TemplateResult {
    return html`
      <section class="open">
        <h2>Open a driving video</h2>
        <p>
          Every frame is labelled on this machine, then it can be played, searched, compared and taken away. Drop MP4,
          MOV, WebM or MKV files here; nothing is uploaded.
        </p>
        <div class="row">
          <button class="button primary" type="button" @click=${this.#ask}>${openIcon} Choose videos</button>
          ${this.#models()}
        </div>
        ${this.error ? html`<p class="error" role="alert">${this.error.message}</p>` : nothing}
        ${
          this.earlier.length > 0
            ? html`<pp-queue .earlier=${this.earlier} .onReopen=${this.#reopen}></pp-queue>`
            : nothing
        }
      </section>
    `;
  }

  #models(): TemplateResult {
    return html`
      <label class="field">
        Model
        <select @change=${({ target }: Event) => (this.model = (target as HTMLSelectElement).value)}>
          ${BUNDLED_MODELS.map(
            ({ id, title }) => html`<option value=${id} .selected=${live(id === this.model)}>${title}</option>`,
          )}
        </select>
      </label>
    `;
  }

  #job(job: AnalysisJob): TemplateResult {
    const { shown, video, info, series } = job;
    const classes = info?.model.classes ?? NO_CLASSES;
    const index = shown?.index ?? 0;
    const time = shown?.timestamp ?? 0;
    const place = series && series.frames[series.placeOf(index)] === index ? series.placeOf(index) : null;
    const shares =
      series && place !== null && series.has(place)
        ? Float32Array.from(series.shares, (column) => column[place] ?? 0)
        : null;
    const timestamps = video?.timestamps ?? NO_TIMES;
    const duration = video?.info.duration ?? 0;
    const name = job.source.name;
    return html`
      <div class="work">
        <pp-screen
          .canvases=${this.#second.canvas ? [job.canvas, this.#second.canvas] : [job.canvas]}
          .captions=${this.#second.captions}
          .classes=${[classes, this.#second.classes]}
          .probe=${this.#probe}
          .revision=${this.frame}
        ></pp-screen>
        <pp-transport
          .playing=${this.#playing.on}
          .loop=${this.#playing.loop}
          .ranged=${this.selection !== null}
          .rate=${this.#playing.rate}
          .index=${index}
          .count=${video?.info.frameCount ?? 0}
          .time=${time}
          .duration=${duration}
          .view=${this.view}
          .onToggle=${() => this.#playing.toggle(this.#range)}
          .onSeek=${this.#seek}
          .onLoop=${() => this.#playing.setLoop(!this.#playing.loop, this.#range)}
          .onRate=${(rate: number) => this.#playing.setRate(rate, this.#range)}
          .onMark=${() => this.#mark(job, index)}
          .onView=${(view: AnalysisView) => {
            this.view = view;
            void job.client?.setView(view);
          }}
        ></pp-transport>
        <pp-filmstrip
          .name=${name}
          .timestamps=${timestamps}
          .duration=${duration}
          .aspect=${(video?.info.width ?? 16) / (video?.info.height ?? 9)}
          .thumbnail=${this.#thumbnail}
        ></pp-filmstrip>
        <pp-timeline
          .classes=${classes}
          .series=${series}
          .timestamps=${timestamps}
          .duration=${duration}
          .time=${time}
          .revision=${this.revision}
          .hits=${this.hits}
          .markers=${job.markers}
          .scores=${this.score?.frames ?? null}
          .selection=${this.selection}
          .onSeek=${this.#seek}
          .onSelect=${(selection: Selection | null) => (this.selection = selection)}
          .thumbnail=${this.#preview}
        ></pp-timeline>
      </div>
      <aside>
        ${jobHead(job, {
          error: this.error,
          run: () => void this.#work(job),
          pause: () => void job.pause(),
          cancel: () => void this.#cancel(job),
          open: this.#ask,
        })}
        <pp-query
          .series=${series}
          .classes=${classes}
          .revision=${this.revision}
          .time=${time}
          .onHits=${(hits: readonly Hit[]) => {
            if (hits.length > 0 || this.hits.length > 0) this.hits = hits;
          }}
          .onGo=${(hit: Hit) => this.#seek(frameAt(timestamps, hit.from))}
        ></pp-query>
        <pp-legend .classes=${classes} .shares=${shares}></pp-legend>
        ${job.markers.length > 0 ? this.#markers(job) : nothing} ${this.#second.controls(job)}
        <pp-exports
          .job=${job}
          .ready=${(series?.filled ?? 0) > 0 && job.state !== 'failed'}
          .opacity=${this.view.opacity}
        ></pp-exports>
        <pp-truth
          .classes=${classes}
          .compare=${(...args: Parameters<NonNullable<typeof job.client>['compareTruth']>) => {
            if (!job.client) throw new Error('the analysis is not open');
            return job.client.compareTruth(...args);
          }}
          .onScore=${(score: TruthScore | null) => (this.score = score)}
          .onSeek=${this.#seek}
        ></pp-truth>
        <pp-queue
          .jobs=${this.jobs}
          .current=${job}
          .earlier=${this.earlier.filter(({ name: each }) => !this.jobs.some(({ source }) => source.name === each))}
          .revision=${this.revision}
          .onPick=${this.#pick}
          .onRemove=${this.#remove}
          .onReopen=${this.#reopen}
        ></pp-queue>
        <div class="row">
          <button class="button" type="button" @click=${this.#ask}>${openIcon} Add videos</button>
          ${this.#models()}
        </div>
      </aside>
    `;
  }

  #markers(job: AnalysisJob): TemplateResult {
    return html`
      <section>
        <h3>Markers</h3>
        <ul class="markers">
          ${job.markers.map(
            ({ index, text }) => html`
              <li>
                <button class="button plain" type="button" @click=${() => this.#seek(index)}>
                  ${timecode(job.video?.timestamps[index] ?? 0)}
                </button>
                <input
                  aria-label="Note at frame ${index}"
                  .value=${live(text)}
                  @change=${({ target }: Event) =>
                    job.setMarkers(
                      job.markers.map((each) =>
                        each.index === index ? { index, text: (target as HTMLInputElement).value } : each,
                      ),
                    )}
                />
                <button
                  class="button plain square"
                  type="button"
                  aria-label="Remove the marker at frame ${index}"
                  @click=${() => job.setMarkers(job.markers.filter((each) => each.index !== index))}
                >
                  ${closeIcon}
                </button>
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  /** Analyses one video after the other; a given one goes on at once. */
  async #work(first?: AnalysisJob): Promise<void> {
    if (this.#running) {
      if (!first || first === this.#running) return;
      await this.#running.pause();
    }
    for (let job = first ?? this.#next(); job && !this.#running; job = this.#next()) {
      this.#running = job;
      await job.open();
      if (job === this.current) await job.client?.setView(this.view).catch(() => undefined);
      await job.run();
      this.#running = null;
      await job.client?.again().catch(() => undefined);
    }
    this.earlier = await this.#catalogue.list();
  }

  #next(): AnalysisJob | undefined {
    return this.jobs.find(({ state }) => state === 'waiting');
  }

  readonly #pick = (job: AnalysisJob): void => {
    void this.#playing.stop();
    this.#second.close();
    this.current = job;
    this.hits = [];
    this.selection = null;
    this.score = null;
    if (job.state !== 'waiting') return;
    // it can be looked at while another one is analysed
    if (this.#running) void job.open().then(() => job.client?.setView(this.view).catch(() => undefined));
  };

  readonly #remove = (job: AnalysisJob): void => {
    job.close();
    if (this.#running === job) this.#running = null;
    this.jobs = this.jobs.filter((each) => each !== job);
    if (this.current === job) {
      this.current = null;
      const [next] = this.jobs;
      if (next) this.#pick(next);
    }
    void this.#work();
  };

  async #cancel(job: AnalysisJob): Promise<void> {
    await job.discard();
    this.#remove(job);
    this.earlier = await this.#catalogue.list();
  }

  readonly #reopen = async (entry: CatalogueEntry): Promise<void> => {
    this.model = entry.model || this.model;
    if (entry.url) return this.openAddress(entry.url);
    const source = entry.handle && (await reopen(entry.handle));
    if (source) return this.add([source]);
    this.tell(
      new PerPixelError(
        'source-unavailable',
        `${entry.name} is kept as labels only.`,
        'Choose the file again to go on.',
      ),
    );
    await this.#ask();
  };

  readonly #ask = async (): Promise<void> => {
    const sources = await pickVideos();
    if (sources) this.add(sources);
    else this.picker.click();
  };

  readonly #chosen = (): void => {
    const files = [...(this.picker.files ?? [])];
    this.picker.value = '';
    if (files.length > 0) this.add(files.map((file) => fileSource(file)));
  };

  readonly #seek = (index: number): void => {
    void this.#playing.stop();
    void this.current?.client?.show(index).catch(() => undefined);
  };

  readonly #probe = async (x: number, y: number, side: number) =>
    (await this.current?.client?.probe(x, y, side)) ?? null;

  readonly #thumbnail = async (index: number, height: number) =>
    (await this.current?.client?.thumbnail(index, height)) ?? null;

  readonly #preview = (index: number): Promise<ImageBitmap | null> =>
    this.#thumbnail(index, 90 * Math.min(2, devicePixelRatio));

  /** What playing keeps to: the selection, or all. */
  get #range(): { readonly first: number; readonly last: number } {
    const timestamps = this.current?.video?.timestamps ?? NO_TIMES;
    const { selection } = this;
    if (!selection) return { first: 0, last: timestamps.length - 1 };
    return { first: frameAt(timestamps, selection.from), last: frameAt(timestamps, selection.to) };
  }

  #mark(job: AnalysisJob, index: number): void {
    if (job.markers.some((each) => each.index === index)) return;
    job.setMarkers([...job.markers, { index, text: '' }]);
  }

  readonly #key = (event: KeyboardEvent): void => {
    const { current } = this;
    const [target] = event.composedPath();
    const typing = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (!current || typing || event.altKey || event.ctrlKey || event.metaKey) return;
    const index = current.shown?.index ?? 0;
    const last = (current.video?.info.frameCount ?? 1) - 1;
    if (event.key === 'ArrowLeft' || event.key === ',') this.#seek(Math.max(0, index - (event.shiftKey ? 10 : 1)));
    else if (event.key === 'ArrowRight' || event.key === '.')
      this.#seek(Math.min(last, index + (event.shiftKey ? 10 : 1)));
    else if (event.key === 'm' || event.key === 'M') this.#mark(current, index);
    else if (event.key === ' ' && !(target instanceof HTMLButtonElement)) this.#playing.toggle(this.#range);
    else return;
    event.preventDefault();
  };

  readonly #over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.toggleAttribute('dragged', true);
  };

  readonly #leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) this.toggleAttribute('dragged', false);
  };

  /** Videos are opened; label images and zips are compared with. */
  readonly #drop = async (event: DragEvent): Promise<void> => {
    if (!event.dataTransfer) return;
    event.preventDefault();
    this.toggleAttribute('dragged', false);
    const sources = await droppedFiles(event.dataTransfer);
    const labels = sources.filter(({ name }) => /\.(png|zip)$/i.test(name));
    const videos = sources.filter(({ name, blob }) => isVideoName(name) || blob?.type.startsWith('video/'));
    if (videos.length > 0) this.add(videos);
    const panel = this.renderRoot.querySelector('pp-truth');
    if (labels.length > 0 && panel) await panel.run(labels.flatMap(({ name, blob }) => (blob ? [{ name, blob }] : [])));
    else if (videos.length === 0) {
      this.tell(new PerPixelError('video-unsupported', 'This is no video.', 'Drop MP4, MOV, WebM or MKV files.'));
    }
  };

  /** Jobs change many times a second. */
  #changed(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      this.revision += 1;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-analyst': Analyst;
  }
}
