/** One countable thing of a frame, apart from all others. */
export interface Instance {
  /** 1, 2, 3, …, unique in its frame: what `panopticMap` adds to the class. */
  readonly id: number;
  /** Stays with the thing through a stream or video; 0 in a frame by itself. */
  readonly track: number;
  readonly classId: number;
  /** How sure the model is of it, 0 to 1. */
  readonly score: number;
  /** The smallest that holds it, in whole pixels of the frame. */
  readonly box: Box;
  /** Pixels of the frame. */
  readonly area: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is told apart: classes alone; things alone, and nothing of the rest; or both. */
export const LABELLINGS = ['semantic', 'instance', 'panoptic'] as const;
export type Labelling = (typeof LABELLINGS)[number];

/** `panopticId = classId * 1000 + instance`, as Cityscapes has it; instance 0 is stuff, or too small to be counted. */
export const PANOPTIC_BASE = 1000;

/** So many ids a frame has room for. */
export const MOST_INSTANCES = PANOPTIC_BASE - 1;

/** An instance has at least this share of its frame. */
export const LEAST_SHARE = 1 / 2000;

/** Whether an area is too small for an instance: below 0.05 % of the frame. */
export function isSpeck(area: number, pixels: number): boolean {
  return area < pixels * LEAST_SHARE;
}
