import { CLASS } from '../classes.ts';
import { shape, type MeshWriter, type Shape } from '../mesh-writer.ts';
import { SIDE, bar, box } from '../solids.ts';
import { LAYER } from '../textures/layers.ts';

/** Metres: lorries' forward is −z, as cars'. */
interface Lorry {
  readonly half: number;
  readonly width: number;
  readonly height: number;
  draw(w: MeshWriter): void;
}

/** Palette slots: the cab's paint, and the load's. */
const SLOT = { cab: 0, load: 1 } as const;

function wheels(w: MeshWriter, width: number, places: readonly number[]): void {
  w.surface(CLASS.car, LAYER.plain).paint(0x17181a);
  for (const z of places)
    for (const side of [1, -1]) bar(w, [side * (width - 0.35), 0.5, z], [side * width, 0.5, z], 0.5, 0.5, 9, true);
}

/** A cab from `z0` (front) to `z1`, with its windscreen and side windows. */
function cab(w: MeshWriter, width: number, z0: number, z1: number, height: number): void {
  w.surface(CLASS.car, LAYER.plain, 0.4).paintSlot(SLOT.cab);
  box(w, -width, 0.6, z0, width, height, z1, SIDE.open);
  w.surface(CLASS.car, LAYER.plain, 0.9).paint(0x1c2329);
  box(w, -width * 0.9, height * 0.55, z0 - 0.02, width * 0.9, height * 0.86, z0, SIDE.back);
  for (const x of [-1, 1])
    box(
      w,
      x * width - 0.02,
      height * 0.55,
      z0 + 0.3,
      x * width + 0.02,
      height * 0.82,
      z0 + 1.2,
      SIDE.left | SIDE.right,
    );
  w.surface(CLASS.car, LAYER.plain, 0.3).paint(0xf6f4ea).glow = 0.6;
  for (const x of [-0.75, 0.75]) box(w, x * width - 0.18, 0.8, z0 - 0.03, x * width + 0.18, 1, z0, SIDE.back);
}

/** Red lamps, a plate and the bar under a load's back. */
function rear(w: MeshWriter, width: number, z: number): void {
  w.surface(CLASS.car, LAYER.plain).paint(0x1b1d1f);
  box(w, -width * 0.95, 0.5, z - 0.1, width * 0.95, 0.72, z, SIDE.open | SIDE.bottom);
  w.surface(CLASS.car, LAYER.plain, 0.3).paint(0xb3161a).glow = 0.45;
  for (const x of [-0.8, 0.8]) box(w, x * width - 0.2, 0.78, z, x * width + 0.2, 0.94, z + 0.03, SIDE.front);
  w.surface(CLASS.car, LAYER.plain).paint(0xf0d867).glow = 0.06;
  box(w, -0.26, 0.55, z, 0.26, 0.67, z + 0.02, SIDE.front);
}

function articulated(w: MeshWriter): void {
  cab(w, 1.24, -8.1, -6, 3.4);
  w.surface(CLASS.car, LAYER.plain, 0.1).paintSlot(SLOT.load);
  box(w, -1.27, 1.05, -5.5, 1.27, 4, 8.1, SIDE.open | SIDE.bottom, 6);
  w.surface(CLASS.car, LAYER.plain).paint(0x2a2c2e);
  box(w, -0.5, 0.6, -6, 0.5, 1.05, 7.8, SIDE.walls);
  box(w, -1.2, 0.45, -1, 1.2, 0.95, 3, SIDE.left | SIDE.right);
  wheels(w, 1.25, [-7, -4.2, 4.2, 5.5, 6.8]);
  rear(w, 1.25, 8.1);
}

function boxed(w: MeshWriter): void {
  cab(w, 1.1, -4, -2.2, 2.7);
  w.surface(CLASS.car, LAYER.plain, 0.1).paintSlot(SLOT.load);
  box(w, -1.2, 0.9, -2.1, 1.2, 3.5, 4, SIDE.open | SIDE.bottom, 6);
  wheels(w, 1.15, [-3, 2.4]);
  rear(w, 1.15, 4);
}

function coach(w: MeshWriter): void {
  w.surface(CLASS.car, LAYER.plain, 0.4).paintSlot(SLOT.cab);
  box(w, -1.25, 0.35, -6, 1.25, 3.6, 6, SIDE.open);
  w.surface(CLASS.car, LAYER.plain, 0.9).paint(0x1c2329);
  box(w, -1.27, 1.7, -5.8, 1.27, 2.9, 5.7, SIDE.left | SIDE.right);
  box(w, -1.15, 1.3, -6.02, 1.15, 3.1, -6, SIDE.back);
  box(w, -1.1, 2, 6, 1.1, 3, 6.02, SIDE.front);
  wheels(w, 1.24, [-3.8, 3.4]);
  rear(w, 1.24, 6.02);
}

const LORRIES: readonly Lorry[] = [
  { half: 8.1, width: 1.27, height: 4, draw: articulated },
  { half: 4, width: 1.2, height: 3.5, draw: boxed },
  { half: 6, width: 1.25, height: 3.6, draw: coach },
];

const LOADS = [0xe4e4e0, 0xd7d4cb, 0x2c4f83, 0xa83238, 0x3f6b4d, 0xc98a2e, 0x8f969b, 0xf0efe9] as const;

export const LORRY_MODELS = LORRIES.length;

let shapes: Shape[] | undefined;

/** The recorded body of one, the same for every drive. */
export function lorryShape(model: number): Shape | undefined {
  shapes ??= LORRIES.map(({ draw }) => shape(900, draw));
  return shapes[model % LORRIES.length];
}

/** Half length and half width in metres, and height. */
export function lorrySize(model: number): { half: number; width: number; height: number } {
  return LORRIES[model % LORRIES.length] ?? { half: 4, width: 1.2, height: 3.5 };
}

export function lorryPaint(pick: number, into: Uint32Array): Uint32Array {
  into[0] = LOADS[pick % LOADS.length] ?? 0xffffff;
  into[1] = LOADS[(pick >> 3) % LOADS.length] ?? 0xffffff;
  return into;
}
