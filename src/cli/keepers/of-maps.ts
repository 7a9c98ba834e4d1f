import { access } from 'node:fs/promises';
import type { Places } from '../results/places.ts';
import type { Keeper, LabelledFrames } from './keeper.ts';
import { MapStore } from './map-store.ts';

/** What is made of a video's label maps when all of them are there. */
export interface OfMaps {
  /** The file that it becomes. */
  place(places: Places): string;
  write(video: LabelledFrames, maps: MapStore): Promise<void>;
}

/** Keeps label maps until these are made of them. */
export function ofMaps(makers: readonly OfMaps[]): Keeper {
  return {
    async isThere(places) {
      const found = await Promise.all(
        makers.map((maker) =>
          access(maker.place(places)).then(
            () => true,
            () => false,
          ),
        ),
      );
      return found.every(Boolean);
    },
    async open({ labels }, done) {
      const maps = await MapStore.open(labels, done.at(-1)?.index ?? -1);
      if (!maps.has(done.filter(({ shares }) => shares).map(({ index }) => index))) {
        await maps.remove();
        return null;
      }
      return {
        keep: (frame) => maps.add(frame),
        async finish(video) {
          for (const maker of makers) await maker.write(video, maps);
        },
        close: () => maps.close(),
        remove: () => maps.remove(),
      };
    },
  };
}
