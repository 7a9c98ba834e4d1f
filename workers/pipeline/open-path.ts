import { part } from '#scripts';
import { deviceOf } from '../../src/core/tuning/backend.ts';
import { hasThings } from '../../src/core/instances/suited.ts';
import type { TrackNumbers } from '../../src/core/instances/track-numbers.ts';
import type { OpenOptions } from '../../src/protocol/live.ts';
import type { ModelSession } from './model-session.ts';
import { createCpuPath } from './cpu-path.ts';
import type { DrawTarget, FramePath } from './frame-path.ts';

export interface OpenPath {
  readonly path: FramePath;
  /** What is not as good as it could be on a GPU; null: nothing. */
  readonly note: string | null;
}

/** The shortest way that this session and this canvas allow: on the GPU, else with every stage on the CPU. */
export async function openPath(session: ModelSession, target: DrawTarget, tracks: TrackNumbers): Promise<OpenPath> {
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
  const { createGpuPath, createHandingPath, taskKernelOf } = await gpuPart();
  const kernel = taskKernelOf(spec);
  if (typeof kernel === 'string') return onCpu(kernel);
  try {
    const { note } = graphics.resident;
    const path = await createGpuPath({ spec, kernel, ...graphics, target, tracks });
    return {
      path: hasThings(spec) ? createHandingPath(path, session, graphics.device, target) : path,
      note: note && `The GPU could be faster: ${note}.`,
    };
  } catch (thrown) {
    return onCpu(thrown instanceof Error ? thrown.message.replace(/\.$/, '') : String(thrown));
  }
}

/** Has what a stream on the GPU needs come while its model does. Whoever opens its path hears of what goes wrong. */
export function expectGpu({ live, backend, tuning }: OpenOptions): void {
  const expected = backend === 'auto' ? tuning?.winner.backend : backend;
  if (live && expected && deviceOf(expected) === 'gpu') void gpuPart().catch(() => undefined);
}

/** Shaders and all that runs them, a third of a worker: a machine that does not use its GPU loads none of it. */
export const gpuPart = () => part(() => import('./gpu/gpu-part.ts'));
