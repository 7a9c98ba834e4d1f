import { join } from 'node:path';
import { encode } from 'fast-png';
import { labellingOf } from '../../core/instances/suited.ts';
import { createSegmenter, type ModelSpec, type Segmentation } from '../../node.ts';
import { resultName } from '../results/places.ts';
import { makeFolder } from '../results/make-folder.ts';
import { writeWhole } from '../results/write-whole.ts';
import { EXIT } from '../terminal/command-error.ts';
import { isKnown } from '../terminal/known-error.ts';
import { printable } from '../terminal/printable.ts';
import { findPictures } from '../videos/find-videos.ts';
import type { ImageFlags } from './flags.ts';

/** @returns the code that the command ends with */
export async function runImage(given: readonly string[], { model, out, backend, json }: ImageFlags): Promise<number> {
  const pictures = await findPictures(given);
  const segmenter = await createSegmenter({ model, backend });
  const things = labellingOf('', segmenter.model) !== 'semantic';
  if (out !== undefined) {
    await makeFolder(out);
  }
  let failed = 0;
  try {
    for (const { name, path } of pictures) {
      try {
        const labelled = await segmenter.segment(path, things ? { outputs: ['instances'] } : {});
        const map = out === undefined ? null : join(out, `${resultName(name)}.png`);
        if (map !== null) await writeWhole(map, pngOf(labelled));
        const said = json
          ? JSON.stringify(plain(name, map, segmenter.model, labelled))
          : line(name, segmenter.model, labelled);
        console.log(said);
      } catch (error) {
        if (!isKnown(error)) throw error;
        failed += 1;
        console.error(`${printable(name)}: ${error.message}`);
      }
    }
  } finally {
    segmenter.close();
  }
  return failed > 0 ? EXIT.some : EXIT.done;
}

function pngOf({ width, height, labelMap }: Segmentation): Uint8Array {
  return encode({ width, height, data: labelMap, channels: 1, depth: labelMap.BYTES_PER_ELEMENT === 2 ? 16 : 8 });
}

function plain(name: string, map: string | null, { classes }: ModelSpec, labelled: Segmentation): object {
  const { width, height, shares, instances, note } = labelled;
  return {
    picture: name,
    width,
    height,
    shares: Object.fromEntries(classes.map((each, id) => [each.name, Math.round(shares[id]! * 1e7) / 1e7])),
    ...(instances ? { instances } : {}),
    ...(map === null ? {} : { labelMap: map }),
    ...(note === null ? {} : { note }),
  };
}

function line(name: string, { classes }: ModelSpec, { shares, instances }: Segmentation): string {
  const present = classes
    .map((each, id) => ({
      name: each.name,
      share: shares[id]!,
      things: instances?.filter(({ classId }) => classId === id).length ?? 0,
    }))
    .filter(({ share }) => share >= 0.0005)
    .sort((a, b) => b.share - a.share)
    .map((each) => `${each.name} ${(each.share * 100).toFixed(1)} %${each.things > 0 ? ` (${each.things})` : ''}`);
  return `${printable(name)}  ${present.join(', ')}`;
}
