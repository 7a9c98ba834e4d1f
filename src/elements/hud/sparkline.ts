import { html, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { customElement } from '../custom-element.ts';
import type uPlot from 'uplot';
import { Component } from '../component.ts';
import { Plotting } from '../controllers/plotting.ts';
import { controls } from '../controls.styles.ts';
import { milliseconds } from '../format.ts';
import { tokens } from '../tokens.ts';
import { Ring } from './ring.ts';
import { styles } from './sparkline.styles.ts';

const SAMPLES = 240;
/** Milliseconds of a frame at 30 a second: the mark in the plot. */
const FULL_FRAME = 1000 / 30;
const REDRAW_MS = 120;
const REDRAW_CALM_MS = 1000;

/**
 * The frame time of the newest frames as a line.
 * @tag pp-sparkline
 */
@customElement('pp-sparkline')
export class Sparkline extends Component {
  static override readonly styles = [tokens, controls, ...styles];

  @property() label = 'Frame time';
  @state() private largest = 0;
  @query('.plot') private readonly place!: HTMLElement;

  readonly #ring = new Ring(SAMPLES);
  readonly #positions = Array.from({ length: SAMPLES }, (_, index) => index);
  #sizes: ResizeObserver | null = null;
  #plot: uPlot | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #plotting = new Plotting(this, () => this.#make());

  /** Appends a frame's time; the drawing follows a little later. */
  push(frameMs: number): void {
    if (!Number.isFinite(frameMs)) return;
    this.#ring.push(frameMs);
    if (!this.isConnected) return;
    const calm = this.#view.matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#timer ??= setTimeout(() => this.#redraw(), calm ? REDRAW_CALM_MS : REDRAW_MS);
  }

  clear(): void {
    this.#ring.clear();
    this.#redraw();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sizes?.disconnect();
    this.#plot?.destroy();
    this.#plot = null;
  }

  protected override render(): TemplateResult {
    return html`
      <div class="head">
        <span class="scale caption figures">${this.largest > 0 ? `max ${milliseconds(this.largest)} ms` : ''}</span>
      </div>
      <div
        class="plot"
        role="img"
        aria-label="${this.label} of the newest ${SAMPLES} frames"
        @transitionend=${this.#redraw}
      ></div>
    `;
  }

  protected override firstUpdated(): void {
    this.#start();
  }

  #start(): void {
    this.#make();
    this.#sizes = new this.#view.ResizeObserver(() => this.#fit());
    this.#sizes.observe(this.place);
  }

  #make(): void {
    const { plot: Plot } = this.#plotting;
    if (Plot) this.#plot ??= new Plot(options(this.place), this.#points, this.place);
    this.#fit();
  }

  /** The window that it is in now: another one's observers sleep while that is hidden. */
  get #view(): Window & typeof globalThis {
    return this.ownerDocument.defaultView ?? window;
  }

  get #points(): uPlot.AlignedData {
    return [this.#positions, this.#ring.values];
  }

  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this.place;
    if (width > 0 && height > 0) this.#plot?.setSize({ width, height });
  }

  #redraw(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.largest = this.#ring.largest;
    if (this.place?.clientWidth > 0) this.#plot?.setData(this.#points);
  }
}

/** Colours are read at each drawing, so that they follow the scheme. */
function options(place: HTMLElement): uPlot.Options {
  const line = (): string => getComputedStyle(place).color;
  return {
    width: place.clientWidth || 240,
    height: place.clientHeight || 56,
    padding: [6, 0, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    axes: [{ show: false }, { show: false }],
    scales: { x: { time: false }, y: { range: (_plot, _low, high) => [0, Math.max((high || 0) * 1.3, 20)] } },
    series: [{}, { stroke: line, width: 1.5, fill: () => faded(line()), points: { show: false } }],
    hooks: { drawAxes: [markFullFrame] },
  };
}

function faded(colour: string): string {
  return `color-mix(in srgb, ${colour} 16%, transparent)`;
}

function markFullFrame({ ctx, bbox, valToPos, root }: uPlot): void {
  const y = Math.round(valToPos(FULL_FRAME, 'y', true)) + 0.5;
  if (y < bbox.top) return;
  const place = root.parentElement;
  ctx.save();
  ctx.strokeStyle = place ? getComputedStyle(place).textDecorationColor : 'grey';
  ctx.setLineDash([2, 4]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-sparkline': Sparkline;
  }
}
