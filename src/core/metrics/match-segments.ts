import type { LabelMap } from '../labels/label-map.ts';

/** Which class and which thing each pixel is: height × width each. */
export interface PanopticMap {
  /** Class ids; those from the number of classes on are void in the truth, and nothing in what is scored. */
  readonly classes: LabelMap;
  /** Ids of things, unique in the frame; 0 for stuff, and for what is of a thing's class and no thing that is told apart. */
  readonly instances: LabelMap;
}

/** What became of a frame's segments. */
export interface SegmentMatches {
  readonly matches: readonly { readonly classId: number; readonly iou: number }[];
  /** The classes of segments that were said and match none, and of those of the truth that none matches. */
  readonly extra: readonly number[];
  readonly missed: readonly number[];
}

/** The segments of a frame: 0 is none, void in the truth. */
class Segments {
  readonly classes: number[] = [-1];
  readonly areas: number[] = [0];
  /** Of each pixel its segment. */
  readonly at: Uint16Array;

  constructor({ classes, instances }: PanopticMap, things: readonly boolean[]) {
    this.at = new Uint16Array(classes.length);
    const numbers = new Map<number, number>();
    for (let i = 0; i < classes.length; i += 1) {
      const [classId, instance] = [classes[i]!, instances[i]!];
      if (classId >= things.length || (things[classId] && instance === 0)) continue;
      // an id that two classes share is a segment of each
      const key = classId * 65_536 + (things[classId] ? instance : 0);
      const number = numbers.get(key) ?? this.#begin(numbers, key, classId);
      this.at[i] = number;
      this.areas[number]! += 1;
    }
  }

  #begin(numbers: Map<number, number>, key: number, classId: number): number {
    numbers.set(key, this.classes.length);
    this.areas.push(0);
    return this.classes.push(classId) - 1;
  }

  /** Makes things that are smaller void. */
  drop(least: number, things: readonly boolean[]): void {
    const small = this.areas.map((area, number) => area < least && things[this.classes[number]!] === true);
    for (let i = 0; i < this.at.length; i += 1) if (small[this.at[i]!]) this.at[i] = 0;
    small.forEach((is, number) => {
      if (is) this.areas[number] = 0;
    });
  }
}

/** Matches the segments of one frame, as `PanopticQuality` says. */
export function matchSegments(
  saidMap: PanopticMap,
  truthMap: PanopticMap,
  things: readonly boolean[],
  least: number,
): SegmentMatches {
  const said = new Segments(saidMap, things);
  const truth = new Segments(truthMap, things);
  truth.drop(least, things);
  const columns = truth.classes.length;
  const both = new Float64Array(said.classes.length * columns);
  for (let i = 0; i < said.at.length; i += 1) both[said.at[i]! * columns + truth.at[i]!]! += 1;
  const matches: { classId: number; iou: number }[] = [];
  const [metBySaid, metByTruth] = [new Set([0]), new Set([0])];
  for (let s = 1; s < said.classes.length; s += 1) {
    const scored = said.areas[s]! - both[s * columns]!;
    for (let t = 1; t < columns; t += 1) {
      const shared = both[s * columns + t]!;
      if (shared === 0 || said.classes[s] !== truth.classes[t]) continue;
      const iou = shared / (scored + truth.areas[t]! - shared);
      if (iou <= 0.5) continue;
      matches.push({ classId: said.classes[s]!, iou });
      metBySaid.add(s);
      metByTruth.add(t);
    }
  }
  const unseen = (s: number): boolean => both[s * columns]! > said.areas[s]! / 2;
  return {
    matches,
    extra: said.classes.filter((_, s) => !metBySaid.has(s) && !unseen(s)),
    missed: truth.classes.filter((_, t) => !metByTruth.has(t) && truth.areas[t]! > 0),
  };
}
