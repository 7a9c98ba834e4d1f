import { SerialQueue } from '../../src/core/async/serial-queue.ts';
import { PerPixelError, throwIfAborted } from '../../src/core/errors/errors.ts';
import { emptyTimings } from '../../src/core/metrics/metrics.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import type { SegmentingApi, ThreadInfo } from '../../src/protocol/threads.ts';
import { buffersOf } from '../link/buffers-of.ts';
import { Calls } from '../link/calls.ts';
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
  const calls = new Calls();
  let session: LabellingSession<SharedPicture, ThreadInfo> | null = null;
  let refine: Parameters<SegmentingApi['open']>[0]['refine'] = null;
  return {
    open: (options) =>
      reply(async () => {
        ({ refine } = options);
        session = await openInThread(options, onProgress);
        return session.info;
      }),
    segment: (frame, request, call) =>
      reply(
        () =>
          calls.run(call, (signal) =>
            queue.run(async () => {
              throwIfAborted(signal);
              if (!session) throw new PerPixelError('closed', 'No model is open.', 'Open one first.');
              const timings = emptyTimings();
              const clock = stopwatch(timings);
              const picture = await pictureOf(frame);
              clock('capture');
              const size = picture.shown;
              const options = { size, refine: refine ?? session.spec.refine ?? false, request, signal };
              return labelSingle(session, picture, options, timings);
            }),
          ),
        buffersOf,
      ),
    giveUp: (call) => reply(async () => (calls.giveUp(call), null)),
    rest: () => reply(() => queue.run(async () => null)),
  };
}
