import { html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import uplotCss from 'uplot/dist/uPlot.min.css?inline';
import type uPlot from 'uplot';
import { binned, meansOver } from '../../shared/analysis/bins.ts';
import { frameAt } from '../../shared/analysis/frame-index.ts';
import type { TruthScore } from '../../shared/truth/score.ts';
import type { ModelClass } from '../../shared/manifest.ts';
import type { Hit } from '../../shared/query/evaluate.ts';
import { Component } from '../../ui/component.ts';
import { Scheme } from '../../ui/controllers/scheme.ts';
import { controls } from '../../ui/controls.styles.ts';
import { percent } from '../../ui/format.ts';
import { tokens } from '../../ui/tokens.ts';
import type { Marker } from '../catalogue.ts';
import { timecode } from '../format.ts';
import type { LiveSeries } from '../live-series.ts';
import { CHART_KINDS, createChart, type ChartKind } from './chart.ts';
import { styles } from './timeline.styles.ts';

/** Points of a curve: more than a screen has columns. */
const BINS = 1500;
const LABELS = { stacked: 'Stacked', lines: 'Lines', heat: 'Heat' } as const;

/** A stretch that was selected. Seconds. */
export interface Selection {
  readonly from: number;
  readonly to: number;
}

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
  /** Seconds. */
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
  @property({ attribute: false }) thumbnail: (index: number, height: number) => Promise<ImageBitmap | null> =
    async () => null;

  @state() private kind: ChartKind = 'stacked';
  @state() private hover: number | null = null;
  @query('.chart') private readonly stage!: HTMLElement | null;
  @query('.preview canvas') private readonly preview!: HTMLCanvasElement | null;
  #chart: uPlot | null = null;
  #drawn = '';
  #timer = 0;
  #asking = false;
  readonly #resized = new ResizeObserver(() => this.#later());
  readonly #scheme = new Scheme(this, () => this.#chart?.redraw());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    clearTimeout(this.#timer);
    this.#chart?.destroy();
    this.#chart = null;
    this.#drawn = '';
  }

  protected override render(): TemplateResult {
    return html`
      <header>
        <h2>Timeline</h2>
        <div class="kinds" role="radiogroup" aria-label="View">
          ${CHART_KINDS.map(
            (kind) => html`
              <label>
                <input
                  type="radio"
                  name="kind"
                  value=${kind}
                  .checked=${kind === this.kind}
                  @change=${() => (this.kind = kind)}
                />${LABELS[kind]}
              </label>
            `,
          )}
        </div>
      </header>
      <div class="chart" @click=${this.#click} @pointerleave=${() => (this.hover = null)}></div>
      ${this.#hovered()} ${this.#means()}
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (
      this.kind !== this.#drawn.split(' ')[0] ||
      changed.has('series') ||
      changed.has('classes') ||
      changed.has('scores')
    )
      this.#draw();
    else if (changed.has('revision')) this.#later();
    if (changed.has('hits')) this.#chart?.redraw();
    this.#place();
  }

  #hovered(): TemplateResult | typeof nothing {
    if (this.hover === null || this.timestamps.length === 0) return nothing;
    return html`
      <div class="preview" aria-hidden="true">
        <canvas width="160" height="90"></canvas>
        <span class="caption figures">${timecode(this.timestamps[this.hover] ?? 0)} · frame ${this.hover}</span>
      </div>
    `;
  }

  #means(): TemplateResult | typeof nothing {
    const { selection, series } = this;
    if (!selection || !series) return nothing;
    const first = series.placeOf(frameAt(this.timestamps, selection.from));
    const last = series.placeOf(frameAt(this.timestamps, selection.to));
    const means = meansOver(series, first, last);
    const rows = this.classes
      .map((each) => ({ ...each, mean: means[each.id] ?? 0 }))
      .filter(({ mean }) => mean >= 0.0005)
      .sort((a, b) => b.mean - a.mean);
    return html`
      <section class="means" aria-label="Means of the selection">
        <p class="caption figures">
          ${timecode(selection.from)} – ${timecode(selection.to)} · ${last - first + 1} frames
          <button class="button plain" type="button" @click=${() => this.onSelect(null)}>Clear</button>
        </p>
        <ul>
          ${rows.map(
            ({ name, colour, mean }) => html`
              <li>
                <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">
                  <rect width="12" height="12" rx="3" fill=${colour} />
                </svg>
                ${name} <b class="figures">${percent(mean)}</b>
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  /** New figures come many times a second; curves are drawn some times. */
  #later(): void {
    if (this.#timer) return;
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      this.#draw();
    }, 250);
  }

  #draw(): void {
    const { stage, series, classes } = this;
    if (!stage || !series || classes.length === 0) return;
    const { clientWidth: width, clientHeight: height } = stage;
    if (width < 40 || height < 40) return;
    this.#chart?.destroy();
    this.#drawn = `${this.kind} ${width} ${height}`;
    const names = { ink: '--_ink-faint', line: '--_line', accent: '--_accent', text: '--_ink' } as const;
    const data = binned(series, BINS);
    this.#chart = createChart(data, {
      kind: this.kind,
      classes,
      duration: this.duration,
      width,
      height,
      colour: (name) => this.#scheme.colour(names[name]),
      stretches: () => this.hits,
      scores: this.scores && scoreBins(this.scores, data.times, this.timestamps),
      onHover: (seconds) => this.#hover(seconds),
      onSelect: (from, to) => this.onSelect({ from: Math.max(0, from), to: Math.min(this.duration, to) }),
    });
    stage.replaceChildren(this.#chart.root);
    this.#place();
  }

  /** Puts the playhead, the markers and the preview where they belong. */
  #place(): void {
    const chart = this.#chart;
    if (!chart) return;
    const over = chart.over;
    const head =
      over.querySelector('.head') ??
      over.appendChild(Object.assign(document.createElement('div'), { className: 'head' }));
    (head as HTMLElement).style.translate = `${chart.valToPos(this.time, 'x')}px 0`;
    for (const old of over.querySelectorAll('.marker')) old.remove();
    for (const { index, text } of this.markers) {
      const flag = Object.assign(document.createElement('div'), { className: 'marker', title: text });
      flag.style.translate = `${chart.valToPos(this.timestamps[index] ?? 0, 'x')}px 0`;
      over.append(flag);
    }
    const box = this.renderRoot.querySelector<HTMLElement>('.preview');
    if (!box || this.hover === null) return;
    const left = chart.valToPos(this.timestamps[this.hover] ?? 0, 'x') + over.offsetLeft;
    const half = box.offsetWidth / 2;
    box.style.translate = `${Math.max(0, Math.min(this.clientWidth - half * 2 - 24, left - half))}px 0`;
  }

  #hover(seconds: number | null): void {
    const index = seconds === null ? null : frameAt(this.timestamps, seconds);
    if (index === this.hover) return;
    this.hover = index;
    if (index !== null) void this.#preview();
  }

  async #preview(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    const index = this.hover;
    const picture =
      index === null ? null : await this.thumbnail(index, 90 * Math.min(2, devicePixelRatio)).catch(() => null);
    this.#asking = false;
    const { preview } = this;
    if (picture && preview) {
      preview.width = picture.width;
      preview.height = picture.height;
      preview.getContext('bitmaprenderer')?.transferFromImageBitmap(picture);
    }
    if (this.hover !== null && this.hover !== index) void this.#preview();
  }

  #click(event: MouseEvent): void {
    const chart = this.#chart;
    if (!chart || chart.select.width >= 4) {
      chart?.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
      return;
    }
    const left = event.clientX - chart.over.getBoundingClientRect().left;
    const seconds = Math.min(this.duration, Math.max(0, chart.posToVal(left, 'x')));
    this.onSeek(frameAt(this.timestamps, seconds));
  }
}

/** The lowest score of each bin: what is bad shall show. */
function scoreBins(
  scores: TruthScore['frames'],
  times: readonly number[],
  timestamps: Float64Array,
): (number | null)[] {
  const out = times.map((): number | null => null);
  const edges = Float64Array.from(times);
  for (const { index, miou } of scores) {
    const bin = frameAt(edges, timestamps[index] ?? 0);
    out[bin] = Math.min(out[bin] ?? 1, miou);
  }
  return out;
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-timeline': Timeline;
  }
}
