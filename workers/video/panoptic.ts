import { encode } from 'fast-png';
import type { Size } from '../../src/core/geometry/fit.ts';
import { PANOPTIC_BASE } from '../../src/core/instances/instance.ts';
import type { LabelMap } from '../../src/core/labels/label-map.ts';
import type { ModelClass } from '../../src/core/manifest/manifest.ts';
import { findRegions } from '../instances/regions.ts';
import { panopticMap, type Things } from '../instances/things.ts';

/** An annotation of COCO's panoptic format (https://cocodataset.org/#format-data). */
export interface PanopticAnnotation {
  readonly image_id: number;
  readonly file_name: string;
  readonly segments_info: readonly PanopticSegment[];
}

interface PanopticSegment {
  readonly id: number;
  readonly category_id: number;
  readonly area: number;
  /** x, y, width, height in pixels. */
  readonly bbox: readonly [number, number, number, number];
  readonly iscrowd: 0;
  /** Ours: of a thing that is followed, the number of its track. */
  readonly track_id?: number;
}

export interface PanopticFrame {
  /** Of each pixel's segment: R + 256 G + 65536 B. */
  readonly png: Uint8Array;
  readonly segments: readonly PanopticSegment[];
}

/**
 * Takes a label map apart into segments: each thing, or where none are told apart each connected region of a countable class, and each
 * other class as a whole.
 * A segment's id is class × 1000 + instance + 1, since 0 is nothing's; of models with so many classes that this takes more than
 * the 24 bits that the format has, segments are counted.
 */
export function panopticFrame(
  labels: LabelMap,
  { width, height }: Size,
  classes: readonly ModelClass[],
  things: Things | null = null,
): PanopticFrame {
  const ids = panopticMap(labels, things?.map ?? regionsOf(labels, { width, height }, classes));
  const tracks = new Map(things?.instances.map(({ id, track }) => [id, track]));
  const counted = classes.length * PANOPTIC_BASE > 0xff_ff_ff;
  const numbers = new Map<number, number>();
  const numberOf = (id: number): number => {
    const known = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, known);
    return known;
  };
  const found = new Map<number, { area: number; left: number; top: number; right: number; bottom: number }>();
  const data = new Uint8Array(labels.length * 3);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      const id = counted ? numberOf(ids[at]!) : ids[at]! + 1;
      data[at * 3] = id & 255;
      data[at * 3 + 1] = (id >> 8) & 255;
      data[at * 3 + 2] = id >> 16;
      const box = found.get(id);
      if (!box) {
        found.set(id, { area: 1, left: x, top: y, right: x, bottom: y });
        continue;
      }
      box.area += 1;
      if (x < box.left) box.left = x;
      if (x > box.right) box.right = x;
      box.bottom = y;
    }
  }
  const panopticIds = counted ? new Map([...numbers].map(([id, number]) => [number, id])) : null;
  const segments = [...found].map(([id, { area, left, top, right, bottom }]): PanopticSegment => {
    const panopticId = panopticIds?.get(id) ?? id - 1;
    const track = tracks.get(panopticId % PANOPTIC_BASE);
    return {
      id,
      category_id: Math.floor(panopticId / PANOPTIC_BASE),
      area,
      bbox: [left, top, right - left + 1, bottom - top + 1],
      iscrowd: 0,
      ...(track === undefined ? {} : { track_id: track }),
    };
  });
  return { png: encode({ width, height, data, channels: 3, depth: 8 }), segments };
}

function regionsOf(labels: LabelMap, size: Size, classes: readonly ModelClass[]): Uint16Array {
  const map = new Uint16Array(labels.length);
  findRegions(
    labels,
    size,
    classes.map(({ thing }) => thing),
    map,
  );
  return map;
}
