import { activation, BINARY } from '../tflite/schema.ts';
import { operand, result, type Converter } from './context.ts';

const binary =
  (op: string): Converter =>
  (operator, context) => {
    const inputs = [operand(operator, 0), operand(operator, 1)];
    // With a lower rank, NHWC and NCHW broadcast differently.
    for (const { name, shape } of inputs) {
      if (shape.length !== 4) throw new Error(`${operator.type}: "${name}" should have four dimensions`);
    }
    const fused = activation(operator.options?.int8(BINARY.activation) ?? 0);
    context.emit(
      op,
      inputs.map((tensor) => context.name(tensor)),
      result(operator),
      {},
      fused,
    );
  };

export const add = binary('Add');
export const multiply = binary('Mul');
