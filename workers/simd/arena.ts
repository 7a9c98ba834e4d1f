import base64 from 'virtual:kernels';
import type { Kernels } from './kernels.ts';

/**
 * Memory in which the WebAssembly kernels work. It never grows, because that would pull the arrays that lie in it from
 * under their holders: where it is too small a larger one takes its place, and arrays in the old one hold on.
 */
export interface Arena {
  /** The kernels of the memory there is now. */
  readonly kernels: Kernels;
  readonly buffer: ArrayBuffer;
  room<Part extends string>(...parts: readonly Part[]): Room<Part>;
  /** Copies values to an address. */
  write(at: number, values: Values): void;
  /** Room for an array that may lie elsewhere. */
  guest(): Guest;
  /** Calls `fit`, which fits rooms and takes guests in, until all of them lie in the same memory. */
  settle(fit: () => void): void;
}

/** Memory that its owner keeps from one call to the next, in named parts. */
export interface Room<Part extends string> {
  /** Address of each part, a multiple of 16; kernels may read and write 16 bytes beyond its end. */
  readonly at: Readonly<Record<Part, number>>;
  /**
   * Makes room for so many bytes a part.
   * @returns true where nothing is left of what was there before; all is zero then
   */
  fit(bytes: Readonly<Record<Part, number>>): boolean;
}

export interface Guest {
  readonly at: number;
  /** Takes an array in, or finds that it is there already. */
  take(array: Values): void;
  /** Copies the array that was taken to where the kernels find it. */
  load(): void;
  /** Copies what the kernels wrote back into the array. */
  save(): void;
}

type Values = Uint8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array;

const PAGE = 65536;
const SLACK = 16;
/** More than is asked for: sizes change. */
const SPARE = 1.25;

let module: WebAssembly.Module | null = null;

export function createArena(): Arena {
  module ??= new WebAssembly.Module(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
  let kernels = instance(0);
  let { buffer } = kernels.memory;
  let top = kernels.begin();
  /** Bytes of the rooms in this memory that are in use. */
  let used = new Map<object, number>();

  const arena: Arena = {
    get kernels() {
      return kernels;
    },
    get buffer() {
      return buffer;
    },
    room: (...parts) => createRoom(arena, parts, claim),
    write: (at, values) => new Uint8Array(buffer, at, values.byteLength).set(bytesOf(values)),
    guest: () => createGuest(arena),
    settle(fit) {
      let before: ArrayBuffer;
      do {
        before = buffer;
        fit();
      } while (before !== buffer);
    },
  };
  return arena;

  function claim(room: object, bytes: number): number {
    used.set(room, bytes);
    if (top + bytes > buffer.byteLength) {
      let wanted = 0;
      for (const each of used.values()) wanted += each;
      kernels = instance(wanted * SPARE);
      ({ buffer } = kernels.memory);
      top = kernels.begin();
      used = new Map([[room, bytes]]);
    }
    const at = top;
    top += bytes;
    return at;
  }
}

function instance(bytes: number): Kernels {
  if (!module) throw new Error('There are no kernels.');
  const kernels = new WebAssembly.Instance(module, {}).exports as unknown as Kernels;
  kernels.memory.grow(Math.ceil(bytes / PAGE) + 1);
  return kernels;
}

function createRoom<Part extends string>(
  arena: Arena,
  parts: readonly Part[],
  claim: (room: object, bytes: number) => number,
): Room<Part> {
  const at = Object.fromEntries(parts.map((part) => [part, 0])) as Record<Part, number>;
  const sizes = Object.fromEntries(parts.map((part) => [part, -1])) as Record<Part, number>;
  let home: ArrayBuffer | null = null;
  let capacity = 0;
  const room: Room<Part> = {
    at,
    fit(bytes) {
      if (home === arena.buffer && parts.every((part) => sizes[part] === bytes[part])) return false;
      let total = 0;
      for (const part of parts) total += padded(bytes[part]);
      let start = parts[0] === undefined ? 0 : at[parts[0]];
      if (home !== arena.buffer || total > capacity) {
        start = claim(room, total);
        home = arena.buffer;
        capacity = total;
      } else new Uint8Array(home, start, capacity).fill(0);
      for (const part of parts) {
        at[part] = start;
        sizes[part] = bytes[part];
        start += padded(bytes[part]);
      }
      return true;
    },
  };
  return room;
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 16) * 16 + SLACK;
}

function createGuest(arena: Arena): Guest {
  const room = arena.room('array');
  let array: Values = new Uint8Array(0);
  let at = 0;
  const resident = (): boolean => array.buffer === arena.buffer;
  return {
    get at() {
      return at;
    },
    take(given) {
      array = given;
      if (resident()) at = array.byteOffset;
      else {
        room.fit({ array: array.byteLength });
        at = room.at.array;
      }
    },
    load() {
      if (!resident()) arena.write(at, array);
    },
    save() {
      if (!resident()) bytesOf(array).set(new Uint8Array(arena.buffer, at, array.byteLength));
    },
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Values): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
