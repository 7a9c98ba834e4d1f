import { RESIZE_BILINEAR } from '../tflite/schema.ts';
import { dimensions, operand, result, type Converter } from './context.ts';

/** RESIZE_BILINEAR; the three ways of placing pixel centres keep their meaning. */
export const resizeBilinear: Converter = (operator, context) => {
  const [input, output] = [operand(operator, 0), result(operator)];
  const [, fromH, fromW] = dimensions(input);
  const [, toH, toW] = dimensions(output);
  const scales = context.constant(operand(operator, 1), [4], Float32Array.of(1, 1, toH / fromH, toW / fromW));
  context.emit('Resize', [context.name(input), '', scales], output, {
    coordinate_transformation_mode: centres(
      operator.options?.bool(RESIZE_BILINEAR.alignCorners) ?? false,
      operator.options?.bool(RESIZE_BILINEAR.halfPixelCenters) ?? false,
    ),
    mode: 'linear',
  });
};

function centres(alignCorners: boolean, halfPixel: boolean): string {
  if (alignCorners) return 'align_corners';
  return halfPixel ? 'half_pixel' : 'asymmetric';
}
