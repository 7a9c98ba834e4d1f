import { onceItStays } from '../others-later.ts';
import { Backoff } from './backoff.ts';
import type { Stream } from './stream.ts';
import type { Supervision } from './supervision.ts';

/** A worker that labelled this many frames counts as healthy again. */
const HEALTHY_AFTER = 30;
/** Frames after which it is looked again whether another worker stands by. */
const LOOK_AGAIN = 900;
const SILENCE_MS = 10_000;
/** A stream that loses more than this share of its frames to newer ones has not enough of its worker. */
const CROWDED = 0.25;

/** Sees to a stream's worker while nothing is wrong: whether it replies, what would be faster, which one stands by. */
export class Upkeep {
  readonly #backoff = new Backoff();
  #watch: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly stream: Stream,
    private readonly supervision: Supervision,
    private readonly onChange: () => void,
  ) {}

  /** @param runs whether frames are expected now */
  start(runs: () => boolean): void {
    this.#watch ??= setInterval(() => runs() && this.#checkSilence(), SILENCE_MS);
  }

  /** Twice is harmless. */
  stop(): void {
    clearInterval(this.#watch);
    this.#watch = undefined;
  }

  /** Milliseconds before a dead worker is replaced; null: it was tried often enough. */
  nextPause(): number | null {
    return this.#backoff.next();
  }

  /** A frame was labelled. @param signal gives up what starts now */
  framed(signal: AbortSignal): void {
    const { frames } = this.stream;
    if (frames === HEALTHY_AFTER) void this.#healthy(signal);
    else if (frames % LOOK_AGAIN === 0) this.supervision.standBy();
  }

  /** The worker is well: there is time for what only matters later. */
  async #healthy(signal: AbortSignal): Promise<void> {
    this.#backoff.reset();
    // it is closed by then, or there is nothing to measure
    await this.#tune(signal).catch(() => undefined);
    await this.#spread(signal).catch(() => undefined);
    this.supervision.standBy();
    await onceItStays(signal)
      .then(() => this.#tune(signal, true))
      .catch(() => undefined);
  }

  /** Changes over to a faster way of running the model: the old worker labels on until the new one does. @param others see `PipelineClient.tune` */
  async #tune(signal: AbortSignal, others = false): Promise<void> {
    const { live, recorder } = this.stream;
    const client = live.current;
    const changes = await client?.tune(others);
    if (!client || client !== live.current) return;
    if (changes && this.supervision.supervisor) await this.supervision.newWorker('swap');
    else if (changes && this.stream.source) {
      await this.stream.replaceWorker(this.stream.source, signal);
      recorder.reset();
    }
    this.stream.progress = null;
    this.onChange();
  }

  /** A worker of its own for a stream that does not get enough of one that it shares; that one labels on until then. */
  async #spread(signal: AbortSignal): Promise<void> {
    const { source, live, recorder } = this.stream;
    const { frames, droppedBy } = this.stream.stats();
    if (!source || !live.current?.movable || droppedBy.newer < CROWDED * frames) return;
    await this.stream.replaceWorker(source, signal);
    recorder.reset();
    this.stream.progress = null;
    this.onChange();
  }

  /** A hung worker replies to nothing: a call that it must reply to finds out. */
  #checkSilence(): void {
    const quiet = performance.now() - this.stream.lastFrame > SILENCE_MS;
    if (quiet) this.stream.live.current?.probe(0, 0).catch(() => undefined);
  }
}
