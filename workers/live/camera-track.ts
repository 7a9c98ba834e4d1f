import type { CameraTrack } from '../../src/protocol/live.ts';

interface TrackProcessor {
  readonly readable: ReadableStream<VideoFrame>;
}

/** In workers it is Safari's: Chromium has it in pages, which read it there (`src/sources/track`). */
interface Global {
  readonly MediaStreamTrackProcessor?: new (init: {
    readonly track: CameraTrack;
    readonly maxBufferSize: number;
  }) => TrackProcessor;
}

/** As the page's: the newest is kept, and the others are counted. */
const BUFFERED = 4;

/** The frames of a track that was handed to this worker; null: this browser does not give them here. */
export function framesOf(track: CameraTrack): ReadableStream<VideoFrame> | null {
  const { MediaStreamTrackProcessor: Processor } = globalThis as Global;
  try {
    return Processor ? new Processor({ track, maxBufferSize: BUFFERED }).readable : null;
  } catch {
    return null;
  }
}
