import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { annotateVideo } from '../../node.ts';
import { unwritable } from '../results/write-whole.ts';
import type { LabelledFrames } from './keeper.ts';
import type { MapStore } from './map-store.ts';
import type { OfMaps } from './of-maps.ts';

/** The video with its labels drawn over it, as an MP4. */
export const film: OfMaps = {
  place: ({ film: path }) => path,
  async write(video, maps) {
    const { path, places, making, signal } = video;
    await mkdir(dirname(places.film), { recursive: true }).catch((cause: unknown) => {
      throw unwritable(places.film, cause);
    });
    // whoever goes on after a process that died writes over what that left
    const temporary = `${places.labels}.mp4`;
    let drawn = 0;
    try {
      await annotateVideo(path, labelled(video, maps), {
        file: temporary,
        classes: making.classes.map((each, id) => ({ id, ...each })),
        labelling: making.options.labelling,
        signal,
        onFrame: () => video.onFrame((drawn += 1), maps.size),
      });
      await rename(temporary, places.film);
    } catch (cause) {
      await rm(temporary, { force: true }).catch(() => {});
      throw isOfTheDisk(cause) ? unwritable(places.film, cause) : cause;
    }
  },
};

async function* labelled({ frames, making }: LabelledFrames, maps: MapStore) {
  const byIndex = new Map(frames.map((frame) => [frame.index, frame]));
  for await (const { index, width, height, labels, things } of maps.read(making.classes.length)) {
    const instances = byIndex.get(index)?.instances ?? [];
    yield { index, width, height, labelMap: labels, instances, ...(things ? { instanceMap: things } : {}) };
  }
}

/** What the system says of files, as its name is. */
function isOfTheDisk(cause: unknown): boolean {
  const { code = '' } = Object(cause) as { code?: unknown };
  return typeof code === 'string' && /^E[A-Z]+$/.test(code);
}
