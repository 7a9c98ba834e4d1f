import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { unwritable } from './write-whole.ts';

/** Who is at a video. */
interface Holder {
  readonly host: string;
  readonly pid: number;
}

/** A holder says so often that it is still there, milliseconds; one that has not for so long is gone. */
const BEAT = 5000;
const DEAD = 60_000;

/** A video that one process at a time is at. */
export class Lock {
  readonly #path: string;
  readonly #beat: NodeJS.Timeout;

  /** null: another process has it. */
  static async take(path: string): Promise<Lock | null> {
    try {
      await mkdir(dirname(path), { recursive: true });
      for (;;) {
        if (await create(path)) return new Lock(path);
        if (await isHeld(path)) return null;
        // of two that find it left behind, one creates it
        await rm(path, { force: true });
      }
    } catch (cause) {
      throw unwritable(path, cause);
    }
  }

  private constructor(path: string) {
    this.#path = path;
    this.#beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), BEAT);
    this.#beat.unref();
  }

  async release(): Promise<void> {
    clearInterval(this.#beat);
    await rm(this.#path, { force: true });
  }
}

/** @returns whether it was not there */
async function create(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(JSON.stringify({ host: hostname(), pid: process.pid } satisfies Holder));
    await file.close();
    return true;
  } catch (cause) {
    if ((Object(cause) as { code?: string }).code === 'EEXIST') return false;
    throw cause;
  }
}

/** On the same machine a process that has died is known at once, elsewhere by its silence. */
async function isHeld(path: string): Promise<boolean> {
  const [text, about] = await Promise.all([readFile(path, 'utf8').catch(() => ''), stat(path).catch(() => null)]);
  if (!about) return false;
  if (Date.now() - about.mtimeMs > DEAD) return false;
  const { host, pid } = holderOf(text);
  if (host !== hostname()) return true;
  // a container that is started again has the number that it had before
  return pid !== process.pid && isAlive(pid);
}

function holderOf(text: string): Holder {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    // it is being written
    return { host: '', pid: 0 };
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (Object(cause) as { code?: string }).code === 'EPERM';
  }
}
