import { BINARY, OPTIONS } from '../tflite/schema.ts';
import type { Context, Emitter } from './context.ts';
import { asItIs, type Order } from './order.ts';

export const add = binary('ADD', OPTIONS.add);
export const multiply = binary('MUL', OPTIONS.mul);
export const subtract = binary('SUB', OPTIONS.sub);
export const divide = binary('DIV', OPTIONS.div);

/** Two values of which one may be repeated along the other's axes. */
function binary(type: string, union: number): Emitter {
  return (node, context) => {
    const [a = '', b = ''] = node.inputs;
    const shape = broadcast(context.shape(a), context.shape(b));
    const order = orderFor(context, [a, b], shape.length);
    const inputs = [context.tensor(a, order), context.tensor(b, order)];
    context.emit(node, shape, order, { type, inputs, options: { union, fields: [], activation: BINARY.activation } });
  };
}

/** That of the first value which is computed and has all of the axes. */
export function orderFor(context: Context, names: readonly string[], rank: number): Order {
  const whole = names.find((name) => !context.isConstant(name) && context.shape(name).length === rank);
  return whole === undefined ? asItIs(rank) : context.value(whole).order;
}

function broadcast(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return asItIs(rank).map((axis) => {
    const [own, other] = [a[axis - rank + a.length] ?? 1, b[axis - rank + b.length] ?? 1];
    if (own !== other && own !== 1 && other !== 1) {
      throw new Error(
        `[${a.join(', ')}] and [${b.join(', ')}] do not fit: the network may want another size of its input`,
      );
    }
    return Math.max(own, other);
  });
}
