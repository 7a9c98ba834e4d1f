import { array, assert, integer, nat, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packLabels, unpackLabels } from '../../../src/core/labels/label-codec.ts';

describe('packed label maps', () => {
  it('come back as they were', () => {
    const runs = array(tuple(nat(255), integer({ min: 1, max: 2000 })), { maxLength: 30 });
    assert(
      property(runs, (parts) => {
        const labels = Uint8Array.from(parts.flatMap(([id, length]) => Array<number>(length).fill(id)));
        expect(unpackLabels(packLabels(labels), labels.length, 256)).toEqual(labels);
      }),
      { numRuns: 50 },
    );
  });

  it('come back where no two neighbours agree', () => {
    const labels = Uint8Array.from({ length: 20_000 }, (_, i) => i % 251);
    expect(unpackLabels(packLabels(labels), labels.length, 256)).toEqual(labels);
  });

  it('come back as they were where ids take 16 bits', () => {
    const runs = array(tuple(nat(65_534), integer({ min: 1, max: 2000 })), { maxLength: 30 });
    assert(
      property(runs, (parts) => {
        const labels = Uint16Array.from(parts.flatMap(([id, length]) => Array<number>(length).fill(id)));
        expect(unpackLabels(packLabels(labels), labels.length, 257)).toEqual(labels);
      }),
      { numRuns: 50 },
    );
  });

  it('are small where the map is calm', () => {
    const labels = new Uint8Array(1920 * 1080).fill(3).fill(7, 1_000_000);
    expect(packLabels(labels).length).toBeLessThan(64);
  });

  it('are refused at another size, or cut off', () => {
    const packed = packLabels(new Uint8Array(100).fill(5));
    expect(() => unpackLabels(packed, 99, 256)).toThrow(/damaged/);
    expect(() => unpackLabels(packed, 101, 256)).toThrow(/damaged/);
    expect(() => unpackLabels(packed.subarray(0, 2), 100, 256)).toThrow();
  });
});
