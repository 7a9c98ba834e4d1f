import type uPlot from 'uplot';
import type { Curve } from '../log/curves.ts';
import type { Span } from '../log/runs.ts';
import type { Plot } from '../../../../elements/plot/plot.ts';

/** Everything with a function is asked anew at each drawing. */
export interface ChartOptions {
  readonly width: number;
  readonly height: number;
  /** The times stand beneath it. */
  readonly foot: boolean;
  range(): Span;
  /** Moments of faults, milliseconds since the epoch. */
  marks(): readonly number[];
  value(amount: number): string;
  colour(name: 'ink' | 'line' | 'accent' | 'text'): string;
  /** @param index of the sample under the pointer */
  onHover(index: number | null): void;
}

/** Seconds, as uPlot has them. */
const DAY = 86_400;
const FOOT = 22;
const hours = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const days = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** A curve over time, whose pointer goes along with those of the other charts of the page. The caller destroys it. */
export function createChart(Plot: Plot, times: readonly number[], curve: Curve, options: ChartOptions): uPlot {
  const { colour, foot, range } = options;
  const axis = {
    stroke: () => colour('ink'),
    font: '500 11px ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace',
    grid: { stroke: () => colour('line'), width: 1 },
    ticks: { show: false },
  };
  return new Plot(
    {
      width: options.width,
      height: heightOf(options),
      padding: [8, 14, foot ? 0 : 4, 0],
      legend: { show: false },
      cursor: {
        y: false,
        points: { size: 6, fill: () => colour('text') },
        drag: { x: false, y: false },
        sync: { key: 'health', scales: ['x', null] },
      },
      scales: {
        x: { range: () => [range().from / 1000, range().to / 1000] },
        // from nothing on: a small change shall not look like a large one
        y: { range: (_chart, _low, high) => [0, (high || 1) * 1.15] },
      },
      axes: [
        {
          ...axis,
          size: foot ? FOOT : 0,
          values: (_, ticks, _axis, _space, step) => (foot ? labels(ticks, step) : []),
        },
        { ...axis, size: 58, space: 26, values: (_, ticks) => ticks.map(options.value) },
      ],
      series: [
        {},
        { stroke: () => colour('text'), width: 1.5, spanGaps: false, points: { show: true, size: 4, filter: alone } },
      ],
      hooks: {
        drawAxes: [(chart) => drawMarks(chart, options)],
        setCursor: [({ cursor }) => options.onHover(cursor.idx ?? null)],
      },
    },
    [times.map(seconds), [...curve]],
  );
}

export function heightOf({ height, foot }: Pick<ChartOptions, 'height' | 'foot'>): number {
  return foot ? height + FOOT - 4 : height;
}

export function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}

/** @param step seconds from tick to tick */
function labels(ticks: readonly number[], step: number): string[] {
  return ticks.map((tick) => {
    const time = new Date(tick * 1000);
    return step >= DAY || (time.getHours() === 0 && time.getMinutes() === 0) ? days.format(time) : hours.format(time);
  });
}

/** Where a sample has no neighbour no line shows it. */
function alone(chart: uPlot, series: number): number[] {
  const values = chart.data[series] ?? [];
  const known = (i: number): boolean => typeof values[i] === 'number';
  return [...values.keys()].filter((i) => known(i) && !known(i - 1) && !known(i + 1));
}

function drawMarks(chart: uPlot, { marks, range, colour }: ChartOptions): void {
  const { ctx, bbox } = chart;
  const unit = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = colour('accent');
  ctx.lineWidth = unit;
  ctx.setLineDash([2 * unit, 3 * unit]);
  ctx.beginPath();
  for (const mark of marks()) {
    if (mark < range().from || mark > range().to) continue;
    const x = Math.round(chart.valToPos(mark / 1000, 'x', true)) + 0.5;
    ctx.fillRect(x - 1.5 * unit, bbox.top - 5 * unit, 3 * unit, 5 * unit);
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
  }
  ctx.stroke();
  ctx.restore();
}
