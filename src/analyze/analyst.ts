import { html, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Every } from '../shared/analysis/every.ts';
import { frameAt } from '../shared/analysis/frame-index.ts';
import type { AnalysisView } from '../shared/analysis/protocol.ts';
import type { TruthScore } from '../shared/truth/score.ts';
import type { PerPixelError } from '../shared/errors.ts';
import type { ModelClass } from '../shared/manifest.ts';
import type { Hit } from '../shared/query/evaluate.ts';
import { Component } from '../ui/component.ts';
import { controls } from '../ui/controls.styles.ts';
import { openIcon } from '../ui/icons/icons.ts';
import '../ui/legend/legend.ts';
import { tokens } from '../ui/tokens.ts';
import { styles } from './analyst.styles.ts';
import { Catalogue, type CatalogueEntry } from './catalogue.ts';
import { dropOnto, type Dropped } from './dropping.ts';
import { AnalysisJob, type JobSource } from './job.ts';
import './panels/export-panel.ts';
import './panels/query-panel.ts';
import './panels/queue-panel.ts';
import './panels/truth-panel.ts';
import { jobHead } from './job-head.ts';
import { JobQueue } from './job-queue.ts';
import { listenToKeys } from './keys.ts';
import { mark, markersOf } from './markers.ts';
import { choices, opening, type OpeningActions } from './opening.ts';
import { Playing } from './playing.ts';
import { SideBySide } from './side-by-side.ts';
import { ACCEPT, fileSource, pickVideos, labelsOnly, noVideo, reopened, sourceOf } from './sources.ts';
import './stage/filmstrip.ts';
import './stage/screen.ts';
import './stage/transport.ts';
import type { Selection } from './timeline/means.ts';
import './timeline/timeline.ts';
import type { PlotEdges } from './timeline/timeline.ts';

/** Always the same ones: what did not change is not drawn again. */
const NO_CLASSES: readonly ModelClass[] = [];
const NO_TIMES = new Float64Array();
/** Between two drawings of what changes many times a second, milliseconds. */
const REDRAW_MS = 33;

/**
 * The analyst's page: opens videos, analyses them one after the other, shows, asks, compares and takes away.
 * @tag pp-analyst
 */
@customElement('pp-analyst')
export class Analyst extends Component {
  static override readonly styles = [tokens, controls, styles];

  /** For videos opened from now on. */
  @property() model = 'driving';
  @property() backend: 'auto' | 'webgpu' | 'wasm' = 'auto';
  @property({ attribute: false }) every: Every = 1;

