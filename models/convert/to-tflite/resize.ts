import { OPTIONS, RESIZE_BILINEAR, RESIZE_NEAREST_NEIGHBOR } from '../tflite/schema.ts';
import type { GraphNode } from '../graph.ts';
import { expect, type Context, type Emitter } from './context.ts';
import { CHANNELS_LAST } from './order.ts';

/** Resize, of height and width alone. */
export const resize: Emitter = (node, context) => {
  expect(node, 'mode', ['linear', 'nearest']);
  const [input = ''] = node.inputs;
  const { tensor, sizes } = context.map(input);
  const [n, channels, height, width] = sizes;
  const out = sizesOf(node, context, sizes);
  const axes = [
    { from: height, to: out[0] },
    { from: width, to: out[1] },
  ];
  const isLinear = node.attributes['mode'] === 'linear';
  const centres = isLinear ? linearCentres(node, axes) : nearestCentres(node, axes);
  const fields = isLinear ? RESIZE_BILINEAR : RESIZE_NEAREST_NEIGHBOR;
  context.emit(node, [n, channels, ...out], CHANNELS_LAST, {
    type: isLinear ? 'RESIZE_BILINEAR' : 'RESIZE_NEAREST_NEIGHBOR',
    version: centres === 'half_pixel' ? 3 : 1,
    inputs: [tensor, context.draft.wholes([2], out)],
    options: {
      union: isLinear ? OPTIONS.resizeBilinear : OPTIONS.resizeNearestNeighbor,
      fields: [
        [fields.alignCorners, 'bool', centres === 'align_corners' ? 1 : 0],
        [fields.halfPixelCenters, 'bool', centres === 'half_pixel' ? 1 : 0],
      ],
    },
  });
};

interface Axis {
  readonly from: number;
  readonly to: number;
}

type Centres = 'half_pixel' | 'align_corners' | 'asymmetric';

/** [height, width] of what comes out. */
function sizesOf({ inputs }: GraphNode, context: Context, sizes: readonly number[]): [number, number] {
  const [, , scales, given] = inputs;
  const all = given
    ? context.wholes(given)
    : sizes.map((size, axis) => {
        const to = size * (context.floats(scales).values[axis] ?? 1);
        // TFLite knows sizes alone, and takes their ratio for the scale
        if (!Number.isInteger(to)) throw new Error(`${size} places times their scale are ${to}: no whole number`);
        return to;
      });
  if (all[0] !== sizes[0] || all[1] !== sizes[1]) throw new Error('only height and width can be resized');
  return [all[2] ?? 0, all[3] ?? 0];
}

function linearCentres({ attributes }: GraphNode, axes: readonly Axis[]): Centres {
  const mode = attributes['coordinate_transformation_mode'] ?? 'half_pixel';
  if (mode === 'half_pixel' || mode === 'align_corners' || mode === 'asymmetric') return mode;
  if (mode === 'pytorch_half_pixel' && axes.every(({ to }) => to > 1)) return 'half_pixel';
  throw new Error(`coordinate_transformation_mode ${String(mode)} is not supported`);
}

/** One of TFLite's ways that takes the same places as the file's: rounding differs, and often does not matter. */
function nearestCentres({ attributes }: GraphNode, axes: readonly Axis[]): Centres {
  const mode = String(attributes['coordinate_transformation_mode'] ?? 'half_pixel');
  const rounding = String(attributes['nearest_mode'] ?? 'round_prefer_floor');
  const round = ROUNDINGS.get(rounding);
  if (!round) throw new Error(`nearest_mode ${rounding} is not supported`);
  const wanted = axes.map((axis) => places(axis, mode, round));
  const found = TFLITE.find(([centres, own]) => axes.every((axis, i) => places(axis, centres, own) === wanted[i]));
  if (!found) throw new Error(`nearest ${mode}, ${rounding}: TFLite takes other places at this size`);
  return found[0];
}

type Rounding = (place: number) => number;

const ROUNDINGS: ReadonlyMap<string, Rounding> = new Map([
  ['floor', Math.floor],
  ['ceil', Math.ceil],
  ['round_prefer_floor', (place: number) => Math.ceil(place - 0.5)],
  ['round_prefer_ceil', (place: number) => Math.floor(place + 0.5)],
]);

const upwards: Rounding = (place) => Math.floor(place + 0.5);
const TFLITE: readonly (readonly [Centres, Rounding])[] = [
  ['asymmetric', Math.floor],
  ['half_pixel', upwards],
  ['align_corners', upwards],
];

/** The places that are taken along an axis. */
function places({ from, to }: Axis, mode: string, round: Rounding): string {
  const at = (place: number): number => {
    if (mode === 'asymmetric') return (place * from) / to;
    if (mode === 'align_corners') return to === 1 ? 0 : (place * (from - 1)) / (to - 1);
    if (mode === 'pytorch_half_pixel' && to === 1) return 0;
    if (mode === 'half_pixel' || mode === 'pytorch_half_pixel') return ((place + 0.5) * from) / to - 0.5;
    throw new Error(`coordinate_transformation_mode ${mode} is not supported`);
  };
  return Array.from({ length: to }, (_, place) => Math.min(from - 1, Math.max(0, round(at(place))))).join();
}
