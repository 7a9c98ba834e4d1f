import type { LabelMap } from './label-map.ts';
import type { Labelled } from './labelled.ts';
import { classPalette } from './palette.ts';

/** What overlays colour: a map over the frame, and the colour of each of its values. */
export interface LabelLayer<Result = unknown> {
  /**
   * A pixel word for each value. Those below the number of classes are the classes' own: left of a split their ids are drawn. Another
   * array whenever a colour is another.
   */
  readonly palette: Uint32Array;
  /** As large as the label map; it holds until the next frame. */
  map(labelled: Pick<Labelled<Result>, 'labels' | 'result' | 'size'>): LabelMap;
}

/** Each pixel in its class's colour. */
export function classLayer(classes: readonly { readonly colour: string }[]): LabelLayer {
  return { palette: classPalette(classes), map: ({ labels }) => labels };
}
