import { PerPixelError } from '../../core/errors/errors.ts';
import type { LatencyReport } from '../../core/metrics/metrics.ts';
import { processTrack } from './process-track.ts';
import type { ProcessedTrack, TrackOptions } from './processed-track.ts';

/** What LiveKit hands to a processor, as far as it is of use here. */
export interface ProcessorInit {
  readonly track: MediaStreamTrack;
}

/**
 * `processTrack` with the interface of LiveKit's track processors: `await track.setProcessor(new TrackProcessor({ overlay: 'blur' }))`.
 * What it gives for another track is another track.
 */
export class TrackProcessor {
  readonly name = 'perpixel';
  processedTrack: MediaStreamTrack | undefined;
  #processed: ProcessedTrack | null = null;
  #options: TrackOptions;
  /** Ends what is being opened. */
  #opening = new AbortController();

  constructor(options: TrackOptions = {}) {
    this.#options = options;
  }

  /** @throws PerPixelError as `processTrack` does */
  async init({ track }: ProcessorInit): Promise<void> {
    await this.destroy();
    const opening = new AbortController();
    this.#opening = opening;
    const { signal } = this.#options;
    const giveUp = (): void => opening.abort(signal?.reason);
    if (signal?.aborted) giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
    const processing = processTrack(track, { ...this.#options, signal: opening.signal });
    this.#processed = await processing.finally(() => signal?.removeEventListener('abort', giveUp));
    this.processedTrack = this.#processed.track;
  }

  /** Takes another track, as `init` does. */
  restart(init: ProcessorInit): Promise<void> {
    return this.init(init);
  }

  /** Twice is harmless. */
  async destroy(): Promise<void> {
    this.#opening.abort();
    this.#processed?.stop();
    this.#processed = null;
    this.processedTrack = undefined;
  }

  /** Changes what is named, of the track that is on and of those that follow. */
  update(options: TrackOptions): void {
    this.#processed?.update(options);
    this.#options = { ...this.#options, ...options };
  }

  /** @throws PerPixelError `source-unavailable` before a track is on */
  stats(): LatencyReport {
    if (this.#processed) return this.#processed.stats();
    throw new PerPixelError('source-unavailable', 'No track is being processed.', 'Call init() first.');
  }
}
