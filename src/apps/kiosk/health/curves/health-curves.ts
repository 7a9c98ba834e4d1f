import { html, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, queryAll, state } from 'lit/decorators.js';
import uplotCss from 'uplot/dist/uPlot.min.css?inline';
import type uPlot from 'uplot';
import { driftOf, type Curve, type Curves, type Drift } from '../log/curves.ts';
import type { Span } from '../log/runs.ts';
import { Component } from '../../../../elements/component.ts';
import { Plotting } from '../../../../elements/controllers/plotting.ts';
import { Scheme } from '../../../../elements/controllers/scheme.ts';
import { controls } from '../../../../elements/controls.styles.ts';
import { localPoint } from '../../../../elements/local-point.ts';
import { tokens } from '../../../../elements/tokens.ts';
import { megabytes, moment } from '../format.ts';
import { createChart, heightOf, seconds } from './chart.ts';
import { part } from '../part.styles.ts';
import { styles } from './health-curves.styles.ts';

interface Plot {
  readonly id: 'memory' | 'frameTime' | 'fps';
  readonly title: string;
  /** null: it goes up and down with the visitors. */
  readonly words: Readonly<Record<Drift['trend'], string>> | null;
  value(amount: number): string;
}

const PLOTS: readonly Plot[] = [
  {
    id: 'memory',
    title: 'Memory',
    words: { steady: 'steady', rising: 'growing', falling: 'shrinking' },
    value: megabytes,
  },
  {
    id: 'frameTime',
    title: 'Time for a frame',
    words: { steady: 'steady', rising: 'getting slower', falling: 'getting faster' },
    value: (ms) => `${rounded(ms)} ms`,
  },
  {
    id: 'fps',
    title: 'Frames a second',
    words: null,
    value: rounded,
  },
];

const NAMES = { ink: '--_ink-faint', line: '--_line', accent: '--_accent', text: '--_ink' } as const;
const EMPTY: Curves = { times: [], memory: [], frameTime: [], fps: [] };

/**
 * Memory, time for a frame and frames a second over one time axis, with the moments of faults. A click picks a moment.
 * @tag pp-health-curves
 */
@customElement('pp-health-curves')
export class HealthCurves extends Component {
  static override readonly styles = [tokens, controls, unsafeCSS(uplotCss), part, styles];

  @property({ attribute: false }) curves: Curves = EMPTY;
  @property({ attribute: false }) range: Span = { from: 0, to: 1 };
  /** Of faults, milliseconds since the epoch. */
  @property({ attribute: false }) marks: readonly number[] = [];
  /** @param time milliseconds since the epoch */
  @property({ attribute: false }) onPick: (time: number) => void = () => undefined;

  @state() private hover: number | null = null;
  @queryAll('.chart') private readonly places!: NodeListOf<HTMLElement>;
  #charts: uPlot[] = [];
  readonly #plotting = new Plotting(this, () => this.#fit());
  readonly #scheme = new Scheme(this, () => this.#charts.forEach((chart) => chart.redraw()));
  readonly #resized = new ResizeObserver(() => this.#fit());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    for (const chart of this.#charts) chart.destroy();
    this.#charts = [];
  }

  protected override render(): TemplateResult {
    return html`
      <header>
        <h2>Curves</h2>
        <p class="key">
          <svg class="mark" viewBox="0 0 4 16" aria-hidden="true"><path d="M2 0v16" /></svg>
          a fault; a click shows the events of that moment
        </p>
      </header>
      ${PLOTS.map((plot) => this.#renderPlot(plot))}
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.#charts.length === 0) this.#draw();
    else if (changed.has('curves') || changed.has('range') || changed.has('marks')) {
      this.#charts.forEach((chart, i) => chart.setData(this.#data(i)));
    }
  }

  #renderPlot(plot: Plot): TemplateResult {
    const { id, title, value } = plot;
    const curve = this.curves[id];
    const said = isKnown(curve) ? inWords(driftOf(curve), plot) : 'this browser does not tell';
    return html`
      <figure>
        <figcaption>
          <b>${title}</b>
          <span class="figures">${this.hover === null ? said : this.#readOut(curve, value, this.hover)}</span>
        </figcaption>
        <div class="chart" role="img" aria-label="${title}: ${said}" @click=${this.#pick}></div>
      </figure>
    `;
  }

  #readOut(curve: Curve, value: Plot['value'], index: number): string {
    const [amount, time] = [curve[index] ?? null, this.curves.times[index]];
    if (time === undefined) return '';
    return `${amount === null ? 'nothing known' : value(amount)} at ${moment(time)}`;
  }

  #data(i: number): uPlot.AlignedData {
    const { id } = PLOTS[i] ?? { id: 'fps' };
    return [this.curves.times.map(seconds), [...this.curves[id]]];
  }

  #draw(): void {
    const { plot: Plot } = this.#plotting;
    if (!Plot) return;
    this.#charts = [...this.places].flatMap((place, i) => {
      const plot = PLOTS[i];
      if (!plot || place.clientWidth < 40) return [];
      const chart = createChart(Plot, this.curves.times, this.curves[plot.id], {
        width: place.clientWidth,
        height: this.#height,
        foot: i === PLOTS.length - 1,
        range: () => this.range,
        marks: () => this.marks,
        // an axis of what is not known would tell of 0
        value: (amount) => (isKnown(this.curves[plot.id]) ? plot.value(amount) : ''),
        colour: (name) => this.#scheme.colour(NAMES[name]),
        // the pointers go together: one tells for all
        onHover: (index) => i === 0 && (this.hover = index),
      });
      place.replaceChildren(chart.root);
      return [chart];
    });
  }

  #fit(): void {
    if (this.#charts.length === 0) this.#draw();
    this.#charts.forEach((chart, i) => {
      const width = this.places[i]?.clientWidth ?? 0;
      const height = heightOf({ height: this.#height, foot: i === PLOTS.length - 1 });
      if (width >= 40 && (width !== chart.width || height !== chart.height)) chart.setSize({ width, height });
    });
  }

  get #height(): number {
    return Math.round(Math.min(180, Math.max(96, window.innerHeight * 0.13)));
  }

  readonly #pick = (event: MouseEvent): void => {
    const [chart] = this.#charts;
    if (!chart) return;
    const at = localPoint(chart.over, event);
    if (!at) return;
    const { from, to } = this.range;
    const share = Math.min(1, Math.max(0, at.x / chart.over.clientWidth));
    this.onPick(from + share * (to - from));
  };
}

function isKnown(curve: Curve): boolean {
  return curve.some((value) => value !== null);
}

function inWords(drift: Drift | null, { value, words }: Plot): string {
  if (!drift) return 'too few samples to compare';
  const { median, first, last, trend } = drift;
  if (!words) return `median ${value(median)}; few while nobody is there`;
  return `median ${value(median)}; from ${value(first)} to ${value(last)} within a run: ${words[trend]}`;
}

function rounded(amount: number): string {
  return amount.toFixed(amount > 0 && amount < 10 ? 1 : 0);
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-health-curves': HealthCurves;
  }
}
