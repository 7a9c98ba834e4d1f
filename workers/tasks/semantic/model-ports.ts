import { PerPixelError } from '../../../src/core/errors/errors.ts';
import { INPUT_TYPES, type InputType } from '../../../src/core/manifest/base.ts';
import { inputDims } from '../../../src/core/manifest/model-input.ts';
import type { TensorPort } from '../../../src/core/tensor/tensor.ts';
import type { OutputSpec, SemanticSpec } from './manifest.ts';
import type { ModelPorts } from '../task.ts';
import { gridOf } from './tensors.ts';

/** @throws PerPixelError `model-invalid` where inputs or outputs are not as the manifest says */
export function checkPorts({ inputs, outputs }: ModelPorts, { input, outputs: heads }: SemanticSpec): void {
  const port = inputs.find((each) => each.name === input.name);
  if (!port) throw wrong(`it has no input "${input.name}" (its inputs: ${namesOf(inputs)})`);
  const others = inputs.filter((each) => each !== port);
  if (others.length > 0) {
    throw wrong(
      `it has ${inputs.length} inputs (${namesOf(inputs)}), and is fed one picture`,
      `Export it with ${others.map(({ name }) => `"${name}"`).join(' and ')} as a constant inside.`,
    );
  }
  const expected = inputDims(input);
  const fits =
    port.dims.length === expected.length &&
    port.dims.every((size, index) => typeof size === 'string' || size === expected[index]);
  if (!fits) {
    throw wrong(`its input has the shape [${port.dims.join(', ')}], the manifest says [${expected.join(', ')}]`);
  }
  if (!takes(input.type, port.type)) {
    const fix = INPUT_TYPES.find((type) => type === port.type);
    const remedy = fix
      ? `Write "type": "${fix}" in the manifest's "input".`
      : `Export it with an input of ${listed(INPUT_TYPES)}.`;
    throw wrong(`its input is ${port.type}, the manifest says ${input.type}`, remedy);
  }
  heads.forEach((head) => checkOutput(outputs, head));
}

/** What the model leaves open shows with the first frame. */
function checkOutput(outputs: readonly TensorPort[], head: OutputSpec): void {
  const output = outputs.find((each) => each.name === head.name);
  if (!output) throw wrong(`it has no output "${head.name}" (its outputs: ${namesOf(outputs)})`);
  if (!NUMBERS.includes(output.type)) {
    throw wrong(`its output "${head.name}" holds ${output.type}, where “${head.kind}” are numbers`);
  }
  if (head.type && head.type !== output.type) {
    throw wrong(`its output "${head.name}" holds ${output.type}, the manifest says ${head.type}`);
  }
  const [batch = '?', ...rest] = output.dims;
  const dims = [typeof batch === 'string' ? 1 : batch, ...rest];
  if (!dims.some((size) => typeof size === 'string')) gridOf(head, dims.map(Number));
}

function namesOf(ports: readonly TensorPort[]): string {
  return ports.map(({ name }) => name).join(', ');
}

const NUMBERS: readonly string[] = [...INPUT_TYPES, 'float64', 'bool'];

/** Halves are made of floats on the way. */
function takes(said: InputType, type: string): boolean {
  return said === type || (said === 'float32' && type === 'float16');
}

function wrong(what: string, remedy = 'Correct the manifest, or name another file.'): PerPixelError {
  return new PerPixelError('model-invalid', `The model is not what its manifest says: ${what}.`, remedy);
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
