import type { InferenceSession } from 'onnxruntime-web';
import { PerPixelError } from '../../../src/core/errors/errors.ts';
import { CHANNELS, INPUT_TYPES, type InputType } from '../../../src/core/manifest/base.ts';
import type { ModelSpec, OutputSpec } from '../../../src/core/manifest/manifest.ts';
import { gridOf } from '../../tasks/semantic/tensors.ts';

export function inputShape({ input }: ModelSpec): number[] {
  const { width, height } = input;
  const channels = CHANNELS[input.colour];
  return input.layout === 'NCHW' ? [1, channels, height, width] : [1, height, width, channels];
}

/** @throws PerPixelError `model-invalid` where inputs or outputs are not as the manifest says */
export function checkShapes(session: InferenceSession, spec: ModelSpec): void {
  const input = session.inputMetadata.find((each) => each.name === spec.input.name);
  if (!input) throw wrong(`it has no input "${spec.input.name}" (its inputs: ${session.inputNames.join(', ')})`);
  const others = session.inputNames.filter((name) => name !== spec.input.name);
  if (others.length > 0) {
    throw wrong(
      `it has ${session.inputNames.length} inputs (${session.inputNames.join(', ')}), and is fed one picture`,
      `Export it with ${others.map((name) => `"${name}"`).join(' and ')} as a constant inside.`,
    );
  }
  if (input.isTensor) {
    const expected = inputShape(spec);
    const fits =
      input.shape.length === expected.length &&
      input.shape.every((size, index) => isOpen(size) || size === expected[index]);
    if (!fits) {
      throw wrong(`its input has the shape [${input.shape.join(', ')}], the manifest says [${expected.join(', ')}]`);
    }
    if (!takes(spec.input.type, input.type)) {
      const fix = INPUT_TYPES.find((type) => type === input.type);
      const remedy = fix
        ? `Write "type": "${fix}" in the manifest's "input".`
        : `Export it with an input of ${listed(INPUT_TYPES)}.`;
      throw wrong(`its input is ${input.type}, the manifest says ${spec.input.type}`, remedy);
    }
  }
  spec.outputs.forEach((head) => checkOutput(session, head));
}

/** What the model leaves open shows with the first frame. */
function checkOutput(session: InferenceSession, head: OutputSpec): void {
  const output = session.outputMetadata.find((each) => each.name === head.name);
  if (!output) throw wrong(`it has no output "${head.name}" (its outputs: ${session.outputNames.join(', ')})`);
  if (!output.isTensor) return;
  if (head.kind !== 'class-ids' && output.type !== 'float32' && output.type !== 'float16') {
    throw wrong(`its output "${head.name}" holds ${output.type}, where “${head.kind}” are float32 or float16`);
  }
  if (head.type && head.type !== output.type) {
    throw wrong(`its output "${head.name}" holds ${output.type}, the manifest says ${head.type}`);
  }
  const [batch, ...rest] = output.shape;
  const dims = [isOpen(batch) ? 1 : batch, ...rest];
  if (!dims.some(isOpen)) gridOf(head, dims.map(Number));
}

function isOpen(size: number | string | undefined): boolean {
  return typeof size !== 'number' || size < 0;
}

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
