import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankFree } from '../../../models/start/blank.ts';
import { takeStartImage } from '../../../models/start/start-image.ts';
import { makeTiny } from '../../../models/tiny/make.ts';
import type { StartImage } from '../../../src/core/manifest/start-image.ts';
import { functionOf, memoryOf, PAGE, pagesOf, putBack } from '../../../src/platform/start-image.ts';

const imageOf = (pages: number, runs: [number, number][]): StartImage => ({
  file: 'x.start.bin',
  sha256: '',
  bytes: 0,
  runtime: '',
  pages,
  runs,
  session: 8,
  exports: { init: 'i', create: 'c' },
});

describe('a memory that is put back', () => {
  it('is what it was, wherever it held something and whatever was there before', () => {
    const places = fc.array(fc.record({ at: fc.nat(6 * PAGE - 1), byte: fc.integer({ min: 1, max: 255 }) }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(places, places, (was, then) => {
        const whole = new Uint8Array(6 * PAGE);
        for (const { at, byte } of was) whole[at] = byte;
        const { runs, content } = pagesOf(whole);
        const memory = new WebAssembly.Memory({ initial: 4, maximum: 8 });
        for (const { at, byte } of then) new Uint8Array(memory.buffer)[at % (4 * PAGE)] = byte;
        putBack(memory, imageOf(6, runs), content);
        expect(Buffer.compare(new Uint8Array(memory.buffer), whole)).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it('leaves out pages that are all zero', () => {
    const whole = new Uint8Array(5 * PAGE);
    whole[0] = whole[PAGE] = whole[3 * PAGE + 7] = 1;
    const { runs, content } = pagesOf(whole);
    expect(runs).toEqual([
      [0, 2],
      [3, 1],
    ]);
    expect(content.length).toBe(3 * PAGE);
  });
});

describe('what a runtime has let go of', () => {
  it('is filled with zeros, and what it holds stays', () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 8 });
    const bytes = new Uint8Array(memory.buffer).fill(7);
    // hands out pieces of the second half, one after another, and asks for more when that is full
    let next = PAGE / 2;
    const given: number[] = [];
    const freed: number[] = [];
    blankFree({
      memory,
      malloc(size) {
        if (next + size > PAGE) {
          expect(() => memory.grow(1)).toThrow(RangeError);
          return 0;
        }
        given.push(next);
        return (next += size) - size;
      },
      free: (address) => freed.push(address),
    });
    expect(bytes.subarray(0, PAGE / 2).every((byte) => byte === 7)).toBe(true);
    expect(bytes.subarray(PAGE / 2).every((byte) => byte === 0)).toBe(true);
    expect(freed).toEqual(given);
    expect(memory.grow(1)).toBe(1);
  });
});

describe("a runtime's parts", () => {
  it('are its memory and its functions, and what is missing is named', () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    expect(memoryOf({ a: { b: () => 0, m: memory } })).toBe(memory);
    expect(() => memoryOf({ a: {} })).toThrow(/no memory/);
    expect(functionOf({ f: () => 3 }, 'f')()).toBe(3);
    expect(() => functionOf({}, 'f')).toThrow(/“f”/);
  });
});

describe('a memory snapshot', () => {
  it('is the same bytes each time, so that builds beside one another write one file', { timeout: 60_000 }, async () => {
    const [first, again] = await Promise.all([takeStartImage(makeTiny()), takeStartImage(makeTiny())]);
    expect(first.facts).toEqual(again.facts);
    expect(Buffer.compare(first.bytes, again.bytes)).toBe(0);
    expect(first.facts.runs.reduce((sum, [, count]) => sum + count * PAGE, 0)).toBe(first.bytes.length);
    expect(first.facts.session).toBeGreaterThan(0);
  });

  it("holds nothing of the model's file, which the runtime has read and let go of", { timeout: 60_000 }, async () => {
    const onnx = Buffer.from(makeTiny());
    const { bytes } = await takeStartImage(onnx);
    expect(Buffer.from(bytes).includes(onnx)).toBe(false);
  });
});
