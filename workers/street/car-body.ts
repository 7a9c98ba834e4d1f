import { CLASS } from './classes.ts';
import type { MeshWriter } from './mesh-writer.ts';
import { LAYER } from './textures/layers.ts';
import { face } from './solids.ts';
import { drawFittings, drawWheels } from './car-parts.ts';
import type { Model, Rib } from './car-models.ts';

/** Palette slots: paint, and the roof's or second colour. */
const SLOT = { paint: 0, roof: 1 } as const;

/** Draws a body at the writer's origin, its bonnet towards −z. */
export function drawCar(w: MeshWriter, model: Model): void {
  w.push(0, 0, 0, Math.PI);
  w.surface(CLASS.car, LAYER.plain, 0.55);
  hull(w, model.body, (side) => w.paintSlot(SLOT.paint, side ? 1 : 0.96), true);
  w.surface(CLASS.car, LAYER.plain, 0.9);
  const { cabin } = model;
  const glass = () => {
    w.slot = 255;
    w.paint(0x1c2329);
    w.gloss = 0.9;
  };
  const metal = () => {
    w.paintSlot(SLOT.roof, 0.95);
    w.gloss = 0.5;
  };
  for (let i = 0; i + 1 < cabin.length; i++) {
    const middle = i === 1;
    span(w, cabin[i], cabin[i + 1], (isSide) =>
      isSide || !middle ? (model.glassEnds || i === 0 || (isSide && i !== 2) ? glass() : metal()) : metal(),
    );
  }
  if (cabin[1] && cabin[2]) pillars(w, cabin[1], cabin[2], model.glassEnds ? 2 : 1);
  if (!model.glassEnds && cabin[2]) panel(w, cabin[1], cabin[2]);
  rearDoor(w, cabin.at(-1));
  drawWheels(w, model);
  drawFittings(w, model);
  w.pop();
}

/** A closed shell over ribs: sides leaning inwards, a top, both ends. */
function hull(w: MeshWriter, ribs: readonly Rib[], colour: (isSide: boolean) => void, ends: boolean): void {
  for (let i = 0; i + 1 < ribs.length; i++) span(w, ribs[i], ribs[i + 1], colour, true);
  if (!ends) return;
  colour(true);
  for (const [rib, front] of [
    [ribs[0], true],
    [ribs.at(-1), false],
  ] as const) {
    if (!rib) continue;
    const x = front ? rib.half : -rib.half;
    face(w, [-x, rib.low, rib.z], [x, rib.low, rib.z], [x * 0.93, rib.high, rib.z], [-x * 0.93, rib.high, rib.z]);
  }
}

function span(
  w: MeshWriter,
  a: Rib | undefined,
  b: Rib | undefined,
  colour: (isSide: boolean) => void,
  waist = false,
): void {
  if (!a || !b) return;
  for (const side of [1, -1]) {
    colour(true);
    const mid = (rib: Rib) => rib.low + (rib.high - rib.low) * 0.55;
    const lines = waist
      ? [
          [a.half * 0.95, a.low, b.half * 0.95, b.low],
          [a.half, mid(a), b.half, mid(b)],
          [a.half * 0.93, a.high, b.half * 0.93, b.high],
        ]
      : [
          [a.half, a.low, b.half, b.low],
          [a.half * 0.84, a.high, b.half * 0.84, b.high],
        ];
    for (let i = 0; i + 1 < lines.length; i++) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = lines[i] ?? [];
      const [cx = 0, cy = 0, dx = 0, dy = 0] = lines[i + 1] ?? [];
      if (side > 0) face(w, [ax, ay, a.z], [bx, by, b.z], [dx, dy, b.z], [cx, cy, a.z]);
      else face(w, [-bx, by, b.z], [-ax, ay, a.z], [-cx, cy, a.z], [-dx, dy, b.z]);
    }
  }
  colour(false);
  const k = waist ? 0.93 : 0.84;
  face(w, [-a.half * k, a.high, a.z], [a.half * k, a.high, a.z], [b.half * k, b.high, b.z], [-b.half * k, b.high, b.z]);
}

/** Painted posts between the side windows. */
function pillars(w: MeshWriter, a: Rib, b: Rib, count: number): void {
  w.surface(CLASS.car, LAYER.plain, 0.4).paintSlot(SLOT.roof, 0.85);
  for (let i = 0; i <= count; i++) {
    const z = a.z + ((b.z - a.z) * i) / count;
    for (const side of [1, -1]) {
      const x0 = (a.half + 0.012) * side,
        x1 = (a.half * 0.84 + 0.012) * side;
      const [z0, z1] = side > 0 ? [z + 0.05, z - 0.05] : [z - 0.05, z + 0.05];
      face(w, [x0, a.low, z0], [x0, a.low, z1], [x1, a.high, z1], [x1, a.high, z0]);
    }
  }
}

/** A van's blind flank behind the front doors. */
function panel(w: MeshWriter, a: Rib | undefined, b: Rib): void {
  if (!a) return;
  w.surface(CLASS.car, LAYER.plain, 0.5).paintSlot(SLOT.paint, 0.97);
  const z = a.z - 0.9;
  for (const side of [1, -1]) {
    const x0 = (a.half + 0.015) * side,
      x1 = (a.half * 0.84 + 0.015) * side;
    const [z0, z1] = side > 0 ? [z, b.z] : [b.z, z];
    face(w, [x0, a.low, z0], [x0, a.low, z1], [x1, a.high, z1], [x1, a.high, z0]);
  }
}

/** Closes a cabin behind; a tall one has two small panes. */
function rearDoor(w: MeshWriter, rib: Rib | undefined): void {
  if (!rib) return;
  const { half, low, high, z } = rib;
  w.surface(CLASS.car, LAYER.plain, 0.5).paintSlot(SLOT.paint, 0.94);
  face(w, [half, low, z], [-half, low, z], [-half * 0.84, high, z], [half * 0.84, high, z]);
  if (high - low < 0.4) return;
  w.surface(CLASS.car, LAYER.plain, 0.9).paint(0x1c2329);
  for (const [x0, x1] of [
    [0.7, 0.08],
    [-0.08, -0.7],
  ] as const) {
    face(
      w,
      [half * x0, low + 0.12, z - 0.01],
      [half * x1, low + 0.12, z - 0.01],
      [half * x1, high - 0.18, z - 0.01],
      [half * x0, high - 0.18, z - 0.01],
    );
  }
}
