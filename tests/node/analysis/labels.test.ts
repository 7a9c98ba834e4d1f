import { decode } from 'fast-png';
import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binned, meansOver } from '../../../src/core/analysis/bins.ts';
import { isHead, readRecord, recordBytes, writeHead, writeRecord } from '../../../src/core/labels/label-log.ts';
import { indexedPng } from '../../../workers/video/indexed-png.ts';
import { labelPng } from '../../../workers/video/label-png.ts';
import { panopticFrame } from '../../../workers/video/panoptic.ts';
import { probeLabels } from '../../../workers/video/probe.ts';

describe('an indexed PNG', () => {
  it('decodes to the exact labels, whatever they are', () => {
    const size = integer({ min: 1, max: 40 });
    assert(
      property(
        size,
        size,
        array(integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 50 }),
        (width, height, some) => {
          const labels = Uint8Array.from({ length: width * height }, (_, i) => some[(i * 7) % some.length] ?? 0);
          const colours = ['#000000', '#ff0000', '#00ff00', '#123456'];
          const png = decode(indexedPng(labels, width, height, colours));
          expect([png.width, png.height, png.palette?.[3]]).toEqual([width, height, [0x12, 0x34, 0x56]]);
          expect(Buffer.compare(Buffer.from(png.data), Buffer.from(labels))).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a label map of more than 256 classes', () => {
  it('is a grey PNG of 16 bits, whose values are the class ids', () => {
    const labels = Uint16Array.of(0, 255, 256, 40_000, 65_534, 1);
    const png = decode(labelPng(labels, { width: 3, height: 2 }, []));
    expect([png.width, png.height, png.depth, png.channels, [...png.data]]).toEqual([3, 2, 16, 1, [...labels]]);
  });

  it('is counted where panoptic ids take more than the 24 bits that COCO has', () => {
    const classes = Array.from({ length: 65_535 }, (_, id) => ({ id, name: `c${id}`, colour: '#000000', thing: true }));
    const labels = Uint16Array.of(65_534, 65_534, 3, 65_534);
    const { png, segments } = panopticFrame(labels, { width: 4, height: 1 }, classes);
    const { data } = decode(png);
    const ids = [0, 1, 2, 3].map((at) => data[at * 3]! + 256 * data[at * 3 + 1]! + 65_536 * data[at * 3 + 2]!);
    expect(ids).toEqual([1, 1, 2, 3]);
    expect(segments.map(({ id, category_id, area }) => [id, category_id, area])).toEqual([
      [1, 65_534, 2],
      [2, 3, 1],
      [3, 65_534, 1],
    ]);
  });
});

describe('a pixel', () => {
  /** A slow flood fill, pixel by pixel. */
  function region(labels: Uint8Array, width: number, seed: number): number {
    const seen = new Set([seed]);
    for (const at of seen) {
      const x = at % width;
      for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (labels[next] === labels[seed]) seen.add(next);
      }
    }
    return seen.size;
  }

  it('is in a region as large as a plain flood fill finds', () => {
    const pixels = array(integer({ min: 0, max: 1 }), { minLength: 63, maxLength: 63 });
    assert(
      property(pixels, integer({ min: 0, max: 62 }), (values, seed) => {
        const labels = Uint8Array.from(values);
        const found = probeLabels(
          labels,
          { width: 9, height: 7 },
          ((seed % 9) + 0.5) / 9,
          (Math.floor(seed / 9) + 0.5) / 7,
        );
        expect(found).toMatchObject({ at: seed, classId: labels[seed], region: region(labels, 9, seed) });
        expect(found.share).toBeCloseTo(values.filter((each) => each === values[seed]).length / 63, 6);
      }),
    );
  });
});

describe('the log of labels', () => {
  it('gives back what was written, and knows its own', () => {
    const figures = Float32Array.of(0.5, 0.25, 0.25);
    const record = { index: 7, width: 1920, height: 1080, figures, bytes: 4321 };
    const head = writeRecord(record);
    expect(head).toHaveLength(recordBytes(3));
    expect(readRecord(head, 3, 100)).toEqual({ ...record, at: 100 + recordBytes(3) });
    const shape = { figures: 3, things: false };
    expect(isHead(writeHead(shape), shape)).toBe(true);
    expect(isHead(writeHead(shape), { ...shape, figures: 4 })).toBe(false);
    expect(isHead(writeHead(shape), { ...shape, things: true })).toBe(false);
    expect(isHead(new Uint8Array(16), shape)).toBe(false);
    // as versions before things were told apart wrote it
    expect([...new Uint32Array(writeHead(shape).buffer).slice(1)]).toEqual([1, 3, 0]);
  });
});

describe('a series', () => {
  const series = {
    times: Float64Array.of(0, 1, 2, 3, 4),
    durations: new Float64Array(5).fill(1),
    shares: [Float32Array.of(0, 1, NaN, 1, 1), new Float32Array(5).fill(NaN)],
  };

  it('is binned to means that leave out what is unknown', () => {
    const { times, means } = binned(series, 2);
    expect(times).toEqual([0, 2]);
    expect(means).toEqual([
      [0.5, 1],
      [null, null],
    ]);
    expect(binned(series, 100).times).toHaveLength(5);
    expect(binned({ ...series, times: new Float64Array() }, 10).times).toEqual([]);
  });

  it('has means over a selection', () => {
    expect(meansOver(series, 1, 3)).toEqual([1, null]);
    expect(meansOver(series, 0, 1)).toEqual([0.5, null]);
  });
});
