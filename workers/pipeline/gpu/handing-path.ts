import { SerialQueue } from '../../../src/core/async/serial-queue.ts';
import type { Instance } from '../../../src/core/instances/instance.ts';
import { hidesSome, type View } from '../../../src/core/view/view.ts';
import { isVideoFrame, type StreamFrame } from '../../../src/platform/stream-frame.ts';
import { contextWebGpu } from '../../compositor/canvas-context.ts';
import { createCpuPath } from '../cpu-path.ts';
import type { Drawn, DrawTarget, FramePath, PathRequest } from '../frame-path.ts';
import type { ModelSession } from '../model-session.ts';

const WHY = 'Frames are prepared and drawn on the CPU, since things are told apart in them.';

/**
 * A way on the GPU that hands frames to the CPU where a view shows what only that can: who is kept and who is hidden, which no late
 * read-back may decide, and things apart where the task has no kernel for them. Their pictures go back onto the same canvas.
 */
export function createHandingPath(
  onGpu: FramePath,
  session: ModelSession,
  device: GPUDevice,
  target: DrawTarget,
): FramePath {
  // frames and drawings of the last one again do not cross: both ways run one model
  const queue = new SerialQueue();
  const sheet = new OffscreenCanvas(1, 1);
  let onCpu: FramePath | null = null;
  let last: { readonly frame: StreamFrame; readonly request: PathRequest } | null = null;
  let shownBy = onGpu;
  /** What the GPU has told of things last. */
  let followed: { readonly seconds: number; readonly instances: readonly Instance[] } = { seconds: 0, instances: [] };
  let closed = false;

  return {
    tellsApart: true,
    follows: onGpu.follows,
    present: (frame, request) => queue.run(() => present(frame, request)),
    // a device that went took the picture with it
    redraw: () => queue.run(redraw).catch(() => undefined),
    probe: (x, y) => shownBy.probe(x, y),
    snapshot: () => shownBy.snapshot(),
    reset() {
      onGpu.reset();
      onCpu?.reset();
    },
    close() {
      closed = true;
      last?.frame.close();
      last = null;
      onGpu.close();
      onCpu?.close();
    },
  };

  async function present(frame: StreamFrame, request: PathRequest): Promise<Drawn> {
    const path = pathFor(request.view());
    await keep(frame, request);
    handOver(path);
    const drawn = await path.present(frame, request);
    if (path !== onGpu) return handed(drawn);
    followed = { seconds: request.seconds, instances: drawn.found?.instances ?? [] };
    return drawn;
  }

  async function redraw(): Promise<void> {
    if (!last) return;
    const path = pathFor(last.request.view());
    if (path === shownBy) return path.redraw();
    handOver(path);
    await path.present(last.frame, { ...last.request, hold: false, follow: false });
  }

  /** Things that the GPU has numbered keep their numbers on the CPU: whoever was chosen there must be the same one here. */
  function handOver(path: FramePath): void {
    if (shownBy === onGpu && path !== onGpu) path.adopt?.(followed.seconds, followed.instances);
    shownBy = path;
  }

  function pathFor(view: View): FramePath {
    const isCpus = hidesSome(view) || (view.labelling !== 'semantic' && !onGpu.tellsApart);
    return isCpus ? (onCpu ??= createCpuPath(session, { canvas: sheet, onDrawn: show })) : onGpu;
  }

  /** What the CPU has drawn, on the canvas that the page shows; in the task that drew it. */
  function show(shown: Parameters<DrawTarget['onDrawn']>[0]): void {
    const context = contextWebGpu(target.canvas);
    if (!context) return;
    const { width, height } = sheet;
    if (target.canvas.width !== width) target.canvas.width = width;
    if (target.canvas.height !== height) target.canvas.height = height;
    device.queue.copyExternalImageToTexture(
      { source: sheet },
      { texture: context.getCurrentTexture(), premultipliedAlpha: true },
      { width, height },
    );
    target.onDrawn(shown);
  }

  async function keep(frame: StreamFrame, request: PathRequest): Promise<void> {
    const own = isVideoFrame(frame) ? frame.clone() : await createImageBitmap(frame);
    last?.frame.close();
    last = closed ? null : { frame: own, request };
    if (closed) own.close();
  }

  function handed(drawn: Drawn): Drawn {
    return { ...drawn, note: drawn.note ?? WHY };
  }
}
