import { operand, result, type Converter } from './context.ts';

/** Float16 weights to float32: known before the network runs, so no node is left of it. */
export const dequantize: Converter = (operator, context) => {
  context.fold(result(operator), context.floats(operand(operator, 0)));
};
