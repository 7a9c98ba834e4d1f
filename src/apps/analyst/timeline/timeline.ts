import { html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import uplotCss from 'uplot/dist/uPlot.min.css?inline';
import { binned } from '../../../core/analysis/bins.ts';
import { frameAt } from '../../../core/analysis/frame-index.ts';
import type { TruthScore } from '../../../core/truth/score.ts';
import type { ModelClass } from '../../../core/manifest/manifest.ts';
import type { Hit } from '../../../core/query/evaluate.ts';
import { Component } from '../../../elements/component.ts';
import { Plotting } from '../../../elements/controllers/plotting.ts';
import { Scheme } from '../../../elements/controllers/scheme.ts';
import { controls } from '../../../elements/controls.styles.ts';
import { tokens } from '../../../elements/tokens.ts';
import type { Marker } from '../catalogue.ts';
import { timecode } from '../format.ts';
import type { LiveSeries } from '../live-series.ts';
import { showBand } from './band.ts';
import { CHART_KINDS, createChart, type Chart, type ChartFigures, type ChartKind } from './chart.ts';
import { drawHeat } from './heat.ts';
import { meansOf, type Selection } from './means.ts';
import { PlotPointer } from './pointer.ts';
import type { PlotEdges } from './plot-edges.ts';
import './preview.ts';
import { axisWidth, rowNames, rowNote } from './rows.ts';
import { scoreBins } from './score-bins.ts';
import { styles } from './timeline.styles.ts';

/** Points of a curve: more than a screen has columns. */
const BINS = 1500;
const LABELS = { stacked: 'Stacked', lines: 'Lines', heat: 'Heat' } as const;
const COLOURS = { ink: '--_ink-faint', line: '--_line', accent: '--_accent', text: '--_ink' } as const;

/**
 * Shares over time. Hover previews a frame, a click goes there, a drag selects a stretch and shows its means.
 * @tag pp-timeline
 */
@customElement('pp-timeline')
export class Timeline extends Component {
  static override readonly styles = [tokens, controls, unsafeCSS(uplotCss), styles];

  @property({ attribute: false }) classes: readonly ModelClass[] = [];
  @property({ attribute: false }) series: LiveSeries | null = null;
  /** Of every frame of the video, seconds. */
  @property({ attribute: false }) timestamps: Float64Array = new Float64Array();
  /** Seconds: where the last frame ends. */
  @property({ type: Number }) duration = 0;
  /** Seconds: the shown frame's. */
  @property({ type: Number }) time = 0;
  /** Counts up when the series got more. */
  @property({ type: Number }) revision = 0;
  @property({ attribute: false }) hits: readonly Hit[] = [];
  @property({ attribute: false }) markers: readonly Marker[] = [];
  /** Of frames that were compared with the truth. */
  @property({ attribute: false }) scores: TruthScore['frames'] | null = null;
  @property({ attribute: false }) selection: Selection | null = null;
  @property({ attribute: false }) onSeek: (index: number) => void = () => undefined;
  @property({ attribute: false }) onSelect: (selection: Selection | null) => void = () => undefined;
  /** The plot lies elsewhere than before. */
  @property({ attribute: false }) onPlot: (edges: PlotEdges) => void = () => undefined;
  @property({ attribute: false }) thumbnail: (index: number, height: number) => Promise<ImageBitmap | null> =
    async () => null;

  @state() private kind: ChartKind = 'stacked';
  /** Where the pointer is: 0 to 1 of the plot. */
  @state() private hover: { readonly x: number; readonly y: number } | null = null;
  @query('.chart') private readonly stage!: HTMLElement;
  #chart: Chart | null = null;
  /** Pixels of the letters that it is drawn with. */
  #drawn = 0;
  #timer = 0;
  readonly #resized = new ResizeObserver(() => this.#fit());
  readonly #plotting = new Plotting(this, () => this.#fit());
  readonly #scheme = new Scheme(this, () => this.#chart?.plot.redraw());
  readonly #pointer = new PlotPointer(this, {
    plot: () => this.#chart?.plot.over ?? null,
    onHover: (place) => (this.hover = place),
    onDrag: (stretch) => this.#band(stretch ? this.#seconds(stretch) : this.selection),
    onSelect: (stretch) => this.onSelect(this.#seconds(stretch)),
    onClick: (x) => this.onSeek(frameAt(this.timestamps, this.#timeAt(x))),
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#chart?.destroy();
    this.#chart = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) return;
    this.#resized.observe(this.stage);
    this.#make();
  }

  protected override render(): TemplateResult {
    const { selection, series, timestamps, classes } = this;
    const clear = (): void => this.onSelect(null);
    return html`
      <header>
        <h2>Timeline</h2>
        <div class="kinds" role="radiogroup" aria-label="View">${CHART_KINDS.map((kind) => this.#choice(kind))}</div>
      </header>
      <div
        class="chart"
        tabindex="0"
        role="slider"
        aria-label="Place in the video"
        aria-valuemin="0"
        aria-valuemax=${Math.max(0, timestamps.length - 1)}
        aria-valuenow=${frameAt(timestamps, this.time)}
        aria-valuetext=${timecode(this.time)}
        @pointerdown=${this.#pointer.down}
        @pointermove=${this.#pointer.move}
        @pointerup=${this.#pointer.up}
        @pointercancel=${this.#pointer.cancel}
        @pointerleave=${this.#pointer.leave}
        @keydown=${this.#key}
      >
        <div class="canvas"></div>
        <div class="plot">
          ${this.kind === 'heat' ? rowNames(classes, this.#chart?.plot.over.offsetHeight ?? 0, this.#letters) : nothing}
          ${this.markers.map(
            ({ index, text }) => html`<div class="marker" title=${text} data-seconds=${timestamps[index] ?? 0}></div>`,
          )}
          <div class="head" data-seconds=${this.time}></div>
        </div>
      </div>
      ${this.#hovered()} ${selection && series ? meansOf({ selection, series, timestamps, classes, clear }) : nothing}
    `;
  }

  protected override firstUpdated(): void {
    this.#resized.observe(this.stage);
  }

  protected override updated(changed: PropertyValues<this> & Map<'kind' | 'hover', unknown>): void {
    const another = changed.has('kind') || changed.has('classes') || changed.has('duration');
    if (another || (changed.has('series') && !this.#chart)) this.#make();
    else if (changed.has('series') || changed.has('scores')) this.#chart?.update(this.#figures());
    else if (changed.has('revision')) this.#later();
    if (changed.has('hits')) this.#chart?.plot.redraw(false);
    if (changed.has('selection') && !this.#pointer.dragging) this.#band(this.selection);
    this.#point();
  }

  #choice(kind: ChartKind): TemplateResult {
    const chosen = (): void => void (this.kind = kind);
    return html`
      <label>
        <input type="radio" name="kind" value=${kind} .checked=${kind === this.kind} @change=${chosen} />
        ${LABELS[kind]}
      </label>
    `;
  }

  #hovered(): TemplateResult | typeof nothing {
    const { hover, timestamps, classes, series } = this;
    if (!hover || timestamps.length === 0) return nothing;
    const index = frameAt(timestamps, this.#timeAt(hover.x));
    const note = this.kind === 'heat' && series ? rowNote(classes, series, hover.y, index) : '';
    return html`
      <pp-preview
        class="preview"
        aria-hidden="true"
        .index=${index}
        .time=${timestamps[index] ?? 0}
        .note=${note}
        .thumbnail=${this.thumbnail}
      ></pp-preview>
    `;
  }

  /** New figures come many times a second; curves are drawn some times. */
  #later(): void {
    if (this.#timer) return;
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      if (this.#chart) this.#chart.update(this.#figures());
      else this.#make();
    }, 250);
  }

  #figures(): ChartFigures {
    const { series, scores, timestamps } = this;
    const data = series ? binned(series, BINS) : { times: [], means: this.classes.map(() => []) };
    return { data, scores: scores && scoreBins(scores, data.times, timestamps) };
  }

  get #letters(): number {
    return parseFloat(getComputedStyle(this.stage).fontSize) || 11;
  }

  #make(): void {
    const { stage, series, classes, kind } = this;
    const { plot } = this.#plotting;
    const { clientWidth: width, clientHeight: height } = stage;
    this.#chart?.destroy();
    this.#chart = null;
    if (!plot || !series || classes.length === 0 || width < 40 || height < 40) return;
    const letters = (this.#drawn = this.#letters);
    this.#chart = createChart(plot, this.#figures(), {
      kind,
      classes,
      start: this.#start,
      duration: this.duration,
      width,
      height,
      letters,
      axis: kind === 'heat' ? axisWidth(classes, letters, width) : Math.round(letters * 4),
      colour: (name) => this.#scheme.colour(COLOURS[name]),
      stretches: () => this.hits,
      draw: (chart) => {
        if (kind === 'heat' && this.series)
          drawHeat(chart, this.series, classes, { start: this.#start, duration: this.duration });
      },
      onPlaced: () => this.#place(),
    });
    stage.querySelector('.canvas')?.replaceChildren(this.#chart.plot.root);
    this.#place();
  }

  /** The room has changed, not what is drawn in it. */
  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this.stage;
    // text of another size needs another axis
    if (!this.#chart || this.#drawn !== this.#letters) return this.#make();
    if (width < 40 || height < 40) return;
    this.#chart.plot.setSize({ width, height });
  }

  /** Puts what lies over the plot where the plot is. */
  #place(): void {
    const over = this.#chart?.plot.over;
    const plot = this.renderRoot.querySelector<HTMLElement>('.plot');
    if (!over || !plot) return;
    const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = over;
    Object.assign(plot.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
    this.onPlot({ left, right: this.stage.clientWidth - left - width });
    if (!this.#pointer.dragging) this.#band(this.selection);
    this.requestUpdate();
  }

  /** Shows what is selected. */
  #band(selection: Selection | null): void {
    if (this.#chart) showBand(this.#chart.plot, selection);
  }

  /** Puts the playhead and the markers at their times, the pointer's line below it and the preview above. */
  #point(): void {
    // the page's policy allows no style attributes
    for (const each of this.renderRoot.querySelectorAll<HTMLElement>('[data-seconds]')) {
      const share = (Number(each.dataset['seconds']) - this.#start) / (this.duration - this.#start || 1);
      each.style.left = `${Math.min(100, Math.max(0, share * 100))}%`;
    }
    const plot = this.#chart?.plot;
    if (!plot) return;
    const { over } = plot;
    const { hover } = this;
    const left = hover ? hover.x * over.offsetWidth : -10;
    plot.setCursor({ left, top: hover ? hover.y * over.offsetHeight : -10 }, false);
    const box = this.renderRoot.querySelector<HTMLElement>('.preview');
    if (!box || !hover) return;
    // over the pointer and within, however wide it becomes: what it shows is drawn after this
    const most = this.clientWidth - 2 * box.offsetLeft;
    box.style.translate = `clamp(0px, ${left + over.offsetLeft}px - 50%, ${most}px - 100%) 0`;
  }

  /** Seconds: where the first frame begins. */
  get #start(): number {
    return this.timestamps[0] ?? 0;
  }

  /** @param share 0 to 1 of the plot */
  #timeAt(share: number): number {
    return this.#start + share * (this.duration - this.#start);
  }

  #seconds({ from, to }: { readonly from: number; readonly to: number }): Selection {
    return { from: this.#timeAt(from), to: this.#timeAt(to) };
  }

  #key({ key }: KeyboardEvent): void {
    if (key === 'Escape') this.onSelect(null);
    else if (key === 'Home') this.onSeek(0);
    else if (key === 'End') this.onSeek(Math.max(0, this.timestamps.length - 1));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-timeline': Timeline;
  }
}
