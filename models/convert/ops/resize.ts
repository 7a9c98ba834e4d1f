import type { Attribute } from '../graph.ts';
import type { TfliteOperator } from '../tflite/model.ts';
import { RESIZE_BILINEAR, RESIZE_NEAREST_NEIGHBOR } from '../tflite/schema.ts';
import { dimensions, operand, result, type Context, type Converter } from './context.ts';

/** RESIZE_BILINEAR; the three ways of placing pixel centres keep their meaning. */
export const resizeBilinear: Converter = (operator, context) => {
  emit(operator, context, { coordinate_transformation_mode: centres(operator, RESIZE_BILINEAR), mode: 'linear' });
};

/** RESIZE_NEAREST_NEIGHBOR: in the middle between two it takes the later one, and without centres the one that it lies in. */
export const resizeNearest: Converter = (operator, context) => {
  const mode = centres(operator, RESIZE_NEAREST_NEIGHBOR);
  emit(operator, context, {
    coordinate_transformation_mode: mode,
    mode: 'nearest',
    nearest_mode: mode === 'asymmetric' ? 'floor' : 'round_prefer_ceil',
  });
};

function emit(operator: TfliteOperator, context: Context, attributes: Readonly<Record<string, Attribute>>): void {
  const [input, output] = [operand(operator, 0), result(operator)];
  const [, fromH, fromW] = dimensions(input);
  const [, toH, toW] = dimensions(output);
  // by the output: the sizes are shared by all that are enlarged to the same
  const scales = context.constant(output, [4], Float32Array.of(1, 1, toH / fromH, toW / fromW));
  context.emit('Resize', [context.name(input), '', scales], output, attributes);
}

interface Fields {
  readonly alignCorners: number;
  readonly halfPixelCenters: number;
}

function centres({ options }: TfliteOperator, { alignCorners, halfPixelCenters }: Fields): string {
  if (options?.bool(alignCorners)) return 'align_corners';
  return options?.bool(halfPixelCenters) ? 'half_pixel' : 'asymmetric';
}
