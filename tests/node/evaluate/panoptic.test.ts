import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectedRegions } from '../../../src/cli/evaluate/connected-regions.ts';
import { findInstances, readInstances } from '../../../src/cli/evaluate/instance-truth.ts';
import { panopticTable } from '../../../src/cli/evaluate/panoptic-table.ts';
import { PanopticTally } from '../../../src/cli/evaluate/panoptic-tally.ts';
import { folderOf, grey } from './folder.ts';

const size = { width: 6, height: 2 };
const THINGS = [false, true];
/** Two cars that touch, before road. */
const truth = { ...size, ids: Uint8Array.of(1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0) };
const apart = Uint16Array.of(3, 3, 900, 900, 0, 0, 3, 3, 900, 900, 0, 0);

describe('panoptic quality of an evaluation', () => {
  it('is that of the model’s things, with connected regions of the same labels beside', () => {
    const tally = new PanopticTally(THINGS);
    tally.add(truth.ids, Uint16Array.of(1, 1, 2, 2, 0, 0, 1, 1, 2, 2, 0, 0), truth, apart);
    const { model, regions } = tally.result;
    expect(model.all).toEqual({ pq: 1, sq: 1, rq: 1 });
    // one region of eight pixels: each car is exactly a half of it
    expect(regions.classes[1]).toMatchObject({ pq: 0, matched: 0, extra: 1, missed: 2 });
    const lines = panopticTable(tally.result, [{ name: 'road' }, { name: 'car' }]).split('\n');
    expect(lines[3]).toMatch(/^\| car +\| 1\.000 \| 1\.000 \| 1\.000 \| +2 \| +0 \| +0 \| +0\.000 \| +1\.000 \|$/);
    expect(lines[6]).toMatch(/^\| all +\| 1\.000 .* 0\.500 \| +1\.000 \|$/);
  });

  it('leaves what is below 0.05 % of the frame to the last column', () => {
    const ids = new Uint8Array(3000);
    const specks = new Uint16Array(3000);
    ids.fill(1, 0, 1);
    specks.fill(7, 0, 1);
    const tally = new PanopticTally(THINGS);
    tally.add(new Uint8Array(3000), new Uint16Array(3000), { width: 60, height: 50, ids }, specks);
    expect(tally.result.model.classes[1]).toBe(null);
    expect(tally.result.withSpecks.classes[1]).toMatchObject({ missed: 1 });
  });
});

describe('connected regions', () => {
  it('are of one class, hang together by corners too, and go round bends', () => {
    const labels = [1, 0, 1, 1, 0, 2, 0, 1, 0, 1, 1, 2];
    expect([...connectedRegions(Uint8Array.from(labels), size, [false, true, true])]).toEqual([
      1, 0, 1, 1, 0, 2, 0, 1, 0, 1, 1, 2,
    ]);
  });

  it('are no specks', () => {
    const labels = new Uint8Array(6000);
    labels.fill(1, 0, 2);
    labels.fill(1, 60, 63);
    const numbers = connectedRegions(labels, { width: 30, height: 200 }, THINGS);
    expect([...numbers.subarray(0, 2), ...numbers.subarray(60, 63)]).toEqual([0, 0, 1, 1, 1]);
  });
});

describe('the ids of things in a folder', () => {
  it('lie beside the labels, with 16 bits', () => {
    const { images, labels } = folderOf({ 'labels/a.png': { ...size, data: apart, depth: 16 } });
    const paths = findInstances([{ name: 'a.jpg', labelPath: '' }], labels);
    expect([...readInstances(paths[0]!, size)]).toEqual([...apart]);
    expect(() => findInstances([{ name: 'b.jpg', labelPath: '' }], images)).toThrow(/b\.jpg has no .*b\.png/);
  });

  it('are refused in another size, and in colour', () => {
    const colours = { width: 1, height: 1, data: Uint8Array.of(1, 2, 3), channels: 3 } as const;
    const { labels } = folderOf({ 'labels/a.png': grey([0, 1], 2), 'labels/b.png': colours });
    expect(() => readInstances(join(labels, 'a.png'), size)).toThrow(/a\.png has 2×1 pixels and the labels 6×2/);
    expect(() => readInstances(join(labels, 'b.png'), size)).toThrow(/holds no ids of things: it is in colour/);
  });
});
