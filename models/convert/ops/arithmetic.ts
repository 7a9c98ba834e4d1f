import type { TfliteTensor } from '../tflite/model.ts';
import { activation, BINARY } from '../tflite/schema.ts';
import { nchw, operand, result, type Context, type Converter } from './context.ts';
import { moveAxis } from './weights.ts';

const binary =
  (op: string): Converter =>
  (operator, context) => {
    const inputs = [operand(operator, 0), operand(operator, 1)];
    const fused = activation(operator.options?.int8(BINARY.activation) ?? 0);
    context.emit(
      op,
      inputs.map((tensor) =>
        context.isConstant(tensor) ? constant(tensor, context) : computed(tensor, operator.type, context),
      ),
      result(operator),
      {},
      fused,
    );
  };

/** @throws Error with a lower rank, with which NHWC and NCHW broadcast differently */
function computed(tensor: TfliteTensor, type: string, context: Context): string {
  if (tensor.shape.length === 4) return context.name(tensor);
  throw new Error(`${type}: "${tensor.name}" should have four dimensions`);
}

/** A map of its own, a value a channel, or one for all: in NHWC the last axes are the ones that lower ranks have. */
function constant(tensor: TfliteTensor, context: Context): string {
  const whole = [...Array.from({ length: 4 - tensor.shape.length }, () => 1), ...tensor.shape];
  const [n = 1, h = 1, w = 1, c = 1] = whole;
  return context.constant(tensor, nchw(whole), moveAxis(context.floats(tensor), n, h * w, c));
}

export const add = binary('Add');
export const multiply = binary('Mul');
