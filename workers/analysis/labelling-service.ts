import { transfer } from 'comlink';
import { PerPixelError, toPerPixelError, toWire, type Reply } from '../../src/shared/errors.ts';
import { packLabels } from '../../src/shared/analysis/label-codec.ts';
import { checkFrame } from '../../src/shared/frame-budget.ts';
import { emptyTimings } from '../../src/shared/metrics.ts';
import type { OpenOptions } from '../../src/shared/protocol.ts';
import { SerialQueue } from '../../src/shared/serial-queue.ts';
import { createModelLoader, type ModelLoader, type ModelSession } from '../model-session.ts';
import { inferenceError } from '../inference-error.ts';
import { resampleConfidence } from '../stages/confidence/confidence.ts';
import { shares } from '../stages/shares/shares.ts';
import { holdLock } from './hold-lock.ts';
import type { LabellingApi, LabellingRequest, LabellingResult } from './labelling-api.ts';

/** Labels one frame after the other, each to the end before the next one begins. */
export function createLabellingService(): LabellingApi {
  const queue = new SerialQueue();
  let loader: ModelLoader | null = null;
  let session: ModelSession | null = null;
  let refine: OpenOptions['refine'] = null;
  let lost: string | null = null;

  return {
    open: (options, onProgress) =>
      reply(async () => {
        await holdLock(options.lock);
        refine = options.refine;
        loader = createModelLoader(options, onProgress);
        return (await start(loader)).info;
      }),
    label: (frame, request) =>
      reply(() =>
        queue.run(async () => {
          try {
            if (lost !== null && loader) await start(loader);
            const result = await label(frame, request);
            const buffers = [result.shares, result.labels, result.packed, result.confidence];
            return transfer(
              result,
              buffers.flatMap((each) => (each ? [each.buffer] : [])),
            );
          } catch (error) {
            // the loss is announced a moment after the run that failed of it
            await new Promise((resolve) => setTimeout(resolve));
            throw inferenceError(error, lost);
          } finally {
            frame.close();
          }
        }),
      ),
  };

  async function start(from: ModelLoader): Promise<ModelSession> {
    await session?.close();
    lost = null;
    const next = await from.open();
    session = next;
    void next.lost.then((reason) => (lost = reason));
    return next;
  }

  async function label(frame: VideoFrame, request: LabellingRequest): Promise<LabellingResult> {
    if (!session) throw new PerPixelError('closed', 'No model is open.', 'Open one first.');
    const size = { width: frame.displayWidth, height: frame.displayHeight };
    checkFrame(size);
    const timings = emptyTimings();
    const into = request.labels ? { into: new Uint8Array(size.width * size.height) } : {};
    const options = {
      frame: size,
      size,
      refine: refine ?? session.spec.refine ?? false,
      streamed: request.streamed !== 'no',
    };
    if (request.streamed === 'first') session.labeller.reset();
    const { labels, counts, scores, grid } = await session.labeller.label(frame, { ...options, ...into }, timings);
    const confidence = request.confidence ? new Float32Array(labels.length) : null;
    if (confidence) resampleConfidence(scores, grid, { confidence });
    return {
      ...size,
      shares: shares(counts, scores.classes),
      labels: request.labels ? labels : null,
      packed: request.packed ? packLabels(labels) : null,
      confidence,
      inference: timings.inference,
    };
  }
}

async function reply<T>(task: () => Promise<T>): Promise<Reply<T>> {
  try {
    return { ok: true, value: await task() };
  } catch (thrown) {
    return { ok: false, error: toWire(toPerPixelError(thrown, 'inference-failed', 'Reload the page and try again.')) };
  }
}
