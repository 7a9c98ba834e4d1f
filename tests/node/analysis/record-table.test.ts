import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LogRecord } from '../../../src/core/labels/label-log.ts';
import { createRecordTable } from '../../../workers/video/record-table.ts';

const CLASSES = 3;
const share = fc.float({ min: 0, max: 1, noNaN: true });
const record: fc.Arbitrary<LogRecord> = fc.record({
  index: fc.nat(2000),
  width: fc.nat(70_000),
  height: fc.nat(70_000),
  bytes: fc.nat(),
  at: fc.maxSafeNat(),
  figures: fc.array(share, { minLength: CLASSES, maxLength: CLASSES }).map((values) => Float32Array.from(values)),
});

it('holds what a map of records holds, in the order of the frames', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 50 }), (records) => {
      const [table, map] = [createRecordTable(CLASSES), new Map<number, LogRecord>()];
      for (const each of records) {
        table.set(each);
        map.set(each.index, each);
      }
      expect(table.size).toBe(map.size);
      expect([...table.indices()]).toEqual([...map.keys()].sort((a, b) => a - b));
      for (const [index, each] of map) expect(table.get(index)).toEqual(each);
      expect(table.get(2001)).toBeNull();
    }),
  );
});

it('hands out figures that stay when a frame is analysed anew', () => {
  const table = createRecordTable(1);
  const first = { index: 4, width: 2, height: 2, bytes: 1, at: 16, figures: Float32Array.of(0.5) };
  table.set(first);
  const before = table.get(4);
  table.set({ ...first, figures: Float32Array.of(0.25) });
  expect(before?.figures).toEqual(Float32Array.of(0.5));
  expect(table.get(4)?.figures).toEqual(Float32Array.of(0.25));
  expect(table.get(3)).toBeNull();
});
