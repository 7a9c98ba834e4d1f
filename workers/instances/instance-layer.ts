import type { Size } from '../../src/core/geometry/fit.ts';
import type { Instance, Labelling } from '../../src/core/instances/instance.ts';
import { nameOf } from '../../src/core/instances/name.ts';
import { SHADES, shadesOf } from '../../src/core/instances/shade.ts';
import type { LabelLayer } from '../../src/core/labels/label-layer.ts';
import { isWide, type LabelMap } from '../../src/core/labels/label-map.ts';
import { classPalette, packPixel } from '../../src/core/labels/palette.ts';
import type { ModelClass } from '../../src/core/manifest/classes.ts';
import type { Things } from './things.ts';

export interface InstanceLayerOptions {
  /** Draws a line between things that touch; default false. */
  readonly lines?: boolean;
}

const LINE = packPixel(255, 255, 255);

/**
 * Each thing in a shade of its class's colour that its track decides, so that it keeps it. A thing's value in the map is the number
 * of classes + its id − 1; of so many things that a byte has no value left the last ones have their class's colour.
 * @param labelling `instance` leaves what is no thing without a colour
 */
export function createInstanceLayer(
  classes: readonly ModelClass[],
  labelling: Exclude<Labelling, 'semantic'>,
  { lines = false }: InstanceLayerOptions = {},
): LabelLayer<Things> {
  const shades = shadesOf(classes);
  const first = classes.length;
  // with as many classes as that a byte holds no things besides; those maps are drawn in words
  const wide = isWide(first + FEWEST);
  const most = wide ? 0xffff : 0xff;
  const [clear, line] = [most, most - 1];
  const base = new Uint32Array(most + 1);
  base.set(classPalette(classes).subarray(0, first));
  base[line] = LINE;
  let palette = base;
  let map: LabelMap = new Uint8Array(0);
  let values = new Uint16Array(0);

  return {
    get palette() {
      return palette;
    },
    map({ labels, result: { instances, map: ids }, size }) {
      if (map.length !== labels.length) map = wide ? new Uint16Array(labels.length) : new Uint8Array(labels.length);
      colour(instances);
      for (let i = 0; i < map.length; i += 1) {
        const id = ids[i]!;
        map[i] = id === 0 ? (labelling === 'instance' ? clear : labels[i]!) : values[id]!;
      }
      if (lines) drawLines(ids, size, map, line);
      return map;
    },
  };

  function colour(instances: readonly Instance[]): void {
    if (values.length <= instances.length) values = new Uint16Array(instances.length + 1);
    const next = palette.slice();
    let changed = false;
    for (const instance of instances) {
      const { id, classId } = instance;
      const value = first + id - 1;
      values[id] = value < line ? value : classId;
      if (value >= line) continue;
      const shade = shades[classId * SHADES + (nameOf(instance) % SHADES)]!;
      changed ||= next[value] !== shade;
      next[value] = shade;
    }
    if (changed) palette = next;
  }
}

/** A map of bytes has room for so many things at least. */
const FEWEST = 34;

/** The pixels of a thing to whose right, or below, another one begins. */
function drawLines(ids: Uint16Array, { width, height }: Size, out: LabelMap, line: number): void {
  const reach = lineOf({ height });
  for (let y = 0, at = 0; y < height; y += 1) {
    const down = y + reach < height ? reach * width : 0;
    for (let x = 0; x < width; x += 1, at += 1) {
      const id = ids[at]!;
      if (id === 0) continue;
      const beside = ids[at + (x + reach < width ? reach : 0)]!;
      const below = ids[at + down]!;
      if ((beside !== id && beside !== 0) || (below !== id && below !== 0)) out[at] = line;
    }
  }
}

/** Width of a line between things in a label map of that height, pixels. */
export function lineOf({ height }: Pick<Size, 'height'>): number {
  return Math.max(1, Math.round(height / 360));
}
