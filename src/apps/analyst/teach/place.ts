import type { JobSource } from '../job-source.ts';

/** Where a taught frame is from. */
export interface Place {
  /** As `videoOf` names it. */
  readonly video: string;
  /** The video's, for people. */
  readonly name: string;
  readonly index: number;
  readonly seconds: number;
}

/** A video by what tells it from others, the next day too. */
export function videoOf({ sample, url, name, blob }: JobSource): string {
  if (sample) return 'sample';
  if (url) return url;
  return JSON.stringify([name, blob?.size ?? 0, blob instanceof File ? blob.lastModified : 0]);
}

export function isSamePlace(a: Pick<Place, 'video' | 'index'>, b: Pick<Place, 'video' | 'index'>): boolean {
  return a.video === b.video && a.index === b.index;
}

/** Where a taught frame is from, with its id; null: that is not known. */
export function placed(id: number, places: ReadonlyMap<number, Place>): readonly [id: number, place: Place] | null {
  const place = places.get(id);
  return place ? [id, place] : null;
}
