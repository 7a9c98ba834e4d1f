import { can } from '../../src/platform/capabilities.ts';
import { createUprighting } from '../pipeline/upright.ts';
import { decodeRun, findCulprit } from './decode-run.ts';
import type { Decoding } from './decoding.ts';

type Turned = VideoFrameInit & { readonly rotation?: number; readonly flip?: boolean };

/**
 * By the browser's decoder.
 * @param rotation of every frame, degrees, clockwise
 */
export function browserDecoding(config: VideoDecoderConfig, rotation: number, flip: boolean): Decoding<VideoFrame> {
  const turned = rotation !== 0 || flip;
  const uprighting = turned && !can('turnedFrames') ? createUprighting() : null;
  return {
    run: (options) => decodeRun(config, options),
    findCulprit: (options, until) => findCulprit(config, options, until),
    oriented(frame) {
      if (!turned) return frame;
      if (uprighting) return uprighting.run(frame, { degrees: rotation, flip });
      try {
        const init: Turned = { timestamp: frame.timestamp, rotation, flip };
        return new VideoFrame(frame, init);
      } finally {
        frame.close();
      }
    },
  };
}
