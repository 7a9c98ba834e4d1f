import { bilinearGrid, type BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { Placement } from '../../../src/core/geometry/fit.ts';
import { probabilitiesAt, type Amiss, type Scores } from '../../../src/core/labels/scores.ts';

/** One member's scores of a frame. */
export interface MemberScores {
  readonly scores: Scores;
  /** Where the frame lies in its scores. */
  readonly placement: Placement;
  /** The picture was mirrored for it, and so are its scores. */
  readonly mirrored: boolean;
}

export interface Consensus {
  /** The mean of the members' probabilities, on the first one's grid. */
  readonly scores: Scores;
  /**
   * How far the members are apart at each pixel of that grid, 0 to 1: the Jensen–Shannon divergence of their
   * probabilities, H(mean) − mean of H, over its largest value, log(min(members, classes)). 0 with one member.
   */
  readonly disagreement: Float32Array;
}

export interface Ensemble {
  /** Begins a frame, with the member whose grid the others are brought to. */
  begin(member: MemberScores): void;
  /** Scores are read at once: their memory may be used again. */
  add(member: MemberScores): void;
  /** Valid until the next frame. */
  finish(): Consensus;
}

/** Memory is kept between frames of one size. */
export function createEnsemble(): Ensemble {
  let first: MemberScores | null = null;
  let members = 0;
  let amiss: Amiss | undefined;
  let sums = new Float32Array(0);
  let entropies = new Float32Array(0);
  let disagreement = new Float32Array(0);
  let one = new Float32Array(0);
  let dense = new Float32Array(0);

  return {
    begin(member) {
      const { width, height, classes } = member.scores;
      const pixels = width * height;
      if (sums.length !== pixels * classes) sums = new Float32Array(pixels * classes);
      if (disagreement.length !== pixels) {
        entropies = new Float32Array(pixels);
        disagreement = new Float32Array(pixels);
      }
      if (one.length !== classes) one = new Float32Array(classes);
      sums.fill(0);
      entropies.fill(0);
      members = 0;
      amiss = undefined;
      first = member;
      add(member, member);
    },
    add(member) {
      if (first) add(first, member);
    },
    finish() {
      if (!first) throw new Error('An ensemble without a member has no scores.');
      const { width, height, classes } = first.scores;
      const pixels = width * height;
      // the mean is a copy: the sums go on to the next frame, the scores may be smoothed in place
      const binary = first.scores.kind === 'binary';
      const data = binary ? new Float32Array(pixels) : new Float32Array(pixels * classes);
      const most = Math.log(Math.min(members, classes));
      for (let i = 0; i < pixels; i += 1) {
        let entropy = 0;
        for (let c = 0; c < classes; c += 1) {
          const p = sums[i * classes + c]! / members;
          if (p > 0) entropy -= p * Math.log(p);
          if (!binary) data[c * pixels + i] = p;
          else if (c === 1) data[i] = p;
        }
        disagreement[i] = most > 0 ? Math.min(1, Math.max(0, (entropy - entropies[i]! / members) / most)) : 0;
      }
      const kind = binary ? 'binary' : 'probabilities';
      return {
        scores: { width, height, classes, kind, data, classStride: pixels, pixelStride: 1, amiss },
        disagreement,
      };
    },
  };

  function add(to: MemberScores, member: MemberScores): void {
    const { scores } = member;
    members += 1;
    amiss ??= scores.amiss;
    const size = scores.width * scores.height * scores.classes;
    if (dense.length < size) dense = new Float32Array(size);
    for (let i = 0; i < scores.width * scores.height; i += 1) probabilitiesAt(scores, i, dense, i * scores.classes);
    addTo(sums, entropies, dense, gridOf(to, member), member.mirrored, one);
  }
}

/** From a member's grid to the first one's: the frame lies at a place of its own in each. */
function gridOf(
  { scores: to, placement: p }: MemberScores,
  { scores: from, placement: q }: MemberScores,
): BilinearGrid {
  const sx = q.width / p.width;
  const sy = q.height / p.height;
  const whole = { x: q.x - p.x * sx, y: q.y - p.y * sy, width: to.width * sx, height: to.height * sy };
  return bilinearGrid(from, whole, to);
}

function addTo(
  sums: Float32Array,
  entropies: Float32Array,
  dense: Float32Array,
  { x, y, source, target }: BilinearGrid,
  mirrored: boolean,
  one: Float32Array,
): void {
  const classes = one.length;
  const side = (column: number): number => (mirrored ? source.width - 1 - column : column);
  for (let row = 0, i = 0; row < target.height; row += 1) {
    const top = y.low[row]! * source.width;
    const bottom = y.high[row]! * source.width;
    const fy = y.weight[row]!;
    for (let column = 0; column < target.width; column += 1, i += 1) {
      const left = side(x.low[column]!);
      const right = side(x.high[column]!);
      const fx = x.weight[column]!;
      let entropy = 0;
      for (let c = 0; c < classes; c += 1) {
        const upper = dense[(top + left) * classes + c]! * (1 - fx) + dense[(top + right) * classes + c]! * fx;
        const lower = dense[(bottom + left) * classes + c]! * (1 - fx) + dense[(bottom + right) * classes + c]! * fx;
        const p = upper * (1 - fy) + lower * fy;
        sums[i * classes + c]! += p;
        if (p > 0) entropy -= p * Math.log(p);
      }
      entropies[i]! += entropy;
    }
  }
}

/**
 * Enlarges a map to the target, bilinearly.
 * @param out target height × width
 */
export function resampleMap(values: Float32Array, { x, y, source, target }: BilinearGrid, out: Float32Array): void {
  for (let row = 0, i = 0; row < target.height; row += 1) {
    const top = y.low[row]! * source.width;
    const bottom = y.high[row]! * source.width;
    const fy = y.weight[row]!;
    for (let column = 0; column < target.width; column += 1, i += 1) {
      const left = x.low[column]!;
      const right = x.high[column]!;
      const fx = x.weight[column]!;
      const upper = values[top + left]! * (1 - fx) + values[top + right]! * fx;
      const lower = values[bottom + left]! * (1 - fx) + values[bottom + right]! * fx;
      out[i] = upper * (1 - fy) + lower * fy;
    }
  }
}
