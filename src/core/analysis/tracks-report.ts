import type { Box } from '../instances/instance.ts';
import { plainInstance, plainTrack, toPlain, type Findings } from './report.ts';

/** Where a thing is in a frame. */
interface Place {
  /** Counts from 0 in the order of showing. */
  readonly frame: number;
  readonly seconds: number;
  readonly box: Box;
  readonly area: number;
  readonly score: number;
}

/** The tracks of an analysis, each with where its thing is in every frame, as plain values for `JSON.stringify`. */
export function tracksPlain(findings: Findings): Record<string, unknown> {
  const { frames: _, tracks: __, ...about } = toPlain(findings);
  const places = new Map<number, Place[]>();
  for (const { index, timestamp, instances = [] } of findings.frames) {
    for (const { track, box, area, score } of instances.map(plainInstance)) {
      const place = { frame: index, seconds: Math.round(timestamp * 1e6) / 1e6, box, area, score };
      const known = places.get(track);
      if (known) known.push(place);
      else places.set(track, [place]);
    }
  }
  const tracks = (findings.tracks ?? []).map((track) => ({
    ...plainTrack(track),
    class: findings.model.classes[track.classId]?.name ?? '',
    places: places.get(track.track) ?? [],
  }));
  return { ...about, tracks };
}
