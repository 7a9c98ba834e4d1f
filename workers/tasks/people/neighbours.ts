import { radius, type Body } from './body.ts';
import { inFrame, type Region } from './region.ts';

/** Pixels of a network's input that are decided on together. */
const BLOCK = 4;
/** What is so much nearer to another body than to the person's own is the other's. */
const NEARER = 0.8;

/**
 * Blackens in a network's input what belongs to others by where their bodies are: a network that sees two people side by side
 * whose hips are out of the picture takes them for one. Where that cuts too much, the other's mask has it.
 * @param planes 3 × side × side, of what `region` shows
 * @param black the value of black
 */
export function hideNeighbours(
  planes: Float32Array,
  { region, side, black }: { readonly region: Region; readonly side: number; readonly black: number },
  own: Body,
  others: readonly Body[],
): void {
  const near = others.filter((other) => mayReach(other, region));
  if (near.length === 0) return;
  const [mine, theirs] = [createAxis(own), near.map(createAxis)];
  const plane = side * side;
  for (let top = 0; top < side; top += BLOCK) {
    for (let left = 0; left < side; left += BLOCK) {
      const { x, y } = inFrame(region, (left + BLOCK / 2) / side, (top + BLOCK / 2) / side);
      const bar = NEARER * mine(x, y);
      if (!theirs.some((distance) => distance(x, y) < bar)) continue;
      for (let channel = 0; channel < 3; channel += 1) {
        for (let row = top; row < top + BLOCK; row += 1) {
          const from = channel * plane + row * side + left;
          planes.fill(black, from, from + BLOCK);
        }
      }
    }
  }
}

function mayReach(other: Body, { x, y, side }: Region): boolean {
  return Math.hypot(other.shoulders.x - x, other.shoulders.y - y) < side + radius(other);
}

/** How far a place is from the line between face and hips, in radii of the body. */
function createAxis(body: Body): (x: number, y: number) => number {
  const { face, hips } = body;
  const [dx, dy] = [hips.x - face.x, hips.y - face.y];
  const length = Math.max(dx * dx + dy * dy, 1e-6);
  const size = Math.max(radius(body), 1e-3);
  return (x, y) => {
    // a little beyond the face's middle: the rest of the head
    const along = Math.min(1, Math.max(-0.1, ((x - face.x) * dx + (y - face.y) * dy) / length));
    return Math.hypot(x - face.x - along * dx, y - face.y - along * dy) / size;
  };
}
