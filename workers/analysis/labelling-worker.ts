import { proxy, releaseProxy, transfer, wrap } from 'comlink';
import { PerPixelError, unwrap, type Reply } from '../../src/shared/errors.ts';
import type { OpenOptions, PipelineInfo, Progress } from '../../src/shared/protocol.ts';
import type { LabellingApi, LabellingRequest, LabellingResult } from './labelling-api.ts';

/** A worker that labels, seen from the analysis worker. One that died stays dead: start another. */
export interface LabellingWorker {
  readonly info: PipelineInfo;
  /** Takes the frame. */
  label(frame: VideoFrame, request: LabellingRequest): Promise<LabellingResult>;
  /** Ends the worker, as a crash would. Twice is harmless. */
  close(): void;
}

/** @throws PerPixelError with the codes of models and backends, `worker-crashed` */
export async function startLabelling(
  options: OpenOptions,
  onProgress: (progress: Progress) => void,
): Promise<LabellingWorker> {
  const worker = new Worker(new URL('../labelling.worker.ts', import.meta.url), {
    type: 'module',
    name: 'perpixel labelling',
  });
  const api = wrap<LabellingApi>(worker);
  const lock = `perpixel-labelling-${crypto.randomUUID()}`;
  let fail: (error: PerPixelError) => void = () => undefined;
  const death = new Promise<never>((_, reject) => (fail = reject));
  death.catch(() => undefined);
  let open = false;

  function close(why = 'it was closed'): void {
    fail(new PerPixelError('worker-crashed', `A labelling worker stopped (${why}).`, 'Start the analysis again.'));
    worker.terminate();
    api[releaseProxy]();
  }

  async function call<T>(answer: Promise<Reply<T>>): Promise<T> {
    return unwrap(await Promise.race([answer, death]));
  }

  worker.addEventListener('error', (event) => {
    if (!open) close(event.message || 'its script did not load');
  });
  try {
    const info = await call(
      api.open(
        { ...options, lock },
        proxy((progress: Progress) => onProgress(progress)),
      ),
    );
    open = true;
    // the lock comes to us when the worker is gone, whatever ended it
    void navigator.locks.request(lock, () => close('the browser ended it'));
    return {
      info,
      label: (frame, request) => call(api.label(transfer(frame, [frame]), request)),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
