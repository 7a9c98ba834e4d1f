import type { PerPixelError } from '../core/errors/errors.ts';
import type { Size } from '../core/geometry/fit.ts';
import type { FrameMeta } from '../protocol/live.ts';
import type { StreamFrame } from '../platform/stream-frame.ts';
import type { SourceTraits } from './traits.ts';

/** Where a source puts its frames. */
export interface FrameSink {
  /** Takes the frame. A newer one may take its place before it is labelled. */
  offer(frame: StreamFrame, meta: FrameMeta): void;
  /** Resolves when the next frame would not have to wait for another: for sources that make frames on demand. */
  room(): Promise<void>;
}

export interface Playback {
  readonly paused: boolean;
  /** Seconds. */
  readonly time: number;
  /** Seconds: where its first picture begins, by the same clock. Absent: at 0, as most do. */
  readonly start?: number;
  /** Seconds: where its last picture ends; Infinity for a live source. */
  readonly duration: number;
  readonly seekable: boolean;
  readonly loop: boolean;
}

export interface SourceEvents {
  /** Playback changed. */
  onChange(): void;
  /** The source broke while running (unplugged, undecodable); it hands out no more frames. */
  onError(error: PerPixelError): void;
  /** It is still open and has given no picture for a moment. */
  onMuted?(): void;
  /** It opens, though not as was hoped: what the visitor should know. */
  onNotice?(notice: PerPixelError): void;
}

export interface FileOptions extends SourceEvents {
  readonly signal?: AbortSignal | undefined;
}

/** A track that a worker may have for its own. */
export interface LentTrack {
  /** Whoever takes it stops it. */
  readonly track: MediaStreamTrack;
  /** Aborted when it has to be stopped. */
  readonly until: AbortSignal;
}

/** Something that frames come from. Owns its camera, element or worker until `close`. */
export interface FrameSource {
  readonly traits: SourceTraits;
  /** For the visitor: a file's name, a camera's. */
  readonly label: string;
  /** Of the frames, pixels. */
  readonly size: Size;
  /** True for a camera that faces the visitor: shown as in a mirror. */
  readonly mirrored: boolean;
  readonly playback: Playback;
  /** It is open and gives no picture: a shutter is closed, or a cable is loose. Absent: never. */
  readonly muted?: boolean;
  /** Of a camera: which one is on. */
  readonly deviceId?: string;
  /** Why it is another one than was asked for; null or absent: it is not. */
  readonly instead?: PerPixelError | null;
  /** For tests: ends as if it had been pulled out. Absent: it cannot be. */
  unplug?(): void;
  /** Whether frames should come with their exact labels, where the source knows them. */
  truth: boolean;
  /**
   * A track to transfer to the worker, for browsers that take frames from one only there; null or absent: frames come
   * through a sink. A new one each call, which ends the last one.
   */
  lend?(): Promise<LentTrack | null>;
  /** Hands frames to this sink from now on; null: to nobody. A source at rest hands its frame out again. */
  feed(sink: FrameSink | null): void;
  play(): Promise<void>;
  pause(): void;
  /** @param seconds within the duration; resolves when the frame there has been handed out */
  seek(seconds: number): Promise<void>;
  setLoop(loop: boolean): void;
  /** Asks a camera for so many frames a second; null: as many as it gives. Other sources have no such thing. */
  setRate?(rate: number | null): void;
  /** Twice is harmless. */
  close(): void;
}

/** The clock that frames are stamped with: the same on every thread, milliseconds. */
export function wallClock(): number {
  return performance.timeOrigin + performance.now();
}
