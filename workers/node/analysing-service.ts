import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import type { AnalysingApi, ThreadInfo } from '../../src/protocol/threads.ts';
import { replier } from '../link/reply.ts';
import { startPass, type Pass } from '../video/pass.ts';
import { createPool, type Pool } from '../video/pool.ts';
import type { OpenVideo } from '../video/video-file.ts';
import { labelThreads } from './label-threads.ts';
import type { SharedFrame } from './shared-frame.ts';
import { openInNode } from './video.ts';

const reply = replier('Start the analysis again.');

/** The thread of one analysis: decodes frames, has other threads label them, and hands out what they say in order. */
export function createAnalysingService(onProgress: (progress: Progress) => void): AnalysingApi {
  let video: OpenVideo<SharedFrame> | null = null;
  let pool: Pool<SharedFrame, ThreadInfo> | null = null;
  let pass: Pass | null = null;
  /** How the pool's model was opened. */
  let open = '';
  return {
    openVideo: (source) =>
      reply(async () => {
        video?.close();
        video = await openInNode(source);
        return { info: video.info, timestamps: video.timestamps };
      }),
    openModel: (options) =>
      reply(async () => {
        const key = JSON.stringify(options);
        if (pool && key === open) return pool.info;
        pool?.close();
        pool = null;
        pool = await createPool(options, labelThreads(options), onProgress);
        open = key;
        return pool.info;
      }),
    begin: (options) =>
      reply(async () => {
        pass?.halt();
        if (!video || !pool) throw closed();
        pass = startPass({ video, pool, keep: null, most: underWay(pool.info) }, options);
        return null;
      }),
    rest: () =>
      reply(async () => {
        pass?.halt();
        pass = null;
        video?.close();
        video = null;
        return null;
      }),
    take: () =>
      reply(
        async () => {
          if (!pass) throw closed();
          return pass.take();
        },
        ({ frames }) =>
          frames.flatMap(({ labels, confidence, instanceMap }) =>
            [labels, confidence, instanceMap].flatMap((map) => (map ? [map.buffer] : [])),
          ),
      ),
  };
}

/** Enough that no thread waits: each has one more in front of it, and some wait for their turn where frames belong in order. */
function underWay({ threads }: ThreadInfo): number {
  return 2 * threads + 2;
}

function closed(): PerPixelError {
  return new PerPixelError('closed', 'No video is open.', 'Open one first.');
}
