import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Taken } from './visit.ts';

const POLL_MS = 100;
const PATIENCE_MS = 60_000;
/** What browsers call a file that they still write. */
const UNFINISHED = /\.(part|wkdownload|crdownload)$/;

/** The folder that a browser writes into. */
export class Downloads {
  private constructor(readonly folder: string) {}

  static async in(home: string): Promise<Downloads> {
    const folder = join(home, 'downloads');
    await mkdir(folder);
    return new Downloads(folder);
  }

  /** The file that `act` has the page write. @throws Error where none comes */
  async take(act: () => Promise<void>): Promise<Taken> {
    const before = new Set(await readdir(this.folder));
    await act();
    for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
      const names = await readdir(this.folder);
      const name = names.find((each) => !before.has(each) && !UNFINISHED.test(each));
      if (name !== undefined && !names.some((each) => UNFINISHED.test(each))) {
        const bytes = await readFile(join(this.folder, name));
        // Firefox makes the name first
        if (bytes.length > 0) return { name, bytes };
      }
      await pause(POLL_MS);
    }
    throw new Error('No file was written.');
  }
}
