import type { Size } from '../../../src/core/geometry/fit.ts';
import { reach, type Point, type Region } from './region.ts';

/** A mask of a piece of the frame. */
export interface Masked {
  readonly region: Region;
  /** Square, row-major. */
  readonly mask: Float32Array;
}

/** The probability that a mask gives to a place of the frame; 0 outside. */
export function probabilityAt({ region, mask }: Masked, { x, y }: Point): number {
  const side = Math.sqrt(mask.length);
  const [cos, sin] = [Math.cos(region.angle), Math.sin(region.angle)];
  const [dx, dy] = [x - region.x, y - region.y];
  const u = Math.floor(((dx * cos + dy * sin) / region.side + 0.5) * side);
  const v = Math.floor(((dy * cos - dx * sin) / region.side + 0.5) * side);
  return u >= 0 && v >= 0 && u < side && v < side ? mask[v * side + u]! : 0;
}

/** A grid over the whole frame: of each cell who is likeliest there. */
export interface People {
  readonly width: number;
  readonly height: number;
  /** Of the likeliest person. */
  readonly probabilities: Float32Array<ArrayBuffer>;
  /** 1 and up, in the order in which masks were pasted; 0: nobody. */
  readonly owners: Uint16Array<ArrayBuffer>;
}

export function createPeople({ width, height }: Size): People {
  const cells = width * height;
  return { width, height, probabilities: new Float32Array(cells), owners: new Uint16Array(cells) };
}

/** Lays a person's mask on the grid: a cell is theirs where they are likelier than all before. @param frame whose pixels the region means */
export function paste({ region, mask }: Masked, owner: number, frame: Size, people: People): void {
  const { width, height, probabilities, owners } = people;
  const side = Math.sqrt(mask.length);
  const [cellW, cellH] = [frame.width / width, frame.height / height];
  const half = reach(region);
  const within = (at: number, size: number): number => Math.min(size, Math.max(0, at));
  const [left, right] = [region.x - half, region.x + half].map((x) => within(Math.round(x / cellW), width)) as [
    number,
    number,
  ];
  const [top, bottom] = [region.y - half, region.y + half].map((y) => within(Math.round(y / cellH), height)) as [
    number,
    number,
  ];
  const scale = side / region.side;
  const [cos, sin] = [Math.cos(region.angle) * scale, Math.sin(region.angle) * scale];
  const last = side - 1;
  for (let row = top; row < bottom; row += 1) {
    const dx = (left + 0.5) * cellW - region.x;
    const dy = (row + 0.5) * cellH - region.y;
    // between the middles of the mask's pixels
    let u = dx * cos + dy * sin + (side - 1) / 2;
    let v = dy * cos - dx * sin + (side - 1) / 2;
    const end = row * width + right;
    for (let at = row * width + left; at < end; at += 1, u += cellW * cos, v -= cellW * sin) {
      if (u < 0 || v < 0 || u >= last || v >= last) continue;
      const [x, y] = [Math.trunc(u), Math.trunc(v)];
      const [fx, fy, from] = [u - x, v - y, y * side + x];
      const above = mask[from]! + (mask[from + 1]! - mask[from]!) * fx;
      const below = mask[from + side]! + (mask[from + side + 1]! - mask[from + side]!) * fx;
      const probability = above + (below - above) * fy;
      if (probability <= probabilities[at]!) continue;
      probabilities[at] = probability;
      owners[at] = owner;
    }
  }
}

/** Gives cells beside somebody's to them, though nobody was seen there: stages behind may move an edge by a few cells. */
export function widen({ owners, width, height }: People, cells: number): void {
  for (let pass = 0; pass < cells; pass += 1) {
    const before = owners.slice();
    for (let y = 0, at = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1, at += 1) {
        if (before[at] !== 0) continue;
        owners[at] =
          (x > 0 && before[at - 1]) ||
          (x + 1 < width && before[at + 1]) ||
          (y > 0 && before[at - width]) ||
          (y + 1 < height && before[at + width]) ||
          0;
      }
    }
  }
}
