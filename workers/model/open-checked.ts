import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import { inputDims } from '../../src/core/manifest/model-input.ts';
import type { SessionOptions } from '../runtimes/port.ts';
import { numbersOf } from '../tasks/ports.ts';
import type { ModelPorts } from '../tasks/task.ts';
import { taskOf } from '../tasks/tasks.ts';
import { readsOf } from './heads.ts';

interface Closable {
  close(): Promise<void>;
}

/**
 * A session of a model whose ports are what its manifest says; one that has others is closed.
 * @param open is told the sizes of what goes in, and which outputs somebody reads
 * @throws PerPixelError what `open` throws, `model-invalid`
 */
export async function openChecked<Session extends ModelPorts & Closable>(
  spec: ModelSpec,
  open: (ports: Pick<SessionOptions, 'inputs' | 'outputs'>) => Promise<Session>,
): Promise<Session> {
  const task = taskOf(spec);
  const fed = Object.entries(task.feeds?.(spec) ?? {}).map(([name, { dims }]) => [name, dims] as const);
  const inputs = { ...Object.fromEntries(fed), [spec.input.name]: inputDims(spec.input) };
  const session = await open({ inputs, outputs: readsOf(spec).all });
  try {
    task.checkPorts(session, spec);
    for (const name of spec.heads?.reads ?? []) numbersOf(session.outputs, name, 'what its heads read');
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}
