import { isSame, type Body } from './body.ts';
import { inFrame, type Point, type Region } from './region.ts';

/** A person whom the finder sees. */
export interface Detection {
  /** 0 to 1. */
  readonly score: number;
  readonly body: Body;
  /** Side of the piece of the frame in which that was. */
  readonly within: number;
}

/** What the finder is asked of, and how sure it has to be. */
export interface Search {
  /** What it was fed. */
  readonly tile: Region;
  /** Pixels of its input. */
  readonly side: number;
  /** 0 to 1. */
  readonly least: number;
}

/** Values of a box: its middle and size, then hips, the rim of the whole body, shoulders, the rim of the upper body. */
const VALUES = 12;
const [FACE, HIPS, RIM, SHOULDERS] = [0, 4, 6, 8] as const;

/**
 * The people of one run of the finder.
 * @param boxes 12 values an anchor, in pixels of the input, relative to the anchor
 * @param scores before the logistic function
 */
export function detections(
  boxes: Float32Array,
  scores: Float32Array,
  anchors: Float32Array,
  { tile, side, least }: Search,
): Detection[] {
  const found: Detection[] = [];
  const bar = Math.log(least / (1 - least));
  for (let i = 0; i < scores.length; i += 1) {
    const score = scores[i]!;
    if (!(score > bar)) continue;
    const at = (value: number): Point => {
      const from = i * VALUES + value;
      return inFrame(tile, boxes[from]! / side + anchors[2 * i]!, boxes[from + 1]! / side + anchors[2 * i + 1]!);
    };
    found.push({
      score: 1 / (1 + Math.exp(-score)),
      within: tile.side,
      body: { face: at(FACE), shoulders: at(SHOULDERS), hips: at(HIPS), rim: at(RIM) },
    });
  }
  return distinct(found);
}

/** Each person once, as seen surest. */
export function distinct(found: readonly Detection[]): Detection[] {
  const kept: Detection[] = [];
  for (const each of found.toSorted((a, b) => b.score - a.score)) {
    if (!kept.some(({ body }) => isSame(each.body, body))) kept.push(each);
  }
  return kept;
}
