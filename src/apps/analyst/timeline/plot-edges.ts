/** Where the plot lies in the timeline, pixels from its left and its right edge. */
export interface PlotEdges {
  readonly left: number;
  readonly right: number;
}
