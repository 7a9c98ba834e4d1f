import type { Scores } from '../../../src/core/labels/scores.ts';
import { motionField, type MotionField } from './motion-field.ts';
import { shrink, SHRINK, type Thumbnail } from './thumbnail.ts';

/** Two displacements that differ by more, in the thumbnail's pixels, belong to two things. */
export const UNCOVERED = 1;

/** Moves the last scores along with the picture, in place of running the model again. */
export interface Warp {
  /** Keeps a frame's scores (copied) and its picture. @param luma of the model's input, 0 to 255 */
  hold(scores: Scores, luma: Float32Array, width: number, height: number): void;
  /** The held scores where their content is now; null where none are held. Good until the next call. */
  follow(luma: Float32Array, width: number, height: number): Scores | null;
  reset(): void;
}

export function createWarp(): Warp {
  let held: Scores | null = null;
  let picture: Thumbnail | null = null;
  let kept = new Float32Array(0);
  let moved = new Float32Array(0);
  let sources = new Uint32Array(0);
  return {
    hold(scores, luma, width, height) {
      const { data } = scores;
      if (kept.length !== data.length) [kept, moved] = [new Float32Array(data.length), new Float32Array(data.length)];
      kept.set(data);
      held = { ...scores, data: kept };
      picture = shrink(luma, width, height);
    },
    follow(luma, width, height) {
      if (!held || !picture) return null;
      const now = shrink(luma, width, height);
      if (now.width === 0) return { ...held, data: kept };
      if (now.width !== picture.width || now.height !== picture.height) return null;
      const count = held.width * held.height;
      if (sources.length !== count) sources = new Uint32Array(count);
      const scale = { x: held.width / width, y: held.height / height };
      trace(motionField(picture, now), motionField(now, picture), held, scale, sources);
      const { classes, classStride, pixelStride } = held;
      for (let each = 0; each < classes; each += 1) {
        // one value stands for both classes of a binary model
        if (held.kind === 'binary' && each > 0) break;
        const start = each * classStride;
        for (let i = 0; i < count; i += 1) moved[start + i * pixelStride] = kept[start + sources[i]! * pixelStride]!;
      }
      return { ...held, data: moved };
    },
    reset() {
      held = picture = null;
    },
  };
}

/**
 * For each pixel of the scores the pixel its content was at.
 *
 * Where something moved away, what stands still now was hidden before: its old place holds the scores of what hid it. There
 * the scores come from as far behind the thing as it has moved.
 * @param arrived,left displacements of the picture now, and of the picture before (their signs turned)
 */
function trace(
  arrived: MotionField,
  left: MotionField,
  { width, height }: Scores,
  scale: { readonly x: number; readonly y: number },
  out: Uint32Array,
): void {
  const stepX = SHRINK * scale.x;
  const stepY = SHRINK * scale.y;
  const columns = arrived.width;
  for (let row = 0; row < height; row += 1) {
    const y = within(row / stepY, arrived.height);
    let column = 0;
    for (let x = 0; x < columns; x += 1) {
      const here = y * columns + x;
      let dx = arrived.x[here]!;
      let dy = arrived.y[here]!;
      const there = within(y - dy + 0.5, arrived.height) * columns + within(x - dx + 0.5, columns);
      if (Math.abs(left.x[there]! + dx) + Math.abs(left.y[there]! + dy) > UNCOVERED) {
        // what was here has gone; where nothing has, what was there went elsewhere
        const gone = left.x[here] || left.y[here] ? here : there;
        dx = -left.x[gone]!;
        dy = -left.y[gone]!;
      }
      const line = Math.max(0, Math.min(height - 1, Math.round(row - dy * stepY))) * width;
      const shift = Math.round(dx * stepX);
      const end = x === columns - 1 ? width : Math.min(width, Math.ceil((x + 1) * stepX));
      for (; column < end; column += 1) {
        out[row * width + column] = line + Math.max(0, Math.min(width - 1, column - shift));
      }
    }
  }
}

function within(position: number, size: number): number {
  return Math.max(0, Math.min(size - 1, Math.floor(position)));
}
