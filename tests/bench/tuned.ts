import type { Segmenter } from '../../src/perpixel.ts';

type Perpixel = typeof import('../../src/perpixel.ts');

declare global {
  /** In the bench's pages: see `openTuned`. */
  var opensTuned: typeof openTuned;
}

/**
 * A segmenter as a visitor's second one is: `auto` has timed here what there is, and opens the winner. It is sent to pages as text.
 * @returns with what runs it, in a word or two
 */
export async function openTuned(perpixel: Perpixel, model: string): Promise<{ segmenter: Segmenter; ran: string }> {
  // the other library is tried once a page has stayed for 20 s, for which nobody waits here
  const { setTimeout: later } = globalThis;
  globalThis.setTimeout = ((run: () => void, after = 0) => later(run, after === 20_000 ? 0 : after)) as typeof later;
  const first = await perpixel.createSegmenter({ model });
  await first.segment(new ImageData(64, 64));
  const timedAll = (): boolean =>
    first.stats().tuning?.trials.some(({ candidate: { runtime } }) => runtime === 'litert') ?? false;
  for (let tries = 0; !timedAll(); tries += 1) {
    if (tries > 600) throw new Error(`${model} was not timed in both libraries within a minute.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  first.close();
  globalThis.setTimeout = later;
  const segmenter = await perpixel.createSegmenter({ model });
  const { runtime } = segmenter.stats();
  return { segmenter, ran: runtime === 'ort' ? 'ONNX Runtime' : 'LiteRT' };
}
