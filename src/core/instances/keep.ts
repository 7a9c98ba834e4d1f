/**
 * Whom a view that hides the background leaves in front: every thing, the one that takes up most of the picture, or those with these
 * tracks, who may be nobody.
 */
export type Keep = 'all' | 'nearest' | readonly number[];

/** An attribute: `all`, `nearest`, `none`, or tracks as `2 5`; null where it is something else. */
export function readKeep(text: string): Keep | null {
  const word = text.trim().toLowerCase();
  if (word === 'all' || word === 'nearest') return word;
  if (word === 'none') return [];
  const tracks = word.split(/[\s,]+/).map(Number);
  return word !== '' && tracks.every(isTrack) ? tracks : null;
}

/** The attribute that says it. */
export function keepText(keep: Keep): string {
  if (typeof keep === 'string') return keep;
  return keep.length === 0 ? 'none' : keep.join(' ');
}

/** A value of whoever's that may be one, as one of our own; null: it is none. */
export function asKeep(value: unknown): Keep | null {
  if (typeof value === 'string') return readKeep(value);
  return Array.isArray(value) && value.every(isTrack) ? [...new Set(value)] : null;
}

/** Whether it takes things told apart to know whom. */
export function chooses(keep: Keep): boolean {
  return keep !== 'all';
}

function isTrack(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}