  /** The one that is looked at. */
  @state() current: AnalysisJob | null = null;
  @state() private revision = 0;
  @state() private frame = 0;
  @state() private hits: readonly Hit[] = [];
  @state() private selection: Selection | null = null;
  /** Where the timeline's plot begins and ends: the filmstrip stands over it. */
  @state() private edges: PlotEdges = { left: 44, right: 0 };
  @state() private score: TruthScore | null = null;
  @state() private view: AnalysisView = { overlay: 'labels', opacity: 0.5 };
  @state() private earlier: readonly CatalogueEntry[] = [];
  @state() private error: PerPixelError | null = null;
  @query('input[type="file"]') private readonly picker!: HTMLInputElement;
  readonly #catalogue = new Catalogue();
  readonly #playing = new Playing(this, () => this.current);
  readonly #second = new SideBySide(this, () => this.current);
  readonly #queue = new JobQueue(async (job) => {
    if (job === this.current) await job.client?.setView(this.view).catch(() => undefined);
  });
  #scheduled = false;

  constructor() {
    super();
    dropOnto(this, (dropped) => void this.#dropped(dropped));
    listenToKeys(this, {
      step: (by) => this.#step(by),
      mark: () => this.current && mark(this.current, this.current.shown?.index ?? 0),
      toggle: () => this.current && this.#playing.toggle(this.#range),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#catalogue.list().then((entries) => (this.earlier = entries));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#queue.close();
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
    this.#queue.add(added);
    this.requestUpdate();
    const [first] = added;
    if (first && !this.current) this.#pick(first);
    void this.#work();
  }

  protected override render(): TemplateResult {
    return html`
      <input type="file" accept=${ACCEPT} multiple tabindex="-1" aria-hidden="true" @change=${this.#chosen} />
      ${this.current ? this.#job(this.current) : opening(this.#opening)}
    `;
  }

  get #opening(): OpeningActions {
    const { model, every, error, earlier } = this;
    const choose = (chosen: string): void => void (this.model = chosen);
    const step = (chosen: Every): void => void (this.every = chosen);
    return { model, every, error, earlier, choose, step, ask: this.#ask, reopen: this.#reopen };
  }

  #job(job: AnalysisJob): TemplateResult {
    const { shown, video, info, series } = job;
    const classes = info?.model.classes ?? NO_CLASSES;
    const index = shown?.index ?? 0;
    const time = shown?.timestamp ?? video?.info.start ?? 0;
    const place = series && series.frames[series.placeOf(index)] === index ? series.placeOf(index) : null;
    const shares =
      series && place !== null && series.has(place)
        ? Float32Array.from(series.shares, (column) => column[place] ?? 0)
        : null;
    const timestamps = video?.timestamps ?? NO_TIMES;
    const duration = video?.info.duration ?? 0;
    return html`
      <div class="work">
        <pp-screen
          .canvases=${this.#second.canvas ? [job.canvas, this.#second.canvas] : [job.canvas]}
          .captions=${this.#second.captions}
          .classes=${[classes, this.#second.classes]}
          .probe=${job.probe}
          .size=${shown?.lost ? null : shown}
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
          .onMark=${() => mark(job, index)}
          .onView=${(view: AnalysisView) => {
            this.view = view;
            void job.client?.setView(view);
          }}
        ></pp-transport>
        <pp-filmstrip
          .name=${job.source.name}
          .timestamps=${timestamps}
          .duration=${duration}
          .aspect=${(video?.info.width ?? 16) / (video?.info.height ?? 9)}
          .edges=${this.edges}
          .thumbnail=${job.thumbnail}
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
          .onPlot=${this.#placed}
          .thumbnail=${job.thumbnail}
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
        ${markersOf(job, this.#seek)} ${this.#second.controls(job)}
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
          .subject=${job}
          .onScore=${(score: TruthScore | null) => (this.score = score)}
          .onSeek=${this.#seek}
        ></pp-truth>
        <pp-queue
          .jobs=${this.#queue.jobs}
          .current=${job}
          .earlier=${this.earlier.filter(({ key }) => !this.#queue.jobs.some((each) => each.key === key))}
          .revision=${this.revision}
          .onPick=${this.#pick}
          .onRemove=${this.#remove}
          .onReopen=${this.#reopen}
        ></pp-queue>
        <div class="row">
          <button class="button" type="button" @click=${this.#ask}>${openIcon} Add videos</button>
          ${choices(this.#opening)}
        </div>
      </aside>
    `;
  }

  async #work(first?: AnalysisJob): Promise<void> {
    await this.#queue.work(first);
    this.earlier = await this.#catalogue.list();
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
    if (this.#queue.busy) void job.open().then(() => job.client?.setView(this.view).catch(() => undefined));
  };

  readonly #remove = (job: AnalysisJob): void => {
    this.#queue.remove(job);
    this.requestUpdate();
    if (this.current === job) {
      this.current = null;
      const [next] = this.#queue.jobs;
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
    this.every = entry.every ?? 1;
    const source = await reopened(entry);
    if (source) return this.add([source]);
    this.tell(labelsOnly(entry.name));
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

  readonly #placed = ({ left, right }: PlotEdges): void => {
    if (left !== this.edges.left || right !== this.edges.right) this.edges = { left, right };
  };

  readonly #seek = (index: number): void => {
    void this.#playing.stop();
    void this.current?.client?.show(index).catch(() => undefined);
  };

  /** What playing keeps to: the selection, or all. */
  get #range(): { readonly first: number; readonly last: number } {
    const timestamps = this.current?.video?.timestamps ?? NO_TIMES;
    const { selection } = this;
    if (!selection) return { first: 0, last: timestamps.length - 1 };
    return { first: frameAt(timestamps, selection.from), last: frameAt(timestamps, selection.to) };
  }

  #step(by: number): void {
    const last = (this.current?.video?.info.frameCount ?? 1) - 1;
    this.#seek(Math.min(last, Math.max(0, (this.current?.shown?.index ?? 0) + by)));
  }

  /** Videos are opened; label images are compared with. */
  async #dropped({ videos, labels }: Dropped): Promise<void> {
    if (videos.length > 0) this.add(videos);
    const panel = this.renderRoot.querySelector('pp-truth');
    if (labels.length > 0 && panel)
      await panel.run(labels.flatMap(({ name, path, blob }) => (blob ? [{ name: path ?? name, blob }] : [])));
    else if (videos.length === 0) this.tell(noVideo());
  }

  /** Jobs change many times a second. */
  #changed(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    // not by display frames: a page that shows none still counts on
    setTimeout(() => {
      this.#scheduled = false;
      this.revision += 1;
    }, REDRAW_MS);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-analyst': Analyst;
  }
}
