import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { NodeBackend, NodeBackendChoice } from '../../src/core/tuning/node-backend.ts';
import { knows, type Ort } from '../runtimes/ort-node/ort-node.ts';

/** Graphics devices by the system that has them. */
const DEVICES: Readonly<Partial<Record<NodeJS.Platform, NodeBackend>>> = {
  linux: 'cuda',
  win32: 'directml',
  darwin: 'coreml',
};

export interface Opened<T> {
  readonly backend: NodeBackend;
  readonly value: T;
  readonly reason: string;
  readonly note: string | null;
}

/**
 * Opens something on the backend asked for. `auto` takes the system's graphics device where the library runs the model on it,
 * and the processor otherwise.
 * @throws PerPixelError `backend-unavailable`, and what `open` throws on the processor
 */
export async function openOn<T>(
  ort: Ort,
  choice: NodeBackendChoice,
  open: (backend: NodeBackend) => Promise<T>,
): Promise<Opened<T>> {
  if (choice === 'cpu')
    return { backend: choice, value: await open(choice), reason: 'The CPU was asked for.', note: null };
  if (choice !== 'auto') {
    const why = await tried(ort, choice, open);
    if ('value' in why)
      return { backend: choice, value: why.value, reason: `${nameOf(choice)} was asked for.`, note: null };
    throw new PerPixelError(
      'backend-unavailable',
      `${nameOf(choice)} does not work here: ${why.problem}.`,
      'Use the backend “cpu”, or “auto”, or install what it needs (see ONNX Runtime’s documentation).',
      { cause: why.cause },
    );
  }
  const device = DEVICES[process.platform];
  const found = device && (await tried(ort, device, open));
  if (device && found && 'value' in found) {
    return { backend: device, value: found.value, reason: `${nameOf(device)}, which works here.`, note: null };
  }
  const value = await open('cpu');
  if (!device || !found || 'value' in found)
    return { backend: 'cpu', value, reason: 'The CPU: ONNX Runtime has nothing else here.', note: null };
  const note = `${nameOf(device)} does not work here: ${found.problem}.`;
  return { backend: 'cpu', value, reason: `The CPU, since ${note}`, note };
}

interface Failed {
  readonly problem: string;
  readonly cause: unknown;
}

async function tried<T>(
  ort: Ort,
  backend: NodeBackend,
  open: (backend: NodeBackend) => Promise<T>,
): Promise<{ readonly value: T } | Failed> {
  if (!knows(ort, backend)) return { problem: 'this build of ONNX Runtime has none of it', cause: null };
  try {
    return { value: await open(backend) };
  } catch (cause) {
    const root = cause instanceof PerPixelError && cause.cause !== undefined ? cause.cause : cause;
    const said = root instanceof Error ? root.message : String(root);
    const [line = ''] = said.split('\n');
    return { problem: line.trim().replace(/\.$/, '').slice(0, 200), cause };
  }
}

function nameOf(backend: NodeBackend): string {
  return { cpu: 'The CPU', cuda: 'CUDA', directml: 'DirectML', coreml: 'Core ML' }[backend];
}
