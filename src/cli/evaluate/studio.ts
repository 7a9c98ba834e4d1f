import type { Size } from '../../core/geometry/fit.ts';
import type { Instance } from '../../core/instances/instance.ts';
import type { LabelMap } from '../../core/labels/label-map.ts';
import type { OpenedModel, SheetRow } from './in-page.ts';
import type { Variant } from './task.ts';

export interface Segmented {
  /** In the model's ids. */
  readonly labels: LabelMap;
  readonly confidence: Float32Array;
  /** Things in the model's ids, and of each pixel the id of its thing, 0: none; null where none were wanted. */
  readonly things: { readonly instances: readonly Instance[]; readonly map: Uint16Array } | null;
}

/** A model and a folder of images, in a browser of its own or in Node. */
export interface Studio {
  /** What runs it, with its version. */
  readonly engine: string;
  readonly model: OpenedModel;
  sizes(names: readonly string[]): Promise<(Size | null)[]>;
  /** @param panoptic whether things are to be told apart */
  segment(name: string, variant: Variant, panoptic: boolean): Promise<Segmented>;
  /** @returns PNG */
  sheet(
    rows: readonly (Omit<SheetRow, 'address'> & { name: string })[],
    colours: readonly string[],
  ): Promise<Uint8Array>;
  close(): Promise<void>;
}
