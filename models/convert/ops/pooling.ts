import { POOL_2D } from '../tflite/schema.ts';
import type { TfliteOperator } from '../tflite/model.ts';
import { dimensions, operand, result, type Context, type Converter } from './context.ts';

function globalAverage(operator: TfliteOperator, context: Context): void {
  context.emit('GlobalAveragePool', [context.name(operand(operator, 0))], result(operator));
}

/** AVERAGE_POOL_2D over the whole map, all that networks with squeeze-and-excitation blocks use. */
export const averagePool: Converter = (operator, context) => {
  const [, height, width] = dimensions(operand(operator, 0));
  const window = [operator.options?.int32(POOL_2D.filterH), operator.options?.int32(POOL_2D.filterW)];
  if (window[0] !== height || window[1] !== width) {
    throw new Error(`${operator.type}: a window of ${window.join(' × ')} on ${height} × ${width} is not supported`);
  }
  globalAverage(operator, context);
};

/** MEAN over height and width with its dimensions kept. */
export const mean: Converter = (operator, context) => {
  const axes = operand(operator, 1);
  const view = new DataView(axes.bytes.slice().buffer);
  const values = Array.from({ length: axes.bytes.length / 4 }, (_, i) => view.getInt32(i * 4, true));
  const keepsDimensions = result(operator).shape.length === 4;
  if ([...values].sort((a, b) => a - b).join() !== '1,2' || !keepsDimensions) {
    throw new Error(
      `${operator.type} over the axes [${values.join(', ')}]${keepsDimensions ? '' : ' that drops them'} is not supported`,
    );
  }
  globalAverage(operator, context);
};
