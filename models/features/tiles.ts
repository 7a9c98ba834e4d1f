/** A square part of a picture, in its pixels. */
export interface Tile {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Squares of `size` that cover a picture, each over at least three tenths of the one before. */
export function tilesOver(width: number, height: number, size: number): Tile[] {
  const across = starts(width, size);
  return starts(height, size).flatMap((y) => across.map((x) => ({ x, y, size })));
}

function starts(length: number, size: number): number[] {
  const steps = length > size ? Math.ceil((length - size) / (size * 0.7)) : 0;
  return Array.from({ length: steps + 1 }, (_, i) => (steps === 0 ? 0 : Math.round((i * (length - size)) / steps)));
}
