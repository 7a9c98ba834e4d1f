import { deviceOf } from '../../src/core/tuning/backend.ts';
import type { ModelSession } from './model-session.ts';
import { createCpuPath } from './cpu-path.ts';
import type { DrawTarget, FramePath } from './frame-path.ts';
import { taskKernelOf } from '../tasks/tasks.ts';
import { createGpuPath } from './gpu/gpu-path.ts';

export interface OpenPath {
  readonly path: FramePath;
  /** What is not as good as it could be on a GPU; null: nothing. */
  readonly note: string | null;
}

/** The shortest way that this session and this canvas allow: on the GPU, else with every stage on the CPU. */
export async function openPath(session: ModelSession, target: DrawTarget): Promise<OpenPath> {
  const { spec, graphics, info } = session;
  const onCpu = (why: string | null): OpenPath => ({
    path: createCpuPath(session, target),
    note: why && `Frames are prepared and drawn on the CPU, since ${why}.`,
  });
  if (!graphics) {
    const onGpu = deviceOf(info.backend) === 'gpu';
    if (!session.alone && onGpu) return onCpu('several predictions are averaged');
    return onCpu(
      onGpu ? 'the model takes bytes or halves, or gives class ids or halves, which the shaders do not' : null,
    );
  }
  const kernel = taskKernelOf(spec);
  if (typeof kernel === 'string') return onCpu(kernel);
  try {
    const { note } = graphics.resident;
    return {
      path: await createGpuPath({ spec, kernel, ...graphics, target }),
      note: note && `The GPU could be faster: ${note}.`,
    };
  } catch (thrown) {
    return onCpu(thrown instanceof Error ? thrown.message.replace(/\.$/, '') : String(thrown));
  }
}
