import type { Instance } from './instance.ts';

/** The number that a thing is called by: its track, or in a frame by itself its id. */
export function nameOf({ track, id }: Pick<Instance, 'track' | 'id'>): number {
  return track || id;
}
