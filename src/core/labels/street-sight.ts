import type { Size } from '../geometry/fit.ts';
import type { LabelMap } from './label-map.ts';

/** A picture as a model that knows streets labels it. */
export interface StreetSight extends Size {
  readonly labelMap: LabelMap;
  /** Of each pixel, 0 to 1. */
  readonly confidence: Float32Array;
  /** The id of its class “road”. */
  readonly road: number;
}

/** What lies before a dash-cam: of the picture's height from here on down, and of its width between these. */
const BEFORE = { top: 0.7, left: 0.2, right: 0.8 } as const;
/** Share of that which is road, and the mean confidence of all, that no picture without a street had of some thirty looked at. */
const ROAD = 0.8;
const SURE = 0.8;

/** Whether that is a street: the model finds one in any picture, but is not sure of it, or finds it elsewhere. */
export function isStreet({ labelMap, confidence, width, height, road }: StreetSight): boolean {
  let sure = 0;
  for (const each of confidence) sure += each;
  if (sure < SURE * confidence.length) return false;
  const [left, right] = [Math.floor(BEFORE.left * width), Math.ceil(BEFORE.right * width)];
  const top = Math.floor(BEFORE.top * height);
  let roads = 0;
  for (let y = top; y < height; y += 1) {
    for (let x = left; x < right; x += 1) if (labelMap[y * width + x] === road) roads += 1;
  }
  return roads >= ROAD * (right - left) * (height - top);
}
