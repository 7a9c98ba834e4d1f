import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { peaksOf } from '../../../core/analysis/bins.ts';
import { frameAt } from '../../../core/analysis/frame-index.ts';
import type { ModelClass } from '../../../core/manifest/manifest.ts';
import { Component } from '../../../elements/component.ts';
import { Scheme } from '../../../elements/controllers/scheme.ts';
import { controls } from '../../../elements/controls.styles.ts';
import { localPoint } from '../../../elements/local-point.ts';
import { tokens } from '../../../elements/tokens.ts';
import type { LiveSeries } from '../live-series.ts';
import { countIn, countRows, nextChange, type CountRow } from './count-rows.ts';
import type { PlotEdges } from './plot-edges.ts';

/** New figures come many times a second; rows are drawn some times. */
const DRAW_EVERY = 250;
/** What changes the plots, but for their size. */
const DRAWN = ['series', 'classes', 'timestamps', 'duration', 'edges'] as const;

/**
 * How many things of each class there are over time, a small plot a class, below the same times as the timeline. A click goes there;
 * the arrow keys go to where a count changes.
 * @tag pp-counts
 */
@customElement('pp-counts')
export class Counts extends Component {
  static override readonly styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
        padding: var(--_space-2) var(--_space-3);
        background: var(--_surface);
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
      }

      ol {
        position: relative;
        max-block-size: 8.5rem;
        margin: 0;
        padding: 0;
        overflow: hidden auto;
        overscroll-behavior: contain;
        list-style: none;
      }

      li {
        display: block;
      }

      .row {
        display: block;
        padding-block: 2px;
        cursor: crosshair;
        border-radius: var(--_radius-xs);
      }

      .row:focus-visible {
        outline-offset: -2px;
      }

      .row:hover {
        background: var(--_hover);
      }

      .head {
        display: flex;
        gap: 0.4em;
        align-items: center;
        color: var(--_ink-soft);
        font: 500 max(0.6875rem, 11px) / 1.3 var(--_font);
        font-variant-numeric: tabular-nums;
      }

      .swatch {
        flex: none;
        inline-size: 0.75em;
        block-size: 0.75em;
      }

      .name {
        min-inline-size: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .head b {
        color: var(--_ink);
        font-weight: 600;
      }

      .most {
        margin-inline-start: auto;
        white-space: nowrap;
      }

      .plot {
        position: relative;
      }

      .now {
        position: absolute;
        inset-block: 0;
        inline-size: 2px;
        margin-inline-start: -1px;
        pointer-events: none;
        background: var(--_accent);
      }

      canvas {
        display: block;
        inline-size: 100%;
        block-size: 1.25rem;
      }
    `,
  ];

  @property({ attribute: false }) series: LiveSeries | null = null;
  @property({ attribute: false }) classes: readonly ModelClass[] = [];
  /** Of every frame of the video, seconds. */
  @property({ attribute: false }) timestamps: Float64Array = new Float64Array();
  /** Seconds: where the last frame ends. */
  @property({ type: Number }) duration = 0;
  /** Seconds: the shown frame's. */
  @property({ type: Number }) time = 0;
  /** Counts up when the series got more. */
  @property({ type: Number }) revision = 0;
  /** Where the timeline's plot begins and ends: the rows stand below it. */
  @property({ attribute: false }) edges: PlotEdges = { left: 0, right: 0 };
  @property({ attribute: false }) onSeek: (index: number) => void = () => undefined;

  #rows: readonly CountRow[] = [];
  #timer = 0;
  readonly #scheme = new Scheme(this, () => this.#draw());
  readonly #resized = new ResizeObserver(() => this.#draw());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('series') || changed.has('classes')) this.#rows = countRows(this.series, this.classes);
    else if (changed.has('revision')) this.#later();
    this.hidden = this.#rows.length === 0;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.#rows.length === 0) return nothing;
    return html`
      <ol aria-label="Things over time" @scroll=${() => this.#draw()}>
        ${repeat(
          this.#rows,
          ({ id }) => id,
          (row) => this.#row(row),
        )}
      </ol>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (DRAWN.some((name) => changed.has(name))) this.#draw();
    const share = (this.time - this.#start) / (this.duration - this.#start || 1);
    for (const plot of this.renderRoot.querySelectorAll<HTMLElement>('.plot')) {
      const { left, width } = this.#plot(plot);
      // the page's policy allows no style attributes
      const now = plot.querySelector<HTMLElement>('.now');
      if (now) now.style.left = `${left + Math.min(1, Math.max(0, share)) * width}px`;
    }
  }

  #row(row: CountRow): TemplateResult {
    const { name, colour, most } = row;
    const now = this.series && countIn(row, this.series, this.#index);
    return html`
      <li>
        <div
          class="row"
          tabindex="0"
          role="slider"
          aria-label="${name}: arrow keys go to where their number changes"
          aria-valuemin="0"
          aria-valuemax=${most}
          aria-valuenow=${now ?? 0}
          aria-valuetext=${now === null ? 'not analysed' : String(now)}
          @click=${this.#click}
          @keydown=${(event: KeyboardEvent) => this.#key(event, row)}
        >
          <div class="head">
            <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">
              <rect width="12" height="12" rx="3" fill=${colour} />
            </svg>
            <span class="name"><bdi>${name}</bdi></span> <b>${now ?? '–'}</b>
            <span class="most">at most ${most}</span>
          </div>
          <div class="plot"><canvas aria-hidden="true"></canvas><i class="now"></i></div>
        </div>
      </li>
    `;
  }

  get #index(): number {
    return frameAt(this.timestamps, this.time);
  }

  get #start(): number {
    return this.timestamps[0] ?? 0;
  }

  #later(): void {
    this.#timer ||= window.setTimeout(() => {
      this.#timer = 0;
      this.#rows = countRows(this.series, this.classes);
      this.requestUpdate('series');
    }, DRAW_EVERY);
  }

  #click(event: MouseEvent): void {
    const plot = (event.currentTarget as Element).querySelector<HTMLElement>('.plot');
    const at = plot && localPoint(plot, event);
    if (!at) return;
    const { left, width } = this.#plot(plot);
    const share = Math.min(1, Math.max(0, (at.x - left) / width));
    this.onSeek(frameAt(this.timestamps, this.#start + share * (this.duration - this.#start)));
  }

  #key(event: KeyboardEvent, row: CountRow): void {
    const by = { ArrowRight: 1 as const, ArrowLeft: -1 as const }[event.key];
    if (!by || !this.series) return;
    const time = nextChange(row, this.series, this.time, by);
    if (time !== null) this.onSeek(frameAt(this.timestamps, time));
    event.preventDefault();
    event.stopPropagation();
  }

  /** Where the timeline's plot lies over a row, pixels: both stand in boxes with the same border and padding. */
  #plot({ clientWidth }: HTMLElement): { readonly left: number; readonly width: number } {
    const { left, right } = this.edges;
    return { left, width: Math.max(1, clientWidth - left - right) };
  }

  /** The rows in sight: of a model with many classes most are scrolled away. */
  #draw(): void {
    const list = this.renderRoot.querySelector('ol');
    if (!list || !this.series) return;
    const { top, bottom } = list.getBoundingClientRect();
    const line = this.#scheme.colour('--_line');
    list.querySelectorAll('canvas').forEach((canvas, place) => {
      const box = canvas.getBoundingClientRect();
      const row = this.#rows[place];
      if (row && box.bottom >= top && box.top <= bottom) this.#drawRow(canvas, row, line);
    });
  }

  #drawRow(canvas: HTMLCanvasElement, { counts, most, colour }: CountRow, line: string): void {
    const { series, duration } = this;
    const context = canvas.getContext('2d');
    if (!context || !series || canvas.clientWidth === 0) return;
    const { left, width } = this.#plot(canvas);
    const scale = devicePixelRatio;
    canvas.width = Math.round(canvas.clientWidth * scale);
    canvas.height = Math.round(canvas.clientHeight * scale);
    const [from, wide] = [Math.round(left * scale), Math.round(width * scale)];
    const base = canvas.height - Math.round(scale);
    context.fillStyle = line;
    context.fillRect(from, base, wide, canvas.height - base);
    context.fillStyle = colour;
    peaksOf(counts, series, this.#start, duration, wide).forEach((peak, x) => {
      if (peak > 0) context.fillRect(from + x, base - (peak / most) * base, 1, (peak / most) * base);
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-counts': Counts;
  }
}
