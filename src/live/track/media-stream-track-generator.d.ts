/** Chromium's, on Window only: a track whose frames a page writes. */
interface MediaStreamTrackGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>;
}

declare var MediaStreamTrackGenerator: (new (init: { kind: 'video' }) => MediaStreamTrackGenerator) | undefined;
