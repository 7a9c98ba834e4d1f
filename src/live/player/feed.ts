import { atMost } from '../../core/async/at-most.ts';
import type { PipelineClient } from '../pipeline-client.ts';
import { Scheduler } from '../scheduler.ts';
import type { FrameMeta, FrameReport } from '../../protocol/live.ts';
import type { StreamFrame } from '../../platform/stream-frame.ts';
import { STREET_CLASSES } from '../../protocol/street.ts';
import type { FrameSource, LentTrack } from '../../sources/source.ts';

/** How long a worker may take to let go of a stream, milliseconds: one that hangs never does. */
const STOP_MS = 1000;

export interface FeedEvents {
  onFrame(report: FrameReport): void;
  onDrop(): void;
  /** @returns whether frames may go on being offered; a track that was lent has ended in any case */
  onError(error: unknown): boolean;
}

/** This browser lets no worker have a camera's track: it was tried. */
let refused = false;

/** From a source to a worker, until it ends. Nothing is told after that. */
export class Feed {
  /** Frames go in. */
  running = true;
  readonly #scheduler: Scheduler;

  constructor(
    private readonly source: FrameSource,
    private readonly client: PipelineClient,
    events: FeedEvents,
  ) {
    source.truth = STREET_CLASSES.every((name) => client.info.model.classes.some((each) => each.name === name));
    const onFrame = (report: FrameReport): void => {
      if (this.running) events.onFrame(report);
    };
    const onError = (error: unknown): boolean => {
      if (!this.running) return false;
      const goesOn = events.onError(error);
      this.running &&= goesOn;
      return goesOn;
    };
    const present = async (frame: StreamFrame, meta: FrameMeta): Promise<void> =>
      onFrame(await client.present(frame, meta));
    const scheduler = new Scheduler({ present, onDrop: () => events.onDrop(), onError });
    this.#scheduler = scheduler;
    if (!source.lend || refused) {
      source.feed(scheduler);
      return;
    }
    this.#lent(source.lend.bind(source), onFrame)
      .then((taken) => {
        if (!taken && this.running) source.feed(scheduler);
      })
      .catch((error: unknown) => {
        onError(error);
        this.running = false;
      });
  }

  /** @returns whether there was a track to lend, and the browser let the worker have it */
  async #lent(lend: () => Promise<LentTrack | null>, onFrame: (report: FrameReport) => void): Promise<boolean> {
    let taken = false;
    for (let lent = await lend(); lent; lent = await lend()) {
      taken = true;
      const { track, until } = lent;
      if (!this.running) {
        track.stop();
        return true;
      }
      const onEnd = (): void => void this.client.stop().catch(() => undefined);
      until.addEventListener('abort', onEnd, { once: true });
      if (!(await this.client.pumpTrack(track, onFrame))) {
        refused = true;
        return false;
      }
      until.removeEventListener('abort', onEnd);
    }
    return taken;
  }

  /** Resolves when the worker has let go of the frames. Twice is harmless. */
  async end(): Promise<void> {
    this.running = false;
    this.source.feed(null);
    this.#scheduler.close();
    await atMost(STOP_MS, this.client.stop()).catch(() => undefined);
  }
}
