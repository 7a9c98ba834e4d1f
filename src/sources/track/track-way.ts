import { createCaptureClock } from '../../platform/capture-clock.ts';
import { wallClock, type FrameSink, type LentTrack } from '../source.ts';
import { presentedFrames } from '../video/presented-frames.ts';

/** Frames that may queue in the browser while the page is busy; the sink keeps the newest and counts the others. */
const BUFFERED = 4;

/** A track whose frames are wanted, as its owner keeps it. */
export interface TrackHost {
  /** The one that is on. */
  current(): MediaStreamTrack;
  /** Asks the track, or a clone of it, for as many frames as are wanted. */
  limit(track: MediaStreamTrack): Promise<void>;
  /** Fewer are wanted than it gives by itself. */
  limited(): boolean;
  paused(): boolean;
  /** It is on and gives no picture. */
  onSilent(cause: unknown): void;
}

/** How the frames of a live track come to a worker; as a `FrameSource` has it. */
export interface TrackWay {
  lend(): Promise<LentTrack | null>;
  feed(sink: FrameSink | null): void;
  /** Other frames are wanted than before: the track that feeds is told. */
  limit(): void;
}

export function trackWay(host: TrackHost): TrackWay {
  return typeof MediaStreamTrackProcessor === 'undefined' ? new ElementWay(host) : new StreamWay(host);
}

/**
 * Chromium: the page reads the track's frames and hands them on one by one. Its stream is not transferred: where page and
 * worker are both busy meanwhile, a frame is lost on the way, and a camera that lends no more than two stands still until
 * somebody collects garbage.
 */
class StreamWay implements TrackWay {
  #branch: MediaStreamTrack | null = null;

  constructor(private readonly host: TrackHost) {}

  async lend(): Promise<null> {
    return null;
  }

  limit(): void {
    // the clone has constraints of its own, and the track itself feeds nobody
    if (this.#branch) void this.host.limit(this.#branch);
  }

  /** Each sink has a clone of the track to itself, whose end is the end of its frames. */
  feed(sink: FrameSink | null): void {
    this.#branch?.stop();
    this.#branch = null;
    const track = this.host.current();
    if (!sink || track.readyState === 'ended') return;
    const branch = track.clone() as MediaStreamVideoTrack;
    this.#branch = branch;
    if (this.host.limited()) void this.host.limit(branch);
    const { readable } = new MediaStreamTrackProcessor({ track: branch, maxBufferSize: BUFFERED });
    this.#read(readable.getReader(), branch, sink).catch((cause: unknown) => {
      if (branch === this.#branch) this.host.onSilent(cause);
    });
  }

  /** To its end, and not cancelled: what comes late must be closed, and a cancelled stream forgets its frames. */
  async #read(
    reader: ReadableStreamDefaultReader<VideoFrame>,
    branch: MediaStreamTrack,
    sink: FrameSink,
  ): Promise<void> {
    const clock = createCaptureClock();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const frame = next.value;
      const captured = clock.captured(frame.timestamp / 1000, wallClock());
      if (branch === this.#branch) sink.offer(frame, { seconds: frame.timestamp / 1e6, captured, truth: null });
      else frame.close();
    }
  }
}

/** Elsewhere: Safari's worker takes the frames from a track of its own; others get them through a video element that nobody sees. */
class ElementWay implements TrackWay {
  #stop: (() => void) | null = null;
  #lending: AbortController | null = null;
  #limiting: Promise<void> = Promise.resolve();

  constructor(private readonly host: TrackHost) {}

  async lend(): Promise<LentTrack | null> {
    this.feed(null);
    // what a track is limited to its clones are
    await this.#limiting;
    const track = this.host.current();
    if (track.readyState === 'ended') return null;
    const lending = new AbortController();
    this.#lending = lending;
    return { track: track.clone(), until: lending.signal };
  }

  limit(): void {
    this.#limiting = this.host.limit(this.host.current());
    // a track that was handed over is out of reach: the next one is limited
    this.#lending?.abort();
  }

  feed(sink: FrameSink | null): void {
    this.#lending?.abort();
    this.#lending = null;
    this.#stop?.();
    this.#stop = null;
    if (!sink) return;
    const video = document.createElement('video');
    video.muted = true;
    video.playsInline = true;
    video.srcObject = new MediaStream([this.host.current()]);
    const clock = createCaptureClock();
    const frames = presentedFrames(video, {
      onFrame: ({ frame, seconds }) => {
        const captured = clock.captured(seconds * 1000, wallClock());
        if (this.host.paused()) frame.close();
        else sink.offer(frame, { seconds, captured, truth: null });
      },
      onSilent: (cause) => this.host.onSilent(cause),
    });
    video.play().catch(() => undefined);
    this.#stop = () => {
      frames.stop();
      video.srcObject = null;
    };
  }
}
