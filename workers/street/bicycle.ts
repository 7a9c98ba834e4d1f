import { CLASS } from './classes.ts';
import { type MeshWriter, type Shape, shape } from './mesh-writer.ts';
import type { Look } from './look.ts';
import { drawRider } from './people.ts';
import { LAYER } from './textures/layers.ts';
import { SIDE, bar, box } from './solids.ts';

const WHEEL = 0.34;

let near: Shape | undefined;
let far: Shape | undefined;

function bicycle(distant: boolean): Shape {
  if (distant) return (far ??= record(3, 8));
  return (near ??= record(4, 14));
}

function record(sides: number, segments: number): Shape {
  return shape(700, (w) => {
    w.surface(CLASS.bicyclist, LAYER.plain);
    for (const z of [-0.53, 0.53]) wheel(w, z, sides, segments);
    w.surface(CLASS.bicyclist, LAYER.plain, 0.4).paintSlot(5);
    const frame = [
      [0, 0.34, 0.53, 0, 0.34, 0.06],
      [0, 0.34, 0.06, 0, 0.86, 0.2],
      [0, 0.34, 0.06, 0, 0.8, -0.38],
      [0, 0.8, -0.38, 0, 0.78, 0.18],
      [0, 0.34, 0.53, 0, 0.76, 0.18],
      [0, 0.34, -0.53, 0, 0.95, -0.36],
    ] as const;
    for (const [ax, ay, az, bx, by, bz] of frame) bar(w, [ax, ay, az], [bx, by, bz], 0.022, 0.022, sides);
    w.surface(CLASS.bicyclist, LAYER.plain).paint(0x1c1c1e);
    bar(w, [-0.26, 1, -0.36], [0.26, 1, -0.36], 0.018, 0.018, 4);
    box(w, -0.07, 0.86, 0.1, 0.07, 0.92, 0.32, SIDE.open | SIDE.bottom);
    bar(w, [-0.13, 0.34, 0.06], [0.13, 0.34, 0.06], 0.02, 0.02, 4);
    w.surface(CLASS.bicyclist, LAYER.plain).paint(0xd01f1f).glow = 0.7;
    box(w, -0.03, 0.7, 0.24, 0.03, 0.76, 0.27, SIDE.walls);
  });
}

/** A tyre seen from both sides and from the front. */
function wheel(w: MeshWriter, z: number, sides: number, segments: number): void {
  for (let i = 0; i < segments; i++) {
    const a = (i / segments) * Math.PI * 2,
      b = ((i + 1) / segments) * Math.PI * 2;
    const point = (angle: number, r: number) => [WHEEL + Math.sin(angle) * r, z + Math.cos(angle) * r] as const;
    const [ay, az] = point(a, WHEEL),
      [by, bz] = point(b, WHEEL);
    w.paint(0x1a1a1c);
    bar(w, [0, ay, az], [0, by, bz], 0.022, 0.022, sides);
  }
  if (sides < 4) return;
  w.paint(0x8a8d90);
  for (let i = 0; i < 3; i++) {
    const angle = (i / 3) * Math.PI;
    const dy = Math.sin(angle) * WHEEL,
      dz = Math.cos(angle) * WHEEL;
    bar(w, [0, WHEEL - dy, z - dz], [0, WHEEL + dy, z + dz], 0.006, 0.006, 3);
  }
}

/** A bicycle with its rider at the writer's origin, riding towards −z; `pedal` in radians. */
export function drawCyclist(w: MeshWriter, look: Look, pedal: number, distant: boolean): void {
  w.surface(CLASS.bicyclist, LAYER.plain);
  w.stamp(bicycle(distant), look.palette);
  w.push(0, 0.95, 0.2, 0, Math.max(0.85, look.size));
  drawRider(w, look, pedal, distant);
  w.pop();
}
