import type { Reply } from '../../src/core/errors/errors.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import type { ThreadInfo, ThreadOpenOptions } from '../../src/protocol/threads.ts';
import type { LabellingApi } from '../video/labelling-api.ts';
import { createLabellingService } from '../video/labelling-service.ts';
import { openInThread } from './open-model.ts';
import type { SharedPicture } from './shared-frame.ts';

/** A thread that labels: the browser's service, on pictures in memory that its caller holds. Progress is said aside. */
export interface LabellingThreadApi extends Omit<LabellingApi<SharedPicture, ThreadOpenOptions, ThreadInfo>, 'open'> {
  open(options: ThreadOpenOptions): Promise<Reply<ThreadInfo>>;
}

export function createLabellingThread(onProgress: (progress: Progress) => void): LabellingThreadApi {
  const service = createLabellingService<SharedPicture, ThreadOpenOptions, ThreadInfo>({
    load: (options, hears) => ({ open: () => openInThread(options, hears) }),
    sizeOf: ({ shown }) => shown,
    // its memory is its caller's
    close: () => undefined,
  });
  return { ...service, open: (options) => service.open(options, onProgress) };
}
