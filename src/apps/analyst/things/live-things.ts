import { INSTANCE_WORDS, readInstances } from '../../../core/instances/instance-words.ts';
import type { Instance } from '../../../core/instances/instance.ts';
import { RecentFrames, type PastFrame } from '../../../core/instances/recent-frames.ts';
import { extended, type Track } from '../../../core/instances/tracks.ts';

/** A track while an analysis runs, and where its thing is largest. */
export interface LiveTrack extends Track {
  /** Indices of frames. */
  readonly firstIndex: number;
  readonly largestIndex: number;
}

/** A frame with what it holds. */
interface FrameThings {
  readonly index: number;
  /** Seconds. */
  readonly timestamp: number;
  /** Of the frame. */
  readonly pixels: number;
  /** As instance-words.ts has them. */
  readonly words: Uint32Array;
}

/**
 * The things of all frames and their tracks, while an analysis runs. An hour has half a million things: they lie in one array, where
 * each costs as much as its numbers do.
 */
export class LiveThings {
  #words = new Uint32Array(1024);
  #used = 0;
  /** Of each frame, by its index: where its things begin, and how many there are. */
  readonly #places = new Map<number, readonly [from: number, count: number]>();
  readonly #tracks = new Map<number, LiveTrack>();
  readonly #recent = new RecentFrames();
  #sorted: readonly LiveTrack[] | null = null;

  /** In the order of their numbers. */
  get tracks(): readonly LiveTrack[] {
    this.#sorted ??= [...this.#tracks.values()].sort((a, b) => a.track - b.track);
    return this.#sorted;
  }

  /** What another tracker goes on from. */
  get recent(): readonly PastFrame[] {
    return this.#recent.frames;
  }

  /** Each frame is given once, in order. */
  add({ index, timestamp, pixels, words }: FrameThings): void {
    if (this.#places.has(index)) return;
    if (this.#used + words.length > this.#words.length) {
      const larger = new Uint32Array(Math.max(this.#words.length * 2, this.#used + words.length));
      larger.set(this.#words);
      this.#words = larger;
    }
    this.#words.set(words, this.#used);
    this.#places.set(index, [this.#used, words.length / INSTANCE_WORDS]);
    this.#used += words.length;
    const instances = readInstances(words);
    this.#recent.add({ timestamp, instances });
    if (instances.length > 0) this.#sorted = null;
    for (const instance of instances) {
      if (instance.track > 0) this.#extend(instance, index, timestamp, pixels);
    }
  }

  /** Of a frame by its index; null where it is not known. */
  of(index: number): readonly Instance[] | null {
    const place = this.#places.get(index);
    if (!place) return null;
    const [from, count] = place;
    return readInstances(this.#words.slice(from, from + count * INSTANCE_WORDS));
  }

  #extend(instance: Instance, index: number, timestamp: number, pixels: number): void {
    const known = this.#tracks.get(instance.track);
    const next = extended(known, instance, timestamp, pixels);
    const first = !known || timestamp < known.first;
    const larger = !known || next.largest > known.largest;
    this.#tracks.set(instance.track, {
      ...next,
      firstIndex: first ? index : known.firstIndex,
      largestIndex: larger ? index : known.largestIndex,
    });
  }
}
