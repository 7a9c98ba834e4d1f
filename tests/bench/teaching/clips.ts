/**
 * `npm run simulate:teaching:clips -- CLIP…`: holds a mug and a toy before clips, teaches each by dabs on two frames, labels the whole clip with
 * what was taught, and scores that against what was drawn.
 */
import { mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bySources } from '../by-sources.ts';
import { readFilm } from './film.ts';
import { hold, stand, type Scene } from './scene.ts';
import { writeSheet } from './sheet.ts';
import { mug, toy } from './solids.ts';
import type { Taught, TeachClip } from './teach-clip.ts';

const USAGE = `npm run simulate:teaching:clips -- CLIP [CLIP …] [--rate N] [--frames N] [--seeds N] [--standing] [--place N]… [--trunk MANIFEST] [--pictures DIR]

  CLIP        videos; needs ffmpeg
  --rate      frames a second (default: 15)
  --frames    of each clip, at most (default: 150)
  --seeds     so many lessons on each clip, with other motions and other dabs (default: 3)
  --standing  two of a kind stand there, and the left one is taught; default: one is held and moved about
  --place     how much it counts where something is (default: 0, not at all); with more than one, a row each
  --trunk     default: what ships
  --pictures  sheets of frames, with strokes, labels and what was drawn`;

const trunkHere = fileURLToPath(new URL('../../../models/features/manifest.json', import.meta.url));

async function main(teachClip: TeachClip): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rate: { type: 'string', default: '15' },
      frames: { type: 'string', default: '150' },
      seeds: { type: 'string', default: '3' },
      standing: { type: 'boolean', default: false },
      place: { type: 'string', multiple: true, default: ['0'] },
      trunk: { type: 'string', default: trunkHere },
      pictures: { type: 'string' },
    },
  });
  if (positionals.length === 0) throw new Error(USAGE);
  const trunk = pathToFileURL(resolve(values.trunk)).href;
  if (values.pictures) await mkdir(values.pictures, { recursive: true });
  console.log(
    '| clip | thing | place | IoU | the worst tenth of its frames, at best |\n| --- | --- | --- | --- | --- |',
  );
  for (const path of positionals) {
    const film = await readFilm(path, Number(values.rate), Number(values.frames));
    for (const solid of [mug, toy]) {
      for (let seed = 1; seed <= Number(values.seeds); seed += 1) {
        const scene = (values.standing ? stand : hold)(solid, film, seed);
        for (const place of values.place) {
          const taught = await teachClip(scene, { trunk, seed: 100 * seed, place: Number(place) });
          console.log(row(path, scene, place, taught));
          if (!values.pictures) continue;
          await writeSheet(join(values.pictures, `${name(path)}-${solid.name}-${seed}-${place}.jpg`), scene, taught);
        }
      }
    }
  }
}

function row(path: string, scene: Scene, place: string, { iou, each }: Taught): string {
  const worst = each.toSorted((a, b) => a - b)[Math.floor(each.length / 10)] ?? 0;
  return `| ${name(path)}, ${scene.frames.length} frames | ${scene.name} | ${place} | ${iou.toFixed(3)} | ${worst.toFixed(3)} |`;
}

function name(path: string): string {
  return basename(path).replace(/\.[^.]+$/, '');
}

try {
  await bySources<typeof import('./teach-clip.ts'), void>('/tests/bench/teaching/teach-clip.ts', ({ teachClip }) =>
    main(teachClip),
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
