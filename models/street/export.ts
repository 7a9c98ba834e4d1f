import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { openStudio } from './studio.ts';
import { readTask, USAGE, type Task } from './task.ts';

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

const args = process.argv.slice(2);
try {
  if (args.includes('--help')) console.log(USAGE);
  else await run(readTask(args));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
