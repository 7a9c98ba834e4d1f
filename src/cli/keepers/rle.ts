/**
 * The run lengths of one mask as COCO's tools write them in a string: each, from the third on its difference to the one before the last, in
 * groups of five bits, the lowest first, 32 where more follow, and 48 on top (https://cocodataset.org/#format-data).
 * @param counts pixels that are not of it and that are, by turns, column by column
 */
export function rleString(counts: readonly number[]): string {
  let text = '';
  for (const [place, count] of counts.entries()) {
    let rest = place > 2 ? count - counts[place - 2]! : count;
    for (let more = true; more;) {
      let group = rest & 31;
      rest >>= 5;
      // the highest bit of the last group says the sign
      more = group & 16 ? rest !== -1 : rest !== 0;
      if (more) group |= 32;
      text += String.fromCharCode(group + 48);
    }
  }
  return text;
}

/** A segment of a frame. */
export interface Segment {
  readonly key: number;
  area: number;
  /** x, y, width, height in pixels. */
  readonly bbox: [number, number, number, number];
  /** Its run lengths, column by column, beginning with those that are not of it. */
  readonly counts: number[];
}

/**
 * Takes a frame apart into segments, in the order in which they begin.
 * @param keyOf of which segment a pixel is, by its place in row-major order
 */
export function segmentsOf(width: number, height: number, keyOf: (at: number) => number): Segment[] {
  interface Open extends Segment {
    end: number;
    right: number;
    bottom: number;
    top: number;
    left: number;
  }
  const found = new Map<number, Open>();
  const close = (key: number, from: number, to: number): void => {
    let segment = found.get(key);
    if (!segment) {
      segment = { key, area: 0, bbox: [0, 0, 0, 0], counts: [], end: 0, left: width, right: 0, top: height, bottom: 0 };
      found.set(key, segment);
    }
    segment.counts.push(from - segment.end, to - from);
    segment.end = to;
    segment.area += to - from;
    // a run may go on in the next columns, and has then all rows of some
    const [first, last] = [Math.floor(from / height), Math.floor((to - 1) / height)];
    segment.left = Math.min(segment.left, first);
    segment.right = Math.max(segment.right, last);
    segment.top = Math.min(segment.top, first === last ? from % height : 0);
    segment.bottom = Math.max(segment.bottom, first === last ? (to - 1) % height : height - 1);
  };
  let [key, from] = [NaN, 0];
  const pixels = width * height;
  for (let x = 0, place = 0; x < width; x += 1) {
    for (let y = 0, at = x; y < height; y += 1, at += width, place += 1) {
      const next = keyOf(at);
      if (next === key) continue;
      if (place > 0) close(key, from, place);
      [key, from] = [next, place];
    }
  }
  close(key, from, pixels);
  return [...found.values()].map(({ key: own, area, counts, end, left, right, top, bottom }) => ({
    key: own,
    area,
    bbox: [left, top, right - left + 1, bottom - top + 1],
    counts: end < pixels ? [...counts, pixels - end] : counts,
  }));
}
