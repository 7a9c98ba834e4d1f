import type { TensorPort } from '../../../src/core/tensor/tensor.ts';
import { checkPicture, notAsSaid, numbersOf } from '../ports.ts';
import type { ModelPorts } from '../task.ts';
import type { OutputSpec, SemanticSpec } from './manifest.ts';
import { gridOf } from './tensors.ts';

/** @throws PerPixelError `model-invalid` where inputs or outputs are not as the manifest says */
export function checkPorts({ inputs, outputs }: ModelPorts, { input, outputs: heads }: SemanticSpec): void {
  checkPicture(inputs, input);
  heads.forEach((head) => checkOutput(outputs, head));
}

/** What the model leaves open shows with the first frame. */
function checkOutput(outputs: readonly TensorPort[], head: OutputSpec): void {
  const output = numbersOf(outputs, head.name, head.kind);
  if (head.type && head.type !== output.type) {
    throw notAsSaid(`its output "${head.name}" holds ${output.type}, the manifest says ${head.type}`);
  }
  const [batch = '?', ...rest] = output.dims;
  const dims = [typeof batch === 'string' ? 1 : batch, ...rest];
  if (!dims.some((size) => typeof size === 'string')) gridOf(head, dims.map(Number));
}
