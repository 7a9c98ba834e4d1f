import type { GraphNode } from '../graph.ts';
import { pads } from '../ops/padding.ts';
import type { Padding } from '../tflite/schema.ts';
import { wholesOf, type Context } from './context.ts';

/** How a kernel goes along one axis of a map. */
export interface Span {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** Places outside the map that are read before it and behind it; the latter is below 0 where some of it is not read. */
  readonly before: number;
  readonly after: number;
  /** How many places come out. */
  readonly out: number;
}

/** @param kernel [vertical, horizontal] @returns the spans along both */
export function spans(
  node: GraphNode,
  sizes: readonly [number, number],
  kernel: readonly [number, number],
): [Span, Span] {
  const strides = wholesOf(node, 'strides') ?? [1, 1];
  const dilations = wholesOf(node, 'dilations') ?? [1, 1];
  const given = wholesOf(node, 'pads') ?? [0, 0, 0, 0];
  const automatic = node.attributes['auto_pad'] ?? 'NOTSET';
  const roundsUp = node.attributes['ceil_mode'] === 1n;
  const along = (axis: 0 | 1): Span => {
    const [size, stride, dilation] = [sizes[axis], strides[axis] ?? 1, dilations[axis] ?? 1];
    const reach = dilation * (kernel[axis] - 1) + 1;
    const [before, behind] = automatic === 'NOTSET' ? [given[axis] ?? 0, given[axis + 2] ?? 0] : padded();
    const steps = (size + before + behind - reach) / stride;
    // a window that would begin behind the map does not count
    const last = Math.min(Math.ceil(steps), Math.ceil((size + before) / stride) - 1);
    const out = (roundsUp ? last : Math.floor(steps)) + 1;
    return {
      size,
      kernel: kernel[axis],
      stride,
      dilation,
      before,
      after: (out - 1) * stride + reach - size - before,
      out,
    };

    function padded(): [number, number] {
      const [less, more] = pads(automatic === 'VALID' ? 'VALID' : 'SAME', {
        size,
        kernel: kernel[axis],
        stride,
        dilation,
      });
      return automatic === 'SAME_LOWER' ? [more, less] : [less, more];
    }
  };
  return [along(0), along(1)];
}

/** How TFLite says such a padding, if it can. */
export function paddingOf(both: readonly Span[]): Padding | undefined {
  if (both.every(({ before, after }) => before === 0 && after <= 0)) return 'VALID';
  const isSame = both.every((span) => {
    const [before, after] = pads('SAME', span);
    return (
      Math.ceil(span.size / span.stride) === span.out && before === span.before && after === Math.max(0, span.after)
    );
  });
  return isSame ? 'SAME' : undefined;
}

export interface SurroundedMap {
  readonly tensor: number;
  readonly padding: Padding;
}

type ChannelsLast = ReturnType<Context['map']>;

/**
 * A map with what is read outside of it, and how TFLite pads the rest.
 * @param value what lies outside, where TFLite has no padding of its own for it
 */
export function surround(
  context: Context,
  map: ChannelsLast,
  both: readonly [Span, Span],
  value: number,
): SurroundedMap {
  const padding = paddingOf(both);
  return padding ? { tensor: map.tensor, padding } : { tensor: framed(context, map, both, value), padding: 'VALID' };
}

/** A map with all around it that is read. */
export function framed(context: Context, map: ChannelsLast, both: readonly [Span, Span], value: number): number {
  const [n, c, h, w] = map.sizes;
  const [[top, bottom], [left, right]] = both.map(({ before, after }) => [before, Math.max(0, after)]) as [
    [number, number],
    [number, number],
  ];
  const { draft } = context;
  const sides = draft.wholes([4, 2], [0, 0, top, bottom, left, right, 0, 0]);
  const output = draft.computed([n, h + top + bottom, w + left + right, c]);
  if (value === 0) return draft.add({ type: 'PAD', inputs: [map.tensor, sides], output });
  return draft.add({ type: 'PADV2', inputs: [map.tensor, sides, draft.floats([], Float32Array.of(value))], output });
}
