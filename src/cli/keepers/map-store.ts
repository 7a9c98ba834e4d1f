import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LabelMap, OwnLabelMap } from '../../core/labels/label-map.ts';
import { packLabels, unpackLabels } from '../../core/labels/label-codec.ts';
import type { PassFrame } from '../label/analyzer.ts';
import { unwritable } from '../results/write-whole.ts';

/** A frame's maps. */
export interface StoredMaps {
  readonly index: number;
  readonly width: number;
  readonly height: number;
  readonly labels: OwnLabelMap;
  /** Of each pixel the id of its instance; null: nothing is told apart. */
  readonly things: Uint16Array<ArrayBuffer> | null;
}

/** Of a record's head: index, width, height, bytes of the labels, bytes of the things. */
const HEAD = 5 * 4;
/** So many ids take 16 bits, as those of things do. */
const WIDE = 0xff_ff;

interface Entry {
  readonly at: number;
  readonly index: number;
  readonly end: number;
}

/** Label maps of a video that is under way, packed, one behind another: what is made of them is made when it is done. */
export class MapStore {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #entries: Entry[];

  /** Of frames from `count` on nothing is kept: they are labelled once more. */
  static async open(path: string, upTo: number): Promise<MapStore> {
    try {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(path, 'a+');
      const entries = (await entriesOf(file)).filter(({ index }) => index <= upTo);
      // and the half of a record that a process wrote as it died
      await file.truncate(entries.at(-1)?.end ?? 0);
      return new MapStore(path, file, entries);
    } catch (cause) {
      throw unwritable(path, cause);
    }
  }

  private constructor(path: string, file: FileHandle, entries: Entry[]) {
    this.#path = path;
    this.#file = file;
    this.#entries = entries;
  }

  has(indices: readonly number[]): boolean {
    const mine = new Set(this.#entries.map(({ index }) => index));
    return indices.every((index) => mine.has(index));
  }

  get size(): number {
    return this.#entries.length;
  }

  async add({ index, width, height, labelMap, instanceMap }: PassFrame): Promise<void> {
    if (!labelMap) return;
    const labels = packLabels(labelMap);
    const things = instanceMap ? packLabels(instanceMap) : new Uint8Array();
    const head = Buffer.alloc(HEAD);
    [index, width, height, labels.length, things.length].forEach((value, place) =>
      head.writeUInt32LE(value, 4 * place),
    );
    try {
      await this.#file.appendFile(Buffer.concat([head, labels, things]));
    } catch (cause) {
      throw unwritable(this.#path, cause);
    }
    const at = this.#entries.at(-1)?.end ?? 0;
    this.#entries.push({ at, index, end: at + HEAD + labels.length + things.length });
  }

  /** @param classes of the model */
  async *read(classes: number): AsyncGenerator<StoredMaps, void> {
    for (const { at, end } of this.#entries) {
      const { buffer } = await this.#file.read({ buffer: Buffer.alloc(end - at), position: at });
      const [index, width, height, bytes] = [0, 1, 2, 3].map((place) => buffer.readUInt32LE(4 * place)) as Four;
      const [labels, things] = [buffer.subarray(HEAD, HEAD + bytes), buffer.subarray(HEAD + bytes)];
      const unpacked: LabelMap | null = things.length > 0 ? unpackLabels(things, width * height, WIDE) : null;
      yield {
        index,
        width,
        height,
        labels: unpackLabels(labels, width * height, classes),
        things: unpacked && new Uint16Array(unpacked),
      };
    }
  }

  /** Twice is harmless. */
  async close(): Promise<void> {
    await this.#file.close().catch(() => {});
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.#path, { force: true });
  }
}

type Four = [number, number, number, number];

async function entriesOf(file: FileHandle): Promise<Entry[]> {
  const { size } = await file.stat();
  const entries: Entry[] = [];
  for (let at = 0; at + HEAD <= size;) {
    const { buffer } = await file.read({ buffer: Buffer.alloc(HEAD), position: at });
    const end = at + HEAD + buffer.readUInt32LE(12) + buffer.readUInt32LE(16);
    const index = buffer.readUInt32LE(0);
    if (end > size || index <= (entries.at(-1)?.index ?? -1)) break;
    entries.push({ at, index, end });
    at = end;
  }
  return entries;
}
