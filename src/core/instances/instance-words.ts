import type { Instance } from './instance.ts';

/** A thing takes so many words: id, track, class id, score, x, y, width, height, area; all whole but for the score, a 32-bit float. */
export const INSTANCE_WORDS = 9;

/** The things of a frame in few bytes, to be kept, or sent to another thread by the thousand. */
export function writeInstances(instances: readonly Instance[]): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(instances.length * INSTANCE_WORDS);
  const floats = new Float32Array(words.buffer);
  instances.forEach(({ id, track, classId, score, box, area }, place) => {
    const at = place * INSTANCE_WORDS;
    words.set([id, track, classId, 0, box.x, box.y, box.width, box.height, area], at);
    floats[at + 3] = score;
  });
  return words;
}

export function readInstances(words: Uint32Array): Instance[] {
  const floats = new Float32Array(words.buffer, words.byteOffset, words.length);
  return Array.from({ length: Math.floor(words.length / INSTANCE_WORDS) }, (_, place) => {
    const at = place * INSTANCE_WORDS;
    const [id = 0, track = 0, classId = 0, , x = 0, y = 0, width = 0, height = 0, area = 0] = words.subarray(
      at,
      at + INSTANCE_WORDS,
    );
    return { id, track, classId, score: floats[at + 3] ?? 0, box: { x, y, width, height }, area };
  });
}
