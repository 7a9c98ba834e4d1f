import type { LabelMap } from './label-map.ts';
import { PerPixelError } from '../errors/errors.ts';
import { isOf } from '../options/kind.ts';

/** The maps of a frame, by their names in a result. */
export const MAP_NAMES = ['labelMap', 'confidence', 'entropy', 'probabilities', 'disagreement', 'panopticMap'] as const;
export type MapName = (typeof MAP_NAMES)[number];

/** A result that is no longer needed, or arrays as it has them: memory for the maps of another frame. */
export interface GivenMaps {
  readonly labelMap?: LabelMap;
  readonly confidence?: Float32Array | Uint8Array;
  readonly entropy?: Float32Array | Uint8Array;
  readonly probabilities?: Float32Array | Uint8Array;
  readonly disagreement?: Float32Array | Uint8Array;
  readonly panopticMap?: Uint32Array;
}

/** Memory of maps that their owner gave back. What is of another size than a map needs is let go of. */
export type MapMemory = Readonly<Partial<Record<MapName, ArrayBuffer>>>;

/** Each of which may be given back once: its memory goes to the worker. */
export function memoryOf(given: GivenMaps | undefined): MapMemory {
  const memory: Partial<Record<MapName, ArrayBuffer>> = {};
  for (const name of MAP_NAMES) {
    const map: unknown = given?.[name];
    if (map === undefined) continue;
    const buffer = wholeBuffer(name, map);
    if (Object.values(memory).includes(buffer)) throw invalid(`“into.${name}” is another map’s memory too`);
    memory[name] = buffer;
  }
  return memory;
}

/** @throws PerPixelError `option-invalid` */
function wholeBuffer(name: MapName, map: unknown): ArrayBuffer {
  if (!ArrayBuffer.isView(map)) throw invalid(`“into.${name}” is no array`);
  const { buffer, byteLength } = map;
  if (!isOf<ArrayBuffer>(buffer, 'ArrayBuffer')) throw invalid(`“into.${name}” lies in memory that is shared`);
  if (byteLength === 0) throw invalid(`“into.${name}” is empty: it was given back before`);
  if (byteLength !== buffer.byteLength) throw invalid(`“into.${name}” is a part of a larger array`);
  return buffer;
}

function invalid(problem: string): PerPixelError {
  return new PerPixelError('option-invalid', `${problem}.`, 'Give each result back once, as segment() gave it.');
}

interface ArrayType<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): T;
  new (buffer: ArrayBuffer): T;
}

/** An array for a map: in the memory that was given back for it, where that fits; there it is not zero. */
export function mapIn<T>(memory: MapMemory, name: MapName, type: ArrayType<T>, length: number): T {
  const given = memory[name];
  return given?.byteLength === length * type.BYTES_PER_ELEMENT ? new type(given) : new type(length);
}
