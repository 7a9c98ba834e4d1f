import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { ModelPorts } from '../tasks/task.ts';
import { taskOf } from '../tasks/tasks.ts';

interface Closable {
  close(): Promise<void>;
}

/**
 * A session of a model whose ports are what its manifest says; one that has others is closed.
 * @param open is told which outputs somebody reads
 * @throws PerPixelError what `open` throws, `model-invalid`
 */
export async function openChecked<Session extends ModelPorts & Closable>(
  spec: ModelSpec,
  open: (outputs: readonly string[]) => Promise<Session>,
): Promise<Session> {
  const task = taskOf(spec);
  const session = await open(task.reads(spec).map(({ name }) => name));
  try {
    task.checkPorts(session, spec);
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}
