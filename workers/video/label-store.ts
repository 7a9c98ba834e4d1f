import { packLabels, unpackLabels } from '../../src/core/labels/label-codec.ts';
import {
  HEAD_BYTES,
  isHead,
  LOG_FOLDER,
  readRecord,
  recordBytes,
  writeHead,
  writeRecord,
  type LogRecord,
  type LogShape,
} from '../../src/core/labels/label-log.ts';
import { readInstances, writeInstances } from '../../src/core/instances/instance-words.ts';
import type { Instance } from '../../src/core/instances/instance.ts';
import { COUNT_BYTES, countIn, joinFrame, splitFrame, wordsIn } from '../../src/core/labels/kept-frame.ts';
import { BYTE_CLASSES, type OwnLabelMap } from '../../src/core/labels/label-map.ts';
import type { Unkept } from '../../src/protocol/video.ts';
import { can } from '../../src/platform/capabilities.ts';
import { inTime } from '../../src/core/async/in-time.ts';
import type { Size } from '../../src/core/geometry/fit.ts';
import type { LabellingResult } from './labelling-api.ts';
import { createRecordTable, type RecordTable } from './record-table.ts';

/** In which a worker that was ended has let its file go. */
const RELEASE = { patience: 5000, pause: 50 };

/** The labels and figures of analysed frames, kept on this machine or, where it has no room, in memory. */
export interface LabelStore {
  readonly records: Pick<RecordTable, 'size' | 'get' | 'indices'>;
  /** False where what is added will be gone with the page. */
  readonly lasting: boolean;
  /** null: the frame could not be decoded. */
  add(index: number, result: LabellingResult | null): void;
  labels(index: number): StoredLabels | null;
  /** The things of a frame as instance-words.ts has them; null where none are told apart, or the frame is not there. */
  instances(index: number): Uint32Array<ArrayBuffer> | null;
  close(): void;
}

export interface StoredLabels {
  readonly labels: OwnLabelMap;
  readonly size: Size;
  /** null: none are told apart. */
  readonly things: StoredThings | null;
}

interface StoredThings {
  readonly instances: readonly Instance[];
  /** As large as the label map: of each pixel the id of its instance; 0: none. */
  readonly map: Uint16Array<ArrayBuffer>;
}

interface StoreShape extends LogShape {
  readonly classes: number;
}

/** Opens what was kept under a key, or begins it. `onUnkept` is told once, when it keeps no more. */
export async function openLabelStore(
  key: string,
  shape: StoreShape,
  onUnkept: (why: Unkept) => void,
): Promise<LabelStore> {
  const { classes, figures: count, things } = shape;
  let why: Unkept = 'full';
  const file = key
    ? await openFile(key).catch((error: unknown) => {
        if (!isQuota(error)) why = 'refused';
        return null;
      })
    : null;
  const records = createRecordTable(count);
  const inMemory = new Map<number, Uint8Array<ArrayBuffer>>();
  let end = HEAD_BYTES;
  let lasting = file !== null;
  if (file) {
    end = readLog(file, shape, records);
    lasting = tryWrite(() => end > HEAD_BYTES || file.write(writeHead(shape), { at: 0 }) > 0);
  }
  if (key && !lasting) onUnkept(why);

  return {
    records,
    get lasting() {
      return lasting;
    },
    add(index, result) {
      const packed = keptOf(result, things);
      const { width = 0, height = 0 } = result ?? {};
      const figures = result?.figures ?? new Float32Array(count);
      const head = writeRecord({ index, width, height, figures, bytes: packed.length });
      records.set({ index, width, height, figures, at: end + head.length, bytes: packed.length });
      if (file && lasting) {
        lasting = tryWrite(() => append(file, end, head, packed));
        if (!lasting) onUnkept('full');
      }
      if (!lasting) inMemory.set(index, packed);
      end += head.length + packed.length;
    },
    labels(index) {
      const record = records.get(index);
      const bytes = record && read(record, 0, record.bytes);
      if (!bytes) return null;
      const { width, height } = record;
      const size = { width, height };
      if (!things) return { labels: unpackLabels(bytes, width * height, classes), size, things: null };
      const { instances, labels, map } = splitFrame(bytes);
      return {
        labels: unpackLabels(labels, width * height, classes),
        size,
        things: { instances: readInstances(instances), map: idsIn(map, width * height) },
      };
    },
    instances(index) {
      const record = records.get(index);
      const head = record && things ? read(record, 0, COUNT_BYTES) : null;
      const words = record && head && read(record, COUNT_BYTES, countIn(head) * 4);
      return words && wordsIn(words);
    },
    close: () => file?.close(),
  };

  /** Some of what is kept of a frame; null where nothing is. */
  function read({ index, width, at }: LogRecord, from: number, length: number): Uint8Array<ArrayBuffer> | null {
    if (width === 0) return null;
    const held = inMemory.get(index);
    if (held) return held.slice(from, from + length);
    if (!file) return null;
    const bytes = new Uint8Array(length);
    file.read(bytes, { at: at + from });
    return bytes;
  }
}

