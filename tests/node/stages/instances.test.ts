import { describe, expect, it } from 'vitest';
import { connectedInstances } from '../../../workers/stages/instances/instances.ts';

const STUFF_AND_CAR = [false, true];

function panoptic(rows: readonly string[]): number[] {
  const labels = Uint8Array.from(rows.join(''), Number);
  const out = new Uint32Array(labels.length);
  connectedInstances(labels, rows[0]?.length ?? 1, STUFF_AND_CAR, out);
  return Array.from(out);
}

describe('connected instances', () => {
  it('numbers the regions of a thing from the largest down, and stuff 0', () => {
    expect(panoptic(['10011', '00011'])).toEqual([1002, 0, 0, 1001, 1001, 0, 0, 0, 1001, 1001]);
  });

  it('joins a region whose arms meet only further down', () => {
    expect(new Set(panoptic(['1001', '1001', '1111']).filter((id) => id > 0))).toEqual(new Set([1001]));
  });

  it('counts touching corners as touching', () => {
    expect(panoptic(['10', '01'])).toEqual([1001, 0, 0, 1001]);
    expect(panoptic(['01', '10'])).toEqual([0, 1001, 1001, 0]);
  });

  it('does not join what lies on opposite borders', () => {
    const ids = panoptic(['001', '100']);
    expect(new Set(ids.filter((id) => id > 0)).size).toBe(2);
  });

  it('lets the regions beyond the 999th share a number', () => {
    const rows = ['10'.repeat(1100), '00'.repeat(1100)];
    const ids = panoptic(rows).filter((id) => id > 0);
    expect(Math.max(...ids)).toBe(1999);
    expect(ids.filter((id) => id === 1999)).toHaveLength(1100 - 998);
  });
});
