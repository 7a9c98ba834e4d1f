import { mkdir, open, readFile, rm, truncate, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Instance } from '../../core/instances/instance.ts';
import { unwritable } from './write-whole.ts';

/** A finished frame, as a journal keeps it. */
export interface JournalFrame {
  /** In the video. */
  readonly index: number;
  /** Seconds. */
  readonly time: number;
  readonly width: number;
  readonly height: number;
  /** null: it could not be decoded. */
  readonly shares: readonly number[] | null;
  readonly columns: readonly number[] | null;
  readonly confidence: number | null;
  readonly instances: readonly Instance[] | null;
  readonly note: string | null;
}

/**
 * The finished frames of a video that is not done yet: a line for each, behind one that says what they are frames of. A line is written
 * as soon as its frame is finished, so that a process that dies loses nothing but the one that it was at.
 */
export class Journal {
  /** What an earlier process has left. */
  frames: readonly JournalFrame[];
  #added = false;
  readonly #file: FileHandle;
  readonly #path: string;

  /** @param key of the result: frames that were made otherwise are thrown away */
  static async open(path: string, key: string): Promise<Journal> {
    try {
      await mkdir(dirname(path), { recursive: true });
      const head = headOf(key);
      const { frames, bytes } = read(await readFile(path).catch(() => Buffer.alloc(0)), head);
      const file = await open(path, 'a');
      // the half of a line that a process wrote as it died
      await truncate(path, bytes);
      if (bytes === 0) await file.appendFile(head);
      return new Journal(path, file, frames);
    } catch (cause) {
      throw unwritable(path, cause);
    }
  }

  private constructor(path: string, file: FileHandle, frames: readonly JournalFrame[]) {
    this.#path = path;
    this.#file = file;
    this.frames = frames;
  }

  async add(frame: JournalFrame): Promise<void> {
    try {
      await this.#file.appendFile(`${JSON.stringify(frame)}\n`);
      this.#added = true;
    } catch (cause) {
      throw unwritable(this.#path, cause);
    }
  }

  /** Of a video of which no frame is finished. */
  get isEmpty(): boolean {
    return !this.#added && this.frames.length === 0;
  }

  /** Throws away what there is. */
  async restart(key: string): Promise<void> {
    try {
      await this.#file.truncate(0);
      await this.#file.appendFile(headOf(key));
      this.frames = [];
    } catch (cause) {
      throw unwritable(this.#path, cause);
    }
  }

  /** Twice is harmless. */
  async close(): Promise<void> {
    await this.#file.close().catch(() => {});
  }

  /** Of a video that is done. */
  async remove(): Promise<void> {
    await this.close();
    await rm(this.#path, { force: true });
  }
}

function headOf(key: string): string {
  return `${JSON.stringify({ key })}\n`;
}

function read(content: Buffer, head: string): { frames: JournalFrame[]; bytes: number } {
  const first = Buffer.from(head);
  if (!content.subarray(0, first.length).equals(first)) return { frames: [], bytes: 0 };
  const frames: JournalFrame[] = [];
  let bytes = first.length;
  for (let end = content.indexOf(10, bytes); end >= 0; end = content.indexOf(10, bytes)) {
    const frame = parsed(content.toString('utf8', bytes, end));
    // one that does not follow was written by a process that was taken for dead
    if (!frame || frame.index <= (frames.at(-1)?.index ?? -1)) break;
    frames.push(frame);
    bytes = end + 1;
  }
  return { frames, bytes };
}

function parsed(line: string): JournalFrame | null {
  try {
    return JSON.parse(line) as JournalFrame;
  } catch {
    // a disk that ran full, or a machine that stopped, may leave anything
    return null;
  }
}
