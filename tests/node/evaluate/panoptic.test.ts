import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectedRegions } from '../../../src/cli/evaluate/connected-regions.ts';
import { IdentityFollower } from '../../../src/cli/evaluate/identity-follower.ts';
import { identityTable } from '../../../src/cli/evaluate/identity-table.ts';
import { findInstances, readInstances } from '../../../src/cli/evaluate/instance-truth.ts';
import { panopticTable } from '../../../src/cli/evaluate/panoptic-table.ts';
import { PanopticTally } from '../../../src/cli/evaluate/panoptic-tally.ts';
import { readTask } from '../../../src/cli/evaluate/task.ts';
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

describe('the things of a video', () => {
  it('are followed as a stream’s are, and its identities counted by class', () => {
    const follower = new IdentityFollower(2, 10);
    for (let frame = 0; frame < 4; frame += 1) {
      // a car of 4 × 4 moves over the road, a pixel a frame
      const ids = new Uint8Array(400);
      const map = new Uint16Array(400);
      for (let y = 8; y < 12; y += 1) {
        ids.fill(1, y * 20 + frame, y * 20 + frame + 4);
        map.fill(1, y * 20 + frame, y * 20 + frame + 4);
      }
      const box = { x: frame, y: 8, width: 4, height: 4 };
      const identities = map.map((id) => id * 700);
      const found = [{ id: 1, track: 0, classId: 1, score: 0.9, box, area: 16 }];
      follower.add(found, map, { width: 20, height: 20, ids }, identities);
    }
    const { all, classes } = follower.result;
    expect(all).toEqual({ idf1: 1, idp: 1, idr: 1, switches: 0, mota: 1, identities: 1, tracks: 1 });
    expect(classes).toEqual([null, all]);
    const lines = identityTable(follower.result, [{ name: 'road' }, { name: 'car' }]).split('\n');
    expect(lines[2]).toMatch(/^\| car +\| 1\.000 \| 1\.000 \| 1\.000 \| +0 \| 1\.000 \| +1 \| +1 \|$/);
  });

  it('want a rate that is one, and the truth of things', () => {
    const given = ['--model', 'm', '--images', 'i', '--labels', 'l', '--rate'];
    expect(() => readTask([...given, '12'])).toThrow(/give their truth as --instances/);
    expect(() => readTask([...given, 'fast', '--instances', 'n'])).toThrow(/--rate is "fast"/);
    expect(() => readTask([...given, '12', '--instances', 'n', '--limit', '3'])).toThrow(/--limit leaves out frames/);
    expect(readTask([...given, '12', '--instances', 'n']).rate).toBe(12);
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
