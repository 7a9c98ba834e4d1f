import { place, type Size } from '../geometry/fit.ts';
import type { CellGrid } from './stroke.ts';

/** A trunk's maps as its manifest has them, and its input. */
export interface TrunkShape {
  readonly input: Size & { readonly fit: { readonly mode: 'stretch' | 'letterbox' | 'cover' } };
  readonly features: {
    readonly maps: readonly { readonly output?: string; readonly channels: number; readonly stride: number }[];
    /** The output that says where a place lies. */
    readonly position?: string | undefined;
  };
}

/** Where a frame's places lie that can be taught: the cells of the finest map. */
export function gridOver({ input, features: { maps } }: TrunkShape, frame: Size): CellGrid {
  const stride = Math.min(...maps.map((each) => each.stride));
  return {
    width: Math.ceil(input.width / stride),
    height: Math.ceil(input.height / stride),
    stride,
    place: place(input.fit.mode, frame, input),
    frame,
  };
}
