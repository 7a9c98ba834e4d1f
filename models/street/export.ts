import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { encode } from 'fast-png';
import type { StreetRoad } from '../../src/protocol/street.ts';
import { openStudio } from './studio.ts';

const USAGE =
  'npm run street -- --frames N --out DIR [--seed S] [--width 640 --height 360] [--every SECONDS] [--per-seed K] [--start I] [--road town|motorway]';

/** Frames taken of one seed's drive before the next seed. */
const PER_SEED = 4;

interface Task {
  readonly frames: number;
  readonly out: string;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  /** Seconds of the drive between two frames of one seed. */
  readonly every: number;
  readonly perSeed: number;
  /** The first frame's number: goes on where an earlier export stopped. */
  readonly start: number;
  readonly road: StreetRoad;
}

function readTask(): Task {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      frames: text,
      out: text,
      seed: text,
      width: text,
      height: text,
      every: text,
      'per-seed': text,
      start: text,
      road: { type: 'string', default: 'town' },
    },
  });
  const number = (value: string | undefined, otherwise: number) => {
    const parsed = value === undefined ? otherwise : Number(value);
    if (!Number.isFinite(parsed)) throw new Error(`"${value ?? ''}" is not a number. ${USAGE}`);
    return parsed;
  };
  if (values.road !== 'town' && values.road !== 'motorway') throw new Error(`"${values.road}" is no road. ${USAGE}`);
  if (!values.frames || !values.out) throw new Error(USAGE);
  return {
    frames: number(values.frames, 0),
    out: values.out,
    seed: number(values.seed, 1),
    width: number(values.width, 640),
    height: number(values.height, 360),
    every: number(values.every, 11),
    perSeed: number(values['per-seed'], PER_SEED),
    start: number(values.start, 0),
    road: values.road,
  };
}

/** Half of the drives have smooth edges and half have not, as the street has them with a GPU and without one. */
function smooth(group: number): boolean {
  return group % 2 === 0;
}

/** Writes pictures as JPEG, labels and instances as grey PNG of 8 and 16 bits, one seed's drive after another. */
async function run({ frames, out, seed, width, height, every, perSeed, start, road }: Task): Promise<void> {
  await Promise.all(['images', 'labels', 'instances'].map((folder) => mkdir(join(out, folder), { recursive: true })));
  const studio = await openStudio();
  try {
    let open = -1;
    for (let i = start; i < frames; i++) {
      const group = Math.floor(i / perSeed);
      if (group !== open) await studio.open({ seed: seed + group, width, height, road, antialias: smooth(group) });
      open = group;
      // Each seed starts elsewhere on its road, so that the first metres are not seen too often.
      const { jpeg, labels, instances, milliseconds } = await studio.frame((group % 17) * 7 + (i % perSeed) * every);
      const name = String(i).padStart(6, '0');
      await writeFile(join(out, 'images', `${name}.jpg`), jpeg);
      const grey = { width, height, channels: 1 };
      await writeFile(join(out, 'labels', `${name}.png`), encode({ ...grey, data: labels, depth: 8 }));
      await writeFile(join(out, 'instances', `${name}.png`), encode({ ...grey, data: instances, depth: 16 }));
      if (i % 50 === 0) console.log(`${name}: ${milliseconds.toFixed(0)} ms`);
    }
  } finally {
    await studio.close();
  }
}

await run(readTask());