/** What of a result is kept beside its figures. */
function keptOf(result: LabellingResult | null, things: boolean): Uint8Array<ArrayBuffer> {
  const labels = result?.packed ?? new Uint8Array();
  if (!result || !things) return labels;
  const map = result.things?.packed ?? packLabels(new Uint16Array(result.width * result.height));
  return joinFrame({ instances: writeInstances(result.found?.instances ?? []), labels, map });
}

/** Ids of instances take 16 bits. */
function idsIn(packed: Uint8Array, pixels: number): Uint16Array<ArrayBuffer> {
  const ids = unpackLabels(packed, pixels, BYTE_CLASSES + 1);
  return ids instanceof Uint16Array ? ids : Uint16Array.from(ids);
}

/** Forgets what was kept under a key. */
export async function removeLabelStore(key: string): Promise<void> {
  if (!can('privateFiles')) return;
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(LOG_FOLDER, { create: true });
  await folder.removeEntry(key).catch(() => undefined);
}

async function openFile(key: string): Promise<FileSystemSyncAccessHandle> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(LOG_FOLDER, { create: true });
  const file = await folder.getFileHandle(key, { create: true });
  // the analysis itself is ours alone: who still has its file is a worker on its way out, of the page before a reload
  return inTime(() => file.createSyncAccessHandle(), isHeld, RELEASE);
}

/** @returns where the next record goes: a record that was cut off is written over */
function readLog(file: FileSystemSyncAccessHandle, shape: LogShape, records: RecordTable): number {
  const { figures: count } = shape;
  const size = file.getSize();
  const head = new Uint8Array(Math.max(HEAD_BYTES, recordBytes(count)));
  file.read(head, { at: 0 });
  if (size < HEAD_BYTES || !isHead(head, shape)) {
    file.truncate(0);
    return HEAD_BYTES;
  }
  let at = HEAD_BYTES;
  while (at + recordBytes(count) <= size) {
    file.read(head, { at });
    const record = readRecord(head, count, at);
    if (record.at + record.bytes > size) break;
    records.set(record);
    at = record.at + record.bytes;
  }
  file.truncate(at);
  return at;
}

function append(file: FileSystemSyncAccessHandle, at: number, head: Uint8Array, packed: Uint8Array): boolean {
  const written = file.write(head, { at }) + file.write(packed, { at: at + head.length });
  if (written === head.length + packed.length) return true;
  file.truncate(at);
  return false;
}

/** Somebody has it open. */
function isHeld(error: unknown): boolean {
  return error instanceof DOMException && ['NoModificationAllowedError', 'InvalidStateError'].includes(error.name);
}

function isQuota(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

function tryWrite(write: () => boolean): boolean {
  try {
    return write();
  } catch {
    // no room: QuotaExceededError
    return false;
  }
}
