import { SerialQueue } from '../../src/core/async/serial-queue.ts';
import { PerPixelError } from '../../src/core/errors/errors.ts';
import { emptyTimings } from '../../src/core/metrics/metrics.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import type { SegmentingApi, ThreadInfo } from '../../src/protocol/threads.ts';
import { replier } from '../link/reply.ts';
import { labelSingle } from '../pipeline/cpu/single-frame.ts';
import { stopwatch } from '../pipeline/stopwatch.ts';
import type { LabellingSession } from '../video/labelling-service.ts';
import { pictureOf } from './image.ts';
import { openInThread } from './open-model.ts';
import type { SharedPicture } from './shared-frame.ts';

const reply = replier('Try again.');

/** The thread of a segmenter: one frame after the other. */
export function createSegmentingService(onProgress: (progress: Progress) => void): SegmentingApi {
  const queue = new SerialQueue();
  let session: LabellingSession<SharedPicture, ThreadInfo> | null = null;
  let refine: Parameters<SegmentingApi['open']>[0]['refine'] = null;
  return {
    open: (options) =>
      reply(async () => {
        ({ refine } = options);
        session = await openInThread(options, onProgress);
        return session.info;
      }),
    segment: (frame, outputs) =>
      reply(
        () =>
          queue.run(async () => {
            if (!session) throw new PerPixelError('closed', 'No model is open.', 'Open one first.');
            const timings = emptyTimings();
            const clock = stopwatch(timings);
            const picture = await pictureOf(frame);
            clock('capture');
            const size = picture.shown;
            const request = { size, refine: refine ?? session.spec.refine ?? false, outputs };
            return labelSingle(session, picture, request, timings);
          }),
        (maps) => buffersOf(Object.values(maps)),
      ),
    rest: () => reply(() => queue.run(async () => null)),
  };
}

/** What may be handed over: each map's memory, once. */
function buffersOf(values: readonly unknown[]): ArrayBuffer[] {
  const buffers = values.flatMap((value) =>
    ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
  );
  return [...new Set(buffers)];
}
