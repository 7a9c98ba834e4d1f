import uPlot from 'uplot';
import type { Binned } from '../../shared/analysis/bins.ts';
import type { ModelClass } from '../../shared/manifest.ts';
import { parseColour } from '../../shared/palette.ts';

export const CHART_KINDS = ['stacked', 'lines', 'heat'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** A stretch drawn behind the curves. Seconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface ChartOptions {
  readonly kind: ChartKind;
  readonly classes: readonly ModelClass[];
  /** Seconds. */
  readonly duration: number;
  readonly width: number;
  readonly height: number;
  /** Read at each drawing: the scheme may change. */
  colour(name: 'ink' | 'line' | 'accent' | 'text'): string;
  stretches(): readonly Stretch[];
  /** The mIoU in each bin, 0 to 1; null where there is no truth. */
  readonly scores: readonly (number | null)[] | null;
  onHover(seconds: number | null): void;
  onSelect(from: number, to: number): void;
}

/** A chart of shares over time. The caller places it and destroys it. */
export function createChart(data: Binned, options: ChartOptions): uPlot {
  const { kind, classes, duration, width, height, colour, scores } = options;
  const font = '500 11px ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace';
  const axis = {
    stroke: () => colour('ink'),
    font,
    grid: { stroke: () => colour('line'), width: 1 },
    ticks: { show: false },
  };
  const top = kind === 'lines' ? highest(data) : 1;
  return new uPlot(
    {
      width,
      height,
      padding: [8, 0, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
      select: { show: true, left: 0, top: 0, width: 0, height: 0 },
      scales: { x: { time: false, range: [0, duration] }, y: { range: [0, top] }, iou: { range: [0, 1] } },
      axes: [
        { ...axis, size: 22, values: (_, ticks) => ticks.map(label) },
        kind === 'heat'
          ? { ...axis, size: 44, grid: { show: false }, values: () => [] }
          : { ...axis, size: 44, values: (_, ticks) => ticks.map((tick) => `${Math.round(tick * 100)} %`) },
      ],
      series: [
        {},
        ...classes.map((each) => seriesOf(each, kind)),
        ...(scores
          ? [
              {
                label: 'mIoU',
                scale: 'iou',
                stroke: () => colour('text'),
                width: 2,
                spanGaps: true,
                points: { show: false },
              },
            ]
          : []),
      ],
      hooks: {
        drawClear: [(chart) => drawStretches(chart, options)],
        draw: kind === 'heat' ? [(chart) => drawHeat(chart, data, classes)] : [],
        setCursor: [
          (chart) => {
            const { left = -1 } = chart.cursor;
            options.onHover(left < 0 ? null : chart.posToVal(left, 'x'));
          },
        ],
        setSelect: [
          (chart) => {
            if (chart.select.width < 4) return;
            const { left, width: wide } = chart.select;
            options.onSelect(chart.posToVal(left, 'x'), chart.posToVal(left + wide, 'x'));
          },
        ],
      },
    },
    [data.times, ...curves(data, kind), ...(scores ? [[...scores]] : [])],
  );
}

/** Stacked curves are drawn from the highest sum down, each over the one before. */
function curves({ means }: Binned, kind: ChartKind): (number | null)[][] {
  if (kind !== 'stacked') return means.map((column) => [...column]);
  const sums: (number | null)[][] = [];
  for (let id = means.length - 1; id >= 0; id -= 1) {
    const above = sums[0];
    sums.unshift((means[id] ?? []).map((value, i) => (value === null ? null : value + (above?.[i] ?? 0))));
  }
  return sums;
}

function seriesOf({ name, colour }: ModelClass, kind: ChartKind): uPlot.Series {
  if (kind === 'stacked') return { label: name, fill: colour, width: 0, points: { show: false } };
  if (kind === 'lines') return { label: name, stroke: colour, width: 1.5, points: { show: false } };
  return { label: name, paths: () => null, points: { show: false } };
}

/** A row a class, as opaque as the class's share is large (square root, so that little things show). */
function drawHeat(chart: uPlot, { times, means }: Binned, classes: readonly ModelClass[]): void {
  const { ctx, bbox } = chart;
  const row = bbox.height / classes.length;
  const end = bbox.left + bbox.width;
  const x = times.map((time) => chart.valToPos(time, 'x', true));
  ctx.save();
  classes.forEach(({ colour }, id) => {
    const [r, g, b] = parseColour(colour);
    const column = means[id] ?? [];
    for (let i = 0; i < column.length; i += 1) {
      const share = column[i];
      if (!share) continue;
      ctx.fillStyle = `rgb(${r} ${g} ${b} / ${Math.sqrt(share).toFixed(3)})`;
      const from = x[i] ?? 0;
      ctx.fillRect(from, bbox.top + id * row + 1, Math.max(1, (x[i + 1] ?? end) - from + 0.5), Math.max(1, row - 2));
    }
  });
  ctx.restore();
}

function drawStretches(chart: uPlot, { stretches, colour }: ChartOptions): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.fillStyle = colour('accent');
  for (const { from, to } of stretches()) {
    const left = chart.valToPos(from, 'x', true);
    ctx.fillRect(
      left,
      bbox.top - 6 * devicePixelRatio,
      Math.max(2, chart.valToPos(to, 'x', true) - left),
      4 * devicePixelRatio,
    );
  }
  ctx.restore();
}

function highest({ means }: Binned): number {
  const top = means.reduce(
    (high, column) => column.reduce((most: number, value) => Math.max(most, value ?? 0), high),
    0,
  );
  return Math.max(0.02, Math.min(1, Math.ceil(top * 22) / 20));
}

function label(seconds: number): string {
  const whole = Math.floor(seconds);
  const rest = seconds - whole;
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}${rest > 0.01 ? `.${Math.round(rest * 10)}` : ''}`;
}
