import type { Scores } from '../../../src/core/labels/scores.ts';
import { createMotion } from './motion.ts';

export interface TemporalSmoothing {
  /**
   * Mixes the previous frame's scores into these, in place: exponential smoothing where the picture stands still, none
   * where it moves, so that nothing drags behind a moving hand.
   * @param luma of the model's input, 0 to 255, height × width
   * @param strength share of the past kept at rest, 0 to 0.95
   * @returns the share kept at each pixel of the scores, valid until the next run; null where there is no past yet
   */
  run(scores: Scores, luma: Float32Array, width: number, height: number, strength: number): Float32Array | null;
  /** Forgets the past, as after a seek. */
  reset(): void;
}

export function createTemporalSmoothing(): TemporalSmoothing {
  const motion = createMotion();
  let past = new Float32Array(0);
  let keep = new Float32Array(0);
  return {
    run(scores, luma, width, height, strength) {
      const { data } = scores;
      const stillness = motion.stillness(luma, width, height);
      if (past.length !== data.length) {
        past = data.slice();
        return null;
      }
      const count = scores.width * scores.height;
      if (keep.length !== count) keep = new Float32Array(count);
      spread(stillness, motion.columns, motion.rows, scores.width, scores.height, strength, keep);
      const planes = Math.round(data.length / count);
      const planar = scores.pixelStride === 1;
      for (let plane = 0; plane < planes; plane += 1) {
        if (planar) mix(data, past, keep, plane * count, 1);
        else mix(data, past, keep, plane, scores.pixelStride);
      }
      return keep;
    },
    reset() {
      past = new Float32Array(0);
      motion.reset();
    },
  };
}

function mix(data: Float32Array, past: Float32Array, keep: Float32Array, offset: number, step: number): void {
  for (let i = 0, at = offset; i < keep.length; i += 1, at += step) {
    const now = data[at]!;
    const mixed = now + keep[i]! * (past[at]! - now);
    // a NaN or an infinity of one frame must not stay for ever
    const value = mixed - mixed === 0 ? mixed : now;
    data[at] = value;
    past[at] = value;
  }
}

/** Each pixel takes the stillness of the block it lies in. */
function spread(
  stillness: Float32Array,
  columns: number,
  rows: number,
  width: number,
  height: number,
  strength: number,
  keep: Float32Array,
): void {
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * rows) / height) * columns;
    const from = y * width;
    if (y > 0 && row === Math.floor(((y - 1) * rows) / height) * columns) {
      keep.copyWithin(from, from - width, from);
      continue;
    }
    for (let x = 0; x < width; x += 1) {
      keep[from + x] = strength * stillness[row + Math.floor((x * columns) / width)]!;
    }
  }
}
