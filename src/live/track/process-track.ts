import { PerPixelError } from '../../core/errors/errors.ts';
import { isOf } from '../../core/options/kind.ts';
import type { ProcessedTrack, TrackOptions } from './processed-track.ts';
import { TrackPipeline } from './track-pipeline.ts';

/**
 * Processes a video track: a camera's goes in, and one with its background blurred, replaced or labelled comes out. Resolves once the
 * model is ready.
 * @throws PerPixelError `option-invalid`, `browser-unsupported`, `aborted`, and the codes of models and backends
 */
export async function processTrack(track: MediaStreamTrack, options: TrackOptions = {}): Promise<ProcessedTrack> {
  const pipeline = new TrackPipeline(checkTrack(track), options);
  try {
    await pipeline.open();
  } catch (error) {
    pipeline.stop();
    throw error;
  }
  return pipeline;
}

function checkTrack(track: unknown): MediaStreamTrack {
  const remedy = 'Give a live video track, as of getUserMedia({ video: true }).getVideoTracks()[0].';
  const isTrack = typeof track === 'object' && track !== null && 'readyState' in track && 'kind' in track;
  if (!isTrack || isOf(track, 'Object')) throw new PerPixelError('option-invalid', 'This is no track.', remedy);
  const video = track as unknown as MediaStreamTrack;
  if (video.kind !== 'video') throw new PerPixelError('option-invalid', 'The track is no video.', remedy);
  if (video.readyState === 'ended') throw new PerPixelError('option-invalid', 'The track has ended.', remedy);
  return video;
}
