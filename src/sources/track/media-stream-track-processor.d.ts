/** Chromium's, on Window only: the frames of a camera track as a stream that can be transferred to a worker. */
interface MediaStreamTrackProcessor {
  readonly readable: ReadableStream<VideoFrame>;
}

declare var MediaStreamTrackProcessor:
  (new (init: { track: MediaStreamTrack; maxBufferSize?: number }) => MediaStreamTrackProcessor) | undefined;
