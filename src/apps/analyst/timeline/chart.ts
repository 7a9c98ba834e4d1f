import type uPlot from 'uplot';
import type { Binned } from '../../../core/analysis/bins.ts';
import type { ModelClass } from '../../../core/manifest/manifest.ts';
import type { Plot } from '../../../elements/plot/plot.ts';
import { STEPS, tickLabel } from './ticks.ts';

export const CHART_KINDS = ['stacked', 'lines', 'heat'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** A stretch drawn above the curves. Seconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What a chart draws. The mIoU of each bin is 0 to 1, null where there is no truth. */
export interface ChartFigures {
  readonly data: Binned;
  readonly scores: readonly (number | null)[] | null;
}

export interface ChartOptions {
  readonly kind: ChartKind;
  readonly classes: readonly ModelClass[];
  /** Seconds: where the first frame begins and the last one ends. */
  readonly start: number;
  readonly duration: number;
  readonly width: number;
  readonly height: number;
  /** Pixels of a label's letters. */
  readonly letters: number;
  /** Pixels left of the plot. */
  readonly axis: number;
  /** Read at each drawing: the scheme may change. */
  colour(name: 'ink' | 'line' | 'accent' | 'text'): string;
  stretches(): readonly Stretch[];
  /** Draws below nothing else; for what is no curve. */
  draw(chart: uPlot): void;
  /** Where the plot lies is known, anew. */
  onPlaced(): void;
}

/** Chart that stays while its figures change, so that what is pointed at and selected does too. */
export interface Chart {
  readonly plot: uPlot;
  update(figures: ChartFigures): void;
  destroy(): void;
}

/** A chart of shares over time. The caller places it and destroys it. */
export function createChart(Plot: Plot, figures: ChartFigures, options: ChartOptions): Chart {
  const { kind, classes, start, duration, width, height, letters, axis: left, colour } = options;
  let top = highest(figures.data, kind);
  const axis = {
    stroke: () => colour('ink'),
    font: `500 ${letters}px ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace`,
    grid: { stroke: () => colour('line'), width: 1 },
    ticks: { show: false },
    gap: Math.round(letters * 0.45),
  };
  const plot = new Plot(
    {
      width,
      height,
      // room for half of the last label
      padding: [8, Math.ceil(letters * 2.3), 0, 0],
      legend: { show: false },
      // what the pointer does is the timeline's matter: here its line and the selection are only shown
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false }, bind: DEAF },
      select: { show: true, left: 0, top: 0, width: 0, height: 0 },
      scales: {
        x: { time: false, range: [start, duration] },
        y: { range: () => [0, top] },
        iou: { range: [0, 1] },
      },
      axes: [
        {
          ...axis,
          size: letters * 2,
          space: letters * 6,
          incrs: STEPS,
          values: (_, ticks, _axis, _space, step) => ticks.map((tick) => tickLabel(tick, step)),
        },
        kind === 'heat'
          ? { ...axis, size: left, grid: { show: false }, values: () => [] }
          : {
              ...axis,
              size: left,
              space: letters * 2,
              values: (_, ticks) => ticks.map((tick) => `${Math.round(tick * 100)} %`),
            },
      ],
      series: [
        {},
        ...classes.map((each) => seriesOf(each, kind)),
        {
          label: 'mIoU',
          scale: 'iou',
          stroke: () => colour('text'),
          width: 2,
          spanGaps: true,
          points: { show: false },
        },
      ],
      hooks: {
        drawClear: [(chart) => drawStretches(chart, options)],
        draw: [options.draw],
        setSize: [options.onPlaced],
        ready: [options.onPlaced],
      },
    },
    table(figures, options),
  );
  return {
    plot,
    update(next) {
      top = highest(next.data, kind);
      plot.setData(table(next, options));
    },
    destroy: () => plot.destroy(),
  };
}

const deaf = (): null => null;
const DEAF = {
  mousedown: deaf,
  mouseup: deaf,
  click: deaf,
  dblclick: deaf,
  mousemove: deaf,
  mouseleave: deaf,
  mouseenter: deaf,
};

/** Columns as uPlot takes them. The last frame is on until the end. */
function table({ data, scores }: ChartFigures, { kind, duration }: ChartOptions): uPlot.AlignedData {
  const last = <T>(column: readonly T[]): (T | null)[] => [...column, column.at(-1) ?? null];
  return [
    [...data.times, duration],
    ...curves(data, kind).map(last),
    scores ? last(scores) : Array.from({ length: data.times.length + 1 }, () => null),
  ];
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

/** Where the scale ends: lines are drawn as large as they can be. */
function highest({ means }: Binned, kind: ChartKind): number {
  if (kind !== 'lines') return 1;
  const top = means.reduce(
    (high, column) => column.reduce((most: number, value) => Math.max(most, value ?? 0), high),
    0,
  );
  return Math.max(0.02, Math.min(1, Math.ceil(top * 22) / 20));
}
