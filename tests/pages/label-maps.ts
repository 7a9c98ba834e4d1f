import { unzipSync } from 'fflate';
import { decode } from 'fast-png';

/** The labels of a clip as they were taken away: a map a frame, and each class's share of each frame. */
export interface LabelledClip {
  readonly maps: readonly LabelMap[];
  readonly shares: readonly (readonly number[])[];
}

interface LabelMap {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly labels: Uint8Array;
}

/** How far two labelled clips are apart. */
export interface Difference {
  /** Part of the pixels with the same label, 0 to 1, over all frames. */
  readonly equal: number;
  /** The largest difference of a class's share in a frame. */
  readonly shares: number;
}

/** Reads the zip of indexed PNGs that the analyst's page writes. */
export function readMaps(zip: Uint8Array): LabelMap[] {
  return Object.entries(unzipSync(zip))
    .filter(([name]) => name.endsWith('.png'))
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, bytes]) => {
      const { width, height, data, depth } = decode(bytes);
      if (depth !== 8 || data.length !== width * height) throw new Error(`${name} is no 8-bit map of indices.`);
      return { name, width, height, labels: new Uint8Array(data) };
    });
}

/** @throws Error where they are not of the same frames */
export function difference(a: LabelledClip, b: LabelledClip): Difference {
  let [same, all, shares] = [0, 0, 0];
  for (const [place, { name, labels }] of a.maps.entries()) {
    const other = b.maps[place];
    if (other?.labels.length !== labels.length) throw new Error(`${name} has no counterpart of its size.`);
    for (let at = 0; at < labels.length; at += 1) if (labels[at] === other.labels[at]) same += 1;
    all += labels.length;
  }
  for (const [frame, own] of a.shares.entries()) {
    for (const [id, share] of own.entries()) shares = Math.max(shares, Math.abs(share - (b.shares[frame]?.[id] ?? 0)));
  }
  return { equal: same / Math.max(1, all), shares };
}
