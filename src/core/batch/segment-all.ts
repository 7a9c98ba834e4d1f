import { abortable } from '../async/abortable.ts';
import { inOrder } from '../async/in-order.ts';
import { readerOf, type Items } from '../async/items.ts';
import { PerPixelError, throwIfAborted } from '../errors/errors.ts';
import type { GivenMaps } from '../labels/map-memory.ts';
import type { MapType } from '../labels/score-maps.ts';
import { segmentAllOptions } from '../options/options.ts';
import { readableValue } from '../options/readable-value.ts';
import type { SegmentOptions } from '../options/segment-options.ts';

/** What is wanted of each of many frames. */
export interface SegmentAllOptions<Type extends MapType = 'float32'> extends Omit<SegmentOptions<Type>, 'into'> {
  /**
   * Takes the memory of each result for another one as soon as the next one is asked for: default false. Copy what is to be kept. Nothing
   * large is allocated then, however many frames there are.
   */
  readonly reuse?: boolean;
}

/** So many frames are read, labelled or waiting to be taken at once: one at work, one behind it and one on its way there. */
const AHEAD = 3;

/** Errors after which no frame could be labelled. */
const ENDS: readonly string[] = ['closed', 'aborted', 'option-invalid'];

/**
 * Labels frames as they come, in order.
 * @param segment labels one
 */
export async function* segmentAll<Frame, Result extends GivenMaps, Type extends MapType>(
  frames: Items<Frame>,
  given: SegmentAllOptions<Type> | undefined,
  segment: (frame: Frame, options: SegmentOptions<Type>) => Promise<Result>,
): AsyncGenerator<PromiseSettledResult<Result>, void, undefined> {
  const { reuse, signal, transfer } = segmentAllOptions(given);
  throwIfAborted(signal);
  const reader = readerOf(frames);
  if (!reader) throw noFrames(frames);
  const { reuse: _, ...options } = given ?? {};
  const spare: GivenMaps[] = [];
  const ending = new AbortController();
  const end = (): void => ending.abort(signal?.reason);
  signal?.addEventListener('abort', end, { signal: ending.signal });
  const results = inOrder(
    reader,
    (frame: Frame) => {
      const into = spare.pop();
      return segment(frame, { ...options, ...(into ? { into } : {}), signal: ending.signal });
    },
    { ahead: AHEAD, signal: ending.signal, drop: (frame) => transfer && close(frame) },
  );
  try {
    for (;;) {
      const { done, value: result } = await abortable(results.next(), signal);
      if (done) return;
      if (result.status === 'rejected' && endsAll(result.reason)) throw result.reason;
      yield result;
      if (reuse && result.status === 'fulfilled') spare.push(result.value);
    }
  } finally {
    // what is still on its way is wanted no more
    ending.abort();
    results.return().catch(() => undefined);
  }
}

function endsAll(reason: unknown): boolean {
  return reason instanceof PerPixelError && ENDS.includes(reason.code);
}

function close(frame: unknown): void {
  if (typeof frame === 'object' && frame !== null && 'close' in frame && typeof frame.close === 'function')
    frame.close();
}

function noFrames(given: unknown): PerPixelError {
  return new PerPixelError(
    'option-invalid',
    `Frames cannot be ${readableValue(given)}.`,
    'Pass a list, a generator or a ReadableStream of frames.',
  );
}
