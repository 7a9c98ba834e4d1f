import { MAP_TYPES, SCORE_MAPS, type MapType } from '../../core/labels/score-maps.ts';
import type { Item } from './settings.ts';

/** What `segment()` is asked for in the lines: the element has none of it. */
export interface Call {
  readonly outputs: readonly string[];
  /** `frame`, `model` or a width and a height. */
  readonly at: string;
  readonly type: MapType;
  /** Gives the memory of each result to the next one. */
  readonly into: boolean;
}

export const PLAIN_CALL: Call = { outputs: [], at: 'frame', type: 'float32', into: false };

/** A call has nothing to say of disagreement where one model looks once. */
export const OUTPUT_ITEMS: readonly string[] = [
  ...SCORE_MAPS.filter((name) => name !== 'disagreement'),
  'instances',
  'panoptic',
];

const SIZES = [
  { width: 320, height: 180 },
  { width: 640, height: 360 },
] as const;

export const AT_ITEMS: readonly Item[] = [
  { value: 'frame', label: 'As large as the frame' },
  { value: 'model', label: 'The model’s own grid, the cheapest' },
  ...SIZES.map(({ width, height }) => ({ value: `${width}×${height}`, label: `${width} × ${height} pixels` })),
];

export const TYPE_ITEMS: readonly Item[] = MAP_TYPES.map((value) => ({
  value,
  label: value === 'uint8' ? 'Bytes, 255 is 1' : 'Floats, 0 to 1',
}));

/** As the call has it, without what it has by itself. */
export function optionsOf({ outputs, at, type }: Call): Record<string, unknown> {
  const size = SIZES.find(({ width, height }) => at === `${width}×${height}`);
  return {
    ...(outputs.length > 0 && { outputs }),
    ...(at !== 'frame' && { at: size ?? at }),
    ...(type !== 'float32' && { type }),
  };
}
