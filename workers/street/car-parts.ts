import { CLASS } from './classes.ts';
import type { Model } from './car-models.ts';
import type { MeshWriter } from './mesh-writer.ts';
import { LAYER } from './textures/layers.ts';
import { SIDE, bar, box, disc, face } from './solids.ts';

/** Tyres, rims and the dark floor between them. */
export function drawWheels(w: MeshWriter, { body, axles, wheel }: Model): void {
  const half = Math.max(...body.map((rib) => rib.half));
  for (const z of axles) {
    for (const side of [1, -1]) {
      w.surface(CLASS.car, LAYER.plain).paint(0x17181a);
      bar(w, [(half - 0.24) * side, wheel, z], [(half + 0.02) * side, wheel, z], wheel, wheel, 11, true);
      w.surface(CLASS.car, LAYER.plain, 0.4).paint(0x9a9ea3);
      disc(w, [(half + 0.03) * side, wheel, z], [side, 0, 0], [0, 1, 0], [0, 0, side], wheel * 0.6, 8);
    }
  }
  w.surface(CLASS.car, LAYER.plain).paint(0x0d0e10);
  box(w, -half * 0.85, 0.12, (axles[1] ?? 0) - 0.2, half * 0.85, 0.34, (axles[0] ?? 0) + 0.2, SIDE.walls);
}

/** Lamps, plates, grille, mirrors. */
export function drawFittings(w: MeshWriter, { body, cabin }: Model): void {
  const front = body[0],
    rear = body.at(-1);
  if (!front || !rear) return;
  for (const side of [1, -1]) {
    lamp(w, side * front.half * 0.74, front.high - 0.13, front.z, 0.19, 0.09, 0xf6f4ea, 0.75, 1);
    lamp(w, side * rear.half * 0.8, rear.high - 0.16, rear.z, 0.14, 0.13, 0xb3161a, 0.4, -1);
    w.surface(CLASS.car, LAYER.plain, 0.4).paintSlot(0, 0.85);
    const cab = cabin[0];
    if (cab)
      box(
        w,
        side * (cab.half + 0.09) - 0.1,
        cab.low + 0.02,
        cab.z - 0.5,
        side * (cab.half + 0.09) + 0.1,
        cab.low + 0.19,
        cab.z - 0.38,
        SIDE.open | SIDE.bottom,
      );
  }
  w.surface(CLASS.car, LAYER.plain).paint(0x16181a);
  face(
    w,
    [-front.half * 0.45, front.low + 0.04, front.z + 0.012],
    [front.half * 0.45, front.low + 0.04, front.z + 0.012],
    [front.half * 0.45, front.high - 0.1, front.z + 0.012],
    [-front.half * 0.45, front.high - 0.1, front.z + 0.012],
  );
  lamp(w, 0, front.low + 0.06, front.z + 0.02, 0.26, 0.06, 0xf1efe6, 0.06, 1);
  lamp(w, 0, rear.low + 0.16, rear.z, 0.26, 0.06, 0xf0d867, 0.06, -1);
}

function lamp(
  w: MeshWriter,
  x: number,
  y: number,
  z: number,
  rx: number,
  ry: number,
  colour: number,
  glow: number,
  towards: 1 | -1,
): void {
  w.surface(CLASS.car, LAYER.plain, 0.3).paint(colour).glow = glow;
  const d = z + 0.015 * towards,
    k = rx * towards;
  face(w, [x - k, y - ry, d], [x + k, y - ry, d], [x + k, y + ry, d], [x - k, y + ry, d]);
}
