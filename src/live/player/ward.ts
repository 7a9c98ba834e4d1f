import type { Caretaker, Supervised } from '../../apps/kiosk/supervisor/supervised.ts';
import { PerPixelError } from '../../core/errors/errors.ts';
import type { LatencyReport } from '../../core/metrics/metrics.ts';
import { faultOf } from '../../apps/kiosk/supervisor/troubles.ts';
import { foreseen, type Stream } from './stream.ts';

/** A player's stream in another's care: what goes wrong is told, and mended from outside. */
export class Ward implements Supervised {
  caretaker: Caretaker | null = null;
  /** Attempts at a source and at a worker, which know nothing of one another. */
  #sourcing = new AbortController();
  #replacing: AbortController | null = null;

  #renewing = false;

  constructor(private readonly stream: Stream) {}

  get expecting(): boolean {
    const { source } = this.stream;
    return source !== null && source.kind !== 'image' && !source.playback.paused;
  }

  async restartSource(name: string): Promise<void> {
    this.#sourcing.abort();
    this.#sourcing = new AbortController();
    const { signal } = this.#sourcing;
    const { stream } = this;
    if (!stream.live.current && !this.#replacing) void stream.expect(name);
    const opened = await stream.open(name, signal);
    opened.setLoop(true);
    try {
      if (opened.muted) throw givesNoPicture();
      const { current } = stream.live;
      // what else it takes to label this source is got ready while the old one is shown
      const next = current && (await stream.prepare(opened, signal));
      await stream.unfeed();
      stream.take(opened);
      if (next) stream.adopt(next, true);
      else if (current) await stream.forget(current).catch(() => undefined);
    } catch (error) {
      if (opened !== stream.source) opened.close();
      throw error;
    }
    if (stream.live.current) stream.feed();
    else if (!this.#replacing) void this.startWorker();
  }

  async renewSession(always: boolean): Promise<void> {
    const { stream } = this;
    const client = stream.live.current;
    if (!client) throw noWorker();
    if (always) await stream.unfeed();
    this.#renewing = true;
    await client.renew(always).finally(() => {
      this.#renewing = false;
    });
    if (client === stream.live.current && !stream.flows) stream.feed();
  }

  async newWorker(how: 'replace' | 'swap' | 'other-backend'): Promise<void> {
    this.#replacing?.abort();
    const replacing = new AbortController();
    this.#replacing = replacing;
    const { stream } = this;
    const other = stream.live.info?.backend === 'webgpu' ? 'wasm' : 'auto';
    stream.instead = how === 'other-backend' ? other : null;
    if (how !== 'swap') stream.live.end();
    try {
      if (!stream.source) throw noWorker();
      await stream.replaceWorker(stream.source, replacing.signal);
    } finally {
      if (this.#replacing === replacing) this.#replacing = null;
    }
  }

  async ping(): Promise<void> {
    if (!this.stream.live.current) throw noWorker();
    await this.stream.live.current.ping();
  }

  stats(): LatencyReport {
    return this.stream.stats();
  }

  /**
   * A worker for the source that is open. One that labels goes on until the next one does, and for good where there is none
   * to be had for new settings; without one the caretaker hears what went wrong.
   * @returns what went wrong; null: nothing, or a newer attempt ended this one
   */
  async startWorker(): Promise<PerPixelError | null> {
    const labels = this.stream.live.current !== null;
    try {
      await this.newWorker(labels ? 'swap' : 'replace');
      return null;
    } catch (thrown) {
      const error = foreseen(thrown);
      if (error.code === 'aborted') return null;
      if (labels && this.stream.live.current) this.stream.keepWorker();
      else this.caretaker?.fault('labelling', 'start', error);
      return error;
    }
  }

  /** What does not end by itself. */
  suffer(part: 'source' | 'labelling', error: PerPixelError): void {
    // the one that stands by has the same device, or had
    if (error.code === 'backend-unavailable' || error.code === 'device-lost') this.stream.live.dropStandby();
    this.caretaker?.fault(part, faultOf(part, error), error);
  }

  /** A worker that opens its model anew without having been asked had lost its device. */
  renewed(cause: PerPixelError): void {
    if (!this.#renewing) this.suffer('labelling', cause);
  }

  /** The worker is well: one like it is readied for when it dies. */
  standBy(): void {
    const { source, live } = this.stream;
    if (this.caretaker && source && live.current) live.standBy(this.stream.standby(source));
  }

  /** Twice is harmless. */
  close(): void {
    this.#sourcing.abort();
    this.#replacing?.abort();
    this.#replacing = null;
  }
}

export function givesNoPicture(): PerPixelError {
  return new PerPixelError('camera-busy', 'The camera gives no picture.', 'Open its shutter, or plug it in again.');
}

function noWorker(): PerPixelError {
  return new PerPixelError('worker-crashed', 'No worker is running.', 'Wait for the next one.');
}
