import type { PipelineClient } from '../../client/pipeline-client.ts';
import { Scheduler } from '../../scheduler/scheduler.ts';
import type { FrameReport } from '../../shared/protocol.ts';
import { STREET_CLASSES } from '../../shared/street-protocol.ts';
import type { FrameSource } from '../../source/source.ts';

/** How long a worker may take to let go of a stream, milliseconds: one that hangs never does. */
const STOP_MS = 1000;

export interface FeedEvents {
  onFrame(report: FrameReport): void;
  onDrop(): void;
  /** @returns whether frames may go on being offered; a stream of its own has ended in any case */
  onError(error: unknown): boolean;
}

/** From a source to a worker, until it ends. Nothing is told after that. */
export class Feed {
  /** Frames go in. */
  running = true;
  readonly #scheduler: Scheduler | null = null;

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
    const stream = source.stream();
    if (stream) {
      client.pump(stream, onFrame).catch((error: unknown) => {
        // a client that has ended never took it
        if (!stream.locked) void closeFrames(stream);
        onError(error);
        this.running = false;
      });
      return;
    }
    this.#scheduler = new Scheduler({
      present: async (frame, meta) => onFrame(await client.present(frame, meta)),
      onDrop: () => events.onDrop(),
      onError,
    });
    source.feed(this.#scheduler);
  }

  /** Resolves when the worker has let go of the frames. Twice is harmless. */
  async end(): Promise<void> {
    this.running = false;
    this.source.feed(null);
    this.#scheduler?.close();
    await Promise.race([
      this.client.stop().catch(() => undefined),
      new Promise((resolve) => setTimeout(resolve, STOP_MS)),
    ]);
  }
}

/** A stream that nobody reads is read to its end: what is cancelled forgets its frames unclosed. */
async function closeFrames(stream: ReadableStream<VideoFrame>): Promise<void> {
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) next.value.close();
}
