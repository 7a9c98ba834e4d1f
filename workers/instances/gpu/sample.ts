import type { Instance } from '../../../src/core/instances/instance.ts';
import { toInstance } from '../things.ts';
import { SLOTS } from './ranking.ts';

/** Words before the entries: the last track's number, width and height of the label map, then of the frame. */
const HEAD = 5;
/** Words of an entry: number, track, class, score, left, top, right, bottom, area. */
const ENTRY = 9;

export const SAMPLE_WORDS = HEAD + SLOTS * ENTRY;

export interface ThingsSample {
  readonly instances: readonly Instance[];
  /** The highest number that a track has been given. */
  readonly lastTrack: number;
}

/** What `follow.wgsl` leaves to be read back. */
export function readSample(bytes: ArrayBuffer): ThingsSample {
  const words = new Uint32Array(bytes);
  const floats = new Float32Array(bytes);
  const [lastTrack = 0, mapWidth = 1, mapHeight = 1, width = 1, height = 1] = words;
  const instances: Instance[] = [];
  for (let at = HEAD; at < SAMPLE_WORDS; at += ENTRY) {
    const [id = 0, track = 0, classId = 0, , x = 0, y = 0, right = 0, bottom = 0, area = 0] = words.subarray(at);
    if (id === 0) continue;
    const region = { classId, area, box: { x, y, width: right - x, height: bottom - y } };
    const map = { width: mapWidth, height: mapHeight };
    const instance = toInstance(region, { id, score: floats[at + 3]! }, map, { width, height });
    instances.push({ ...instance, track });
  }
  return { instances, lastTrack };
}
