import { PerPixelError } from '../../src/core/errors/errors.ts';
import { INPUT_TYPES, type InputSpec, type InputType } from '../../src/core/manifest/base.ts';
import { inputDims } from '../../src/core/manifest/model-input.ts';
import type { TensorPort } from '../../src/core/tensor/tensor.ts';
import type { OutputSpec } from '../../src/core/manifest/score-outputs.ts';
import { gridOf } from './scores-of.ts';
import type { Feed } from './task.ts';

/**
 * For models that are fed one picture.
 * @param feeds what they are fed besides; default: nothing
 * @throws PerPixelError `model-invalid` where the input is not as the manifest says
 */
export function checkPicture(
  inputs: readonly TensorPort[],
  input: InputSpec,
  feeds: Readonly<Record<string, Feed>> = {},
): void {
  const port = inputs.find((each) => each.name === input.name);
  if (!port) throw notAsSaid(`it has no input "${input.name}" (its inputs: ${namesOf(inputs)})`);
  const fed = Object.keys(feeds);
  const others = inputs.filter((each) => each !== port && !fed.includes(each.name));
  if (others.length > 0) {
    throw notAsSaid(
      `it has ${inputs.length} inputs (${namesOf(inputs)}), and is fed one picture`,
      `Export it with ${others.map(({ name }) => `"${name}"`).join(' and ')} as a constant inside.`,
    );
  }
  for (const [name, { dims }] of Object.entries(feeds)) {
    const own = inputs.find((each) => each.name === name);
    if (!own) throw notAsSaid(`it has no input "${name}" (its inputs: ${namesOf(inputs)})`);
    if (own.type !== 'float32') throw notAsSaid(`its input "${name}" is ${own.type}, and is fed float32`);
    if (!isShaped(own, dims)) {
      throw notAsSaid(`its input "${name}" has the shape [${own.dims.join(', ')}], and is fed [${dims.join(', ')}]`);
    }
  }
  const expected = inputDims(input);
  if (!isShaped(port, expected)) {
    throw notAsSaid(`its input has the shape [${port.dims.join(', ')}], the manifest says [${expected.join(', ')}]`);
  }
  if (!takes(input.type, port.type)) {
    const fix = INPUT_TYPES.find((type) => type === port.type);
    const remedy = fix
      ? `Write "type": "${fix}" in the manifest's "input".`
      : `Export it with an input of ${listed(INPUT_TYPES)}.`;
    throw notAsSaid(`its input is ${port.type}, the manifest says ${input.type}`, remedy);
  }
}

/** Whether a port takes these dimensions, some of which it may leave open. */
function isShaped({ dims }: TensorPort, expected: readonly number[]): boolean {
  return (
    dims.length === expected.length && dims.every((size, index) => typeof size === 'string' || size === expected[index])
  );
}

/**
 * An output that holds numbers.
 * @param meaning what those numbers are
 * @throws PerPixelError `model-invalid` where there is none of that name, or it holds something else
 */
export function numbersOf(outputs: readonly TensorPort[], name: string, meaning: string): TensorPort {
  const output = outputs.find((each) => each.name === name);
  if (!output) throw notAsSaid(`it has no output "${name}" (its outputs: ${namesOf(outputs)})`);
  if (!NUMBERS.includes(output.type)) {
    throw notAsSaid(`its output "${name}" holds ${output.type}, where “${meaning}” are numbers`);
  }
  return output;
}

/**
 * An output of class scores.
 * @throws PerPixelError `model-invalid` where it is not as the manifest says; what it leaves open shows with the first frame
 */
export function checkScores(outputs: readonly TensorPort[], head: OutputSpec): void {
  const output = numbersOf(outputs, head.name, head.kind);
  if (head.type && head.type !== output.type) {
    throw notAsSaid(`its output "${head.name}" holds ${output.type}, the manifest says ${head.type}`);
  }
  const dims = fixedDims(output);
  if (dims) gridOf(head, dims);
}

/** The dimensions of a port that leaves none open but the batch; null: some are open. */
export function fixedDims({ dims: [batch = '?', ...rest] }: TensorPort): number[] | null {
  const dims = [typeof batch === 'string' ? 1 : batch, ...rest];
  return dims.some((size) => typeof size === 'string') ? null : dims.map(Number);
}

export function notAsSaid(what: string, remedy = 'Correct the manifest, or name another file.'): PerPixelError {
  return new PerPixelError('model-invalid', `The model is not what its manifest says: ${what}.`, remedy);
}

function namesOf(ports: readonly TensorPort[]): string {
  return ports.map(({ name }) => name).join(', ');
}

const NUMBERS: readonly string[] = [...INPUT_TYPES, 'float64', 'bool'];

/** Halves are made of floats on the way. */
function takes(said: InputType, type: string): boolean {
  return said === type || (said === 'float32' && type === 'float16');
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
