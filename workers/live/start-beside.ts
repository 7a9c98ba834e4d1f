import { Retries, workerDied } from '../../src/link/retries.ts';
import { PerPixelError } from '../../src/core/errors/errors.ts';
import { backendOf } from '../../src/core/tuning/backend.ts';
import type { Pixels } from '../../src/core/geometry/pixels.ts';
import type { Progress } from '../../src/core/options/progress.ts';
import type { OpenOptions } from '../../src/protocol/live.ts';
import type { Beside } from '../pipeline/cpu/beside.ts';
import { noMemory, type LabellingRequest } from '../video/labelling-api.ts';
import { startLabelling } from '../video/labelling-worker.ts';

const REQUEST: LabellingRequest = { labels: false, packed: false, confidence: false, streamed: 'no' };

/**
 * Opens a model in a worker of this one, on one thread: the frames of the stream need the other cores. One that dies is replaced, but the
 * third in a row.
 * @throws PerPixelError with the codes of models, `worker-crashed`
 */
export async function startBeside(options: OpenOptions, onProgress: (progress: Progress) => void): Promise<Beside> {
  const own: OpenOptions = {
    ...options,
    backend: backendOf('cpu'),
    threads: 1,
    // it runs the model itself on what it is given, and refines nothing
    live: false,
    refine: false,
    mirror: false,
    ensemble: null,
    tuning: null,
  };
  const retries = new Retries();
  let closed = false;
  let worker = startLabelling(own, onProgress);
  await worker;
  retries.atWork();

  return {
    async infer(pixels, heads) {
      const frame = frameOf(pixels);
      try {
        const { inferred } = await (await worker).infer(frame, noMemory(), { ...REQUEST, things: heads });
        retries.reset();
        return inferred;
      } catch (error) {
        // of one that was sent this does nothing
        frame.close();
        if (closed || !workerDied(error)) throw error;
        if (!retries.again(error)) throw stopped(error);
        worker = startLabelling(own, () => undefined);
        // whoever asks next hears of a failure
        worker.then(
          () => retries.atWork(),
          () => undefined,
        );
        return null;
      }
    },
    crash: end,
    close() {
      closed = true;
      end();
    },
  };

  function end(): void {
    worker.then(
      (open) => open.close(),
      () => undefined,
    );
  }
}

/** A copy, which may be handed over. */
function frameOf({ words, width, height }: Pixels): VideoFrame {
  const bytes = new Uint8Array(words.buffer, words.byteOffset, 4 * width * height);
  return new VideoFrame(bytes, { format: 'RGBA', codedWidth: width, codedHeight: height, timestamp: 0 });
}

/** Not the death of the stream's own worker, which another one would mend. */
function stopped(cause: unknown): PerPixelError {
  return new PerPixelError(
    'inference-failed',
    'The worker that runs the model beside the stream stopped three times in a row.',
    'Reload the page; if it happens again, choose a smaller model.',
    { cause },
  );
}
