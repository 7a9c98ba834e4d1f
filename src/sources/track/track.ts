import { PerPixelError } from '../../core/errors/errors.ts';
import type { Size } from '../../core/geometry/fit.ts';
import type { FrameSink, FrameSource, LentTrack, Playback, SourceEvents } from '../source.ts';
import { trackWay } from './track-way.ts';
import { TRACK } from './traits.ts';

const PLAYBACK: Playback = { paused: false, time: 0, duration: Infinity, seekable: false, loop: false };

/** A video track of somebody else's, who stops it: its frames come from clones of it. */
export function openTrack(track: MediaStreamTrack, events: SourceEvents): FrameSource {
  return new TrackSource(track, events);
}

class TrackSource implements FrameSource {
  readonly traits = TRACK;
  readonly mirrored = false;
  readonly playback = PLAYBACK;
  truth = false;
  readonly #way = trackWay({
    current: () => this.track,
    limit: async () => undefined,
    limited: () => false,
    paused: () => false,
    onSilent: (cause) => this.events.onError(silent(cause)),
  });

  constructor(
    private readonly track: MediaStreamTrack,
    private readonly events: SourceEvents,
  ) {}

  get label(): string {
    return this.track.label;
  }

  get muted(): boolean {
    return this.track.muted;
  }

  get size(): Size {
    const { width = 640, height = 480 } = this.track.getSettings();
    return { width, height };
  }

  lend(): Promise<LentTrack | null> {
    return this.#way.lend();
  }

  feed(sink: FrameSink | null): void {
    this.#way.feed(sink);
  }

  async play(): Promise<void> {}

  pause(): void {}

  async seek(): Promise<void> {}

  setLoop(): void {}

  close(): void {
    this.feed(null);
  }
}

function silent(cause: unknown): PerPixelError {
  return new PerPixelError(
    'source-unavailable',
    'The track gives no picture.',
    'Look whether its camera is covered or in use elsewhere, or give another track.',
    { cause },
  );
}
