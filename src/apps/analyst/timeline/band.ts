import type uPlot from 'uplot';
import type { Selection } from './means.ts';

/** Shows a stretch of the plot as selected; null: none. */
export function showBand(plot: uPlot, selection: Selection | null): void {
  const { offsetHeight: height } = plot.over;
  const [left, end] = selection ? [plot.valToPos(selection.from, 'x'), plot.valToPos(selection.to, 'x')] : [0, 0];
  plot.setSelect({ left, top: 0, width: end - left, height: selection ? height : 0 }, false);
}
