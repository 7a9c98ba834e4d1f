import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { PANOPTIC_BASE } from '../../core/instances/instance.ts';
import { parseColour } from '../../core/labels/palette.ts';
import { VERSION } from '../../core/text/version.ts';
import { throwIfAborted } from '../../core/errors/errors.ts';
import type { JournalFrame } from '../results/journal.ts';
import { unwritable } from '../results/write-whole.ts';
import type { LabelledFrames } from './keeper.ts';
import type { MapStore, StoredMaps } from './map-store.ts';
import type { OfMaps } from './of-maps.ts';
import { rleString, segmentsOf } from './rle.ts';

/**
 * All segments of a video's frames in COCO's format (https://cocodataset.org/#format-data), masks run-length encoded: each thing, and each
 * other class as a whole. It is written piece by piece, as a long video's is larger than a string may be.
 */
export const coco: OfMaps = {
  place: ({ coco: path }) => path,
  async write(video, maps) {
    const { coco: path } = video.places;
    // whoever goes on after a process that died writes over what that left
    const temporary = `${video.places.labels}.json`;
    try {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(temporary, 'w');
      try {
        await writeTo(file, video, maps);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    } catch (cause) {
      await rm(temporary, { force: true }).catch(() => {});
      throw video.signal.aborted ? cause : unwritable(path, cause);
    }
  },
};

async function writeTo(file: FileHandle, video: LabelledFrames, maps: MapStore): Promise<void> {
  const { making, name, places, frames, signal } = video;
  const { model, classes } = making;
  const info = { description: name, version: VERSION, model: model.id, model_sha256: model.sha256 };
  const licences = [{ id: 1, name: model.licence }];
  const categories = classes.map(({ name: title, thing, colour }, id) => ({
    id,
    name: title,
    supercategory: thing ? 'thing' : 'stuff',
    isthing: Number(thing),
    color: parseColour(colour),
  }));
  const folder = basename(places.maps);
  const images = frames
    .filter(({ shares }) => shares)
    .map(({ index, time, width, height }) => ({
      id: index,
      file_name: `${folder}/${String(index).padStart(6, '0')}.png`,
      width,
      height,
      seconds: time,
    }));
  const head = JSON.stringify({ info, licenses: licences, categories, images });
  await file.appendFile(`${head.slice(0, -1)},"annotations":[`);
  const byIndex = new Map(frames.map((frame) => [frame.index, frame]));
  let [id, done] = [0, 0];
  for await (const stored of maps.read(classes.length)) {
    throwIfAborted(signal);
    const lines = annotationsOf(stored, byIndex.get(stored.index)).map((annotation) => {
      id += 1;
      return `${id > 1 ? ',' : ''}\n${JSON.stringify({ id, ...annotation })}`;
    });
    await file.appendFile(lines.join(''));
    video.onFrame((done += 1), maps.size);
  }
  await file.appendFile('\n]}\n');
}

function annotationsOf(
  { index, width, height, labels, things }: StoredMaps,
  frame: JournalFrame | undefined,
): object[] {
  const known = new Map(frame?.instances?.map((instance) => [instance.id, instance]));
  const segments = segmentsOf(width, height, (at) => PANOPTIC_BASE * labels[at]! + (things?.[at] ?? 0));
  return segments.map(({ key, area, bbox, counts }) => {
    const instance = known.get(key % PANOPTIC_BASE);
    return {
      image_id: index,
      category_id: Math.floor(key / PANOPTIC_BASE),
      iscrowd: 0,
      area,
      bbox,
      segmentation: { size: [height, width], counts: rleString(counts) },
      ...(instance ? { score: instance.score, track_id: instance.track } : {}),
    };
  });
}
