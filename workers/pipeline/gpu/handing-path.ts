import { SerialQueue } from '../../../src/core/async/serial-queue.ts';
import type { Size } from '../../../src/core/geometry/fit.ts';
import type { Instance } from '../../../src/core/instances/instance.ts';
import { hidesSome, type View } from '../../../src/core/view/view.ts';
import { isVideoFrame, type StreamFrame } from '../../../src/platform/stream-frame.ts';
import { contextWebGpu } from '../../compositor/canvas-context.ts';
import { createCpuPath } from '../cpu-path.ts';
import type { Drawn, DrawTarget, FramePath, LastFrame, PathRequest } from '../frame-path.ts';
import type { ModelSession } from '../model-session.ts';

const WHY = 'Frames are prepared and drawn on the CPU, since things are told apart in them.';

interface Followed {
  readonly seconds: number;
  readonly size: Size;
  readonly instances: readonly Instance[];
}

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
  /** What the CPU shows. Of its own the GPU keeps one itself, and cameras stand still for want of frames that others keep. */
  let last: LastFrame | null = null;
  let view: PathRequest['view'] | null = null;
  let shownBy = onGpu;
  /** The things that were told last; null: none were yet. */
  let followed: Followed | null = null;
  let closed = false;

  return {
    tellsApart: true,
    follows: onGpu.follows,
    present: (frame, request) => queue.run(() => present(frame, request)),
    // a device that went took the picture with it
    redraw: () => queue.run(redraw).catch(() => undefined),
    probe: (x, y) => shownBy.probe(x, y),
    snapshot: () => queue.run(() => shownBy.snapshot()),
    reset() {
      followed = null;
      onGpu.reset();
      onCpu?.reset();
    },
    close() {
      closed = true;
      keep(null);
      onGpu.close();
      onCpu?.close();
    },
  };

  async function present(frame: StreamFrame, request: PathRequest): Promise<Drawn> {
    ({ view } = request);
    const path = pathFor(view());
    handOver(path)?.frame.close();
    if (path !== onGpu) {
      const own = isVideoFrame(frame) ? frame.clone() : await createImageBitmap(frame);
      keep({ frame: own, request });
    }
    const drawn = await presentBy(path, frame, request);
    return path === onGpu ? drawn : handed(drawn);
  }

  async function presentBy(path: FramePath, frame: StreamFrame, request: PathRequest): Promise<Drawn> {
    const drawn = await path.present(frame, request);
    const { seconds, size } = request;
    followed = { seconds, size, instances: drawn.found?.instances ?? [] };
    return drawn;
  }

  async function redraw(): Promise<void> {
    if (!view) return;
    const path = pathFor(view());
    if (path === shownBy) return path.redraw();
    const taken = handOver(path);
    if (!taken) return;
    const request = { ...taken.request, hold: false, follow: false };
    if (path !== onGpu) {
      keep(taken);
      await presentBy(path, taken.frame, request);
      return;
    }
    try {
      await presentBy(path, taken.frame, request);
    } finally {
      taken.frame.close();
    }
  }

  /**
   * Things that one way has numbered keep their numbers on the other: whoever was chosen there must be the same one here.
   * @returns what was shown the other way; null: this way shows already
   */
  function handOver(path: FramePath): LastFrame | null {
    if (path === shownBy) return null;
    if (followed) path.adopt?.(followed.seconds, followed.instances, followed.size);
    shownBy = path;
    if (path !== onGpu) return onGpu.takeLast?.() ?? null;
    const taken = last;
    last = null;
    return taken;
  }

  function pathFor(view: View): FramePath {
    const isCpus = hidesSome(view) || (view.labelling !== 'semantic' && !onGpu.tellsApart);
    return isCpus ? (onCpu ??= createCpuPath(session, { ...target, canvas: sheet, onDrawn: show })) : onGpu;
  }

  /** What the CPU has drawn, on the canvas that the page shows; in the task that drew it. */
  function show(...shown: Parameters<DrawTarget['onDrawn']>): void {
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
    target.onDrawn(...shown);
  }

  function keep(next: LastFrame | null): void {
    last?.frame.close();
    last = closed ? null : next;
    if (closed) next?.frame.close();
  }

  function handed(drawn: Drawn): Drawn {
    return { ...drawn, note: drawn.note ?? WHY };
  }
}
