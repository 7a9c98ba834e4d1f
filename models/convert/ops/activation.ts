import { SOFTMAX } from '../tflite/schema.ts';
import { axisInNchw, operand, result, type Converter } from './context.ts';

const elementwise =
  (op: string): Converter =>
  (operator, context) => {
    context.emit(op, [context.name(operand(operator, 0))], result(operator));
  };

export const relu = elementwise('Relu');
export const logistic = elementwise('Sigmoid');

/** x · clip(x / 6 + 1/2, 0, 1). */
export const hardSwish: Converter = (operator, context) => {
  const [input, output] = [context.name(operand(operator, 0)), result(operator)];
  const gate = context.intermediate('HardSigmoid', input, output, { alpha: 1 / 6, beta: 0.5 });
  context.emit('Mul', [input, gate], output);
};

/** SOFTMAX over the last axis. */
export const softmax: Converter = (operator, context) => {
  const [input, output] = [operand(operator, 0), result(operator)];
  const beta = operator.options?.float32(SOFTMAX.beta) ?? 1;
  if (beta !== 1) throw new Error(`${operator.type} with beta ${beta} is not supported`);
  context.emit('Softmax', [context.name(input)], output, { axis: BigInt(axisInNchw(-1, input.shape.length)) });
};
