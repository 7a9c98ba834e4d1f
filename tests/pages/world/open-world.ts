import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { driveFilm, personFilm, quartersPicture } from './films.ts';
import { serveSite } from './site.ts';
import type { World } from './world.ts';

/** The frames whose labels browsers are compared by. */
const DRIVE_FRAMES = 60;

export interface OpenedWorld extends Omit<World, 'browser'> {
  /** What the fake camera films. */
  readonly y4m: string;
  close(): Promise<void>;
}

export async function openWorld(): Promise<OpenedWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'perpixel-pages-'));
  const site = await serveSite();
  const { y4m, film } = await personFilm(folder);
  return {
    site: site.address,
    leavingSite: serveSite,
    y4m,
    person: film,
    drive: await driveFilm(folder, DRIVE_FRAMES),
    quarters: await quartersPicture(folder),
    found: { chromium: null },
    async close() {
      await site.leave();
      await rm(folder, { recursive: true, force: true });
      await rm(dirname(y4m), { recursive: true, force: true });
    },
  };
}
