import { describe, expect, it } from 'vitest';
import { MemoryFile } from '../../../src/elements/recording/memory-file.ts';
import { randomly } from '../../fixtures/randomly.ts';

const MB = 1 << 20;

/** A machine with memory for so many pages. */
function room(pages: number): { allocate(bytes: number): Uint8Array<ArrayBuffer>; full: number } {
  const machine = {
    full: 0,
    allocate(bytes: number) {
      if (pages === 0) throw new RangeError('Array buffer allocation failed');
      pages -= 1;
      return new Uint8Array(bytes);
    },
  };
  return machine;
}

describe('a file in memory', () => {
  it('holds what is written at any place, over pages and over what was there', async () => {
    const file = new MemoryFile({ onFull: () => undefined });
    const expected = new Uint8Array(3 * MB + 17);
    const random = randomly(3);
    for (let turn = 0; turn < 40; turn += 1) {
      const position = Math.floor(random() * 2 * MB);
      const content = new Uint8Array(Math.floor(random() * MB)).fill(1 + turn);
      file.write(content, position);
      expected.set(content, position);
    }
    file.write(Uint8Array.of(7), expected.length - 1);
    expected[expected.length - 1] = 7;
    const blob = file.blob('video/mp4');
    expect([file.bytes, blob.size, blob.type]).toEqual([expected.length, expected.length, 'video/mp4']);
    expect(Buffer.compare(Buffer.from(await blob.arrayBuffer()), expected)).toBe(0);
  });

  it('tells once that there is no memory for more, and still has room for its end', async () => {
    const machine = room(4 + 2);
    let told = 0;
    const file = new MemoryFile({ allocate: (bytes) => machine.allocate(bytes), onFull: () => (told += 1) });
    file.write(new Uint8Array(2 * MB).fill(1), 0);
    expect(told).toBe(0);
    file.write(new Uint8Array(2 * MB).fill(2), 2 * MB);
    expect(told).toBe(1);
    file.write(new Uint8Array(2 * MB).fill(3), 4 * MB);
    expect(told).toBe(1);
    const bytes = new Uint8Array(await file.blob('').arrayBuffer());
    expect([bytes.length, bytes[0], bytes[2 * MB], bytes.at(-1)]).toEqual([6 * MB, 1, 2, 3]);
    expect(() => file.write(new Uint8Array(1), 6 * MB)).toThrow(RangeError);
  });
});
