import type { Size } from '../../src/core/geometry/fit.ts';
import { PANOPTIC_BASE, type Box, type Instance } from '../../src/core/instances/instance.ts';
import type { LabelMap } from '../../src/core/labels/label-map.ts';

/** The countable things of a frame. */
export interface Things {
  /** In the order of their ids, from 1 on without a gap. */
  readonly instances: readonly Instance[];
  /** As large as the label map: of each pixel the id of its instance; 0: none. It holds until the next frame. */
  readonly map: Uint16Array<ArrayBuffer>;
}

/** A thing as it lies in a label map. */
export interface Region {
  readonly classId: number;
  /** Pixels of the label map. */
  readonly area: number;
  readonly box: Box;
}

/** A region of a label map as an instance of its frame, which may be larger. */
export function toInstance(
  { classId, area, box }: Region,
  { id, score }: Pick<Instance, 'id' | 'score'>,
  map: Size,
  frame: Size,
): Instance {
  const [sx, sy] = [frame.width / map.width, frame.height / map.height];
  const [x, y] = [Math.floor(box.x * sx), Math.floor(box.y * sy)];
  const width = Math.ceil((box.x + box.width) * sx) - x;
  const height = Math.ceil((box.y + box.height) * sy) - y;
  return { id, track: 0, classId, score, box: { x, y, width, height }, area: Math.round(area * sx * sy) };
}

/** class × 1000 + instance of each pixel. @param map null: nothing is told apart */
export function panopticMap(
  labels: LabelMap,
  map: Uint16Array | null,
  ids = new Uint32Array(labels.length),
): Uint32Array<ArrayBuffer> {
  if (!map) for (let i = 0; i < ids.length; i += 1) ids[i] = labels[i]! * PANOPTIC_BASE;
  else if (labels instanceof Uint8Array) ofBytes(labels, map, ids);
  else ofWords(labels, map, ids);
  return ids;
}

// a loop that has met one kind of array alone takes two thirds of the time
function ofBytes(labels: Uint8Array, map: Uint16Array, ids: Uint32Array): void {
  for (let i = 0; i < ids.length; i += 1) ids[i] = labels[i]! * PANOPTIC_BASE + map[i]!;
}

function ofWords(labels: Uint16Array, map: Uint16Array, ids: Uint32Array): void {
  for (let i = 0; i < ids.length; i += 1) ids[i] = labels[i]! * PANOPTIC_BASE + map[i]!;
}
