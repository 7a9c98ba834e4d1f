import type { LabelMap } from '../../src/core/labels/label-map.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';

/** A label map, and how it lies on the grid. */
export type Ground = Pick<Labelled, 'size' | 'grid' | 'placement'> & { readonly labels: LabelMap };
