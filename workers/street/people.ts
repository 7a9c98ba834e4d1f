import { parts } from './figure.ts';
import { BUILD, type Look } from './look.ts';
import type { MeshWriter } from './mesh-writer.ts';

/** A person at the writer's origin, walking towards −z; `stride` in radians, `effort` 0 standing to 1 walking. */
export function drawPerson(w: MeshWriter, look: Look, stride: number, effort: number, distant: boolean): void {
  const { palette, build, size, stout } = look;
  const shapes = parts(distant);
  w.push(0, Math.abs(Math.sin(stride)) * 0.03 * effort, 0, 0, size * stout, size);
  for (const side of [-1, 1]) {
    const swing = Math.sin(stride) * 0.52 * effort * side;
    w.swing(0.085 * side, 0.9, 0, swing).stamp(shapes.thigh, palette);
    w.swing(0, -0.43, 0, -0.1 - Math.max(0, -Math.cos(stride) * side) * 0.75 * effort).stamp(shapes.shin, palette);
    w.pop().pop();
    w.swing(0.22 * side, 1.42, 0, -swing * 0.8).stamp(shapes.upperArm, palette);
    w.swing(0, -0.28, 0, 0.3 + 0.25 * effort + (build & BUILD.umbrella && side > 0 ? 1.5 : 0)).stamp(
      shapes.foreArm,
      palette,
    );
    w.pop().pop();
  }
  w.push(0, 0.92, 0).stamp(shapes.torso, palette);
  if (build & BUILD.coat) w.stamp(shapes.coat, palette);
  if (build & BUILD.skirt) w.stamp(shapes.skirt, palette);
  if (build & BUILD.bag) w.stamp(shapes.bag, palette);
  if (build & BUILD.backpack) w.stamp(shapes.backpack, palette);
  w.push(0, 0.62, 0).stamp(shapes.head, palette);
  if (build & BUILD.hat) w.stamp(shapes.hat, palette);
  if (build & BUILD.longHair) w.stamp(shapes.longHair, palette);
  if (build & BUILD.umbrella) w.stamp(shapes.umbrella, palette);
  w.pop().pop().pop();
}

/** Someone on a saddle, leaning forward and pedalling; the hips are at the writer's origin. */
export function drawRider(w: MeshWriter, look: Look, pedal: number, distant: boolean): void {
  const { palette, build } = look;
  const shapes = parts(distant);
  for (const side of [-1, 1]) {
    const knee = Math.sin(pedal) * side;
    w.swing(0.09 * side, 0, 0, 1.02 + knee * 0.38).stamp(shapes.thigh, palette);
    w.swing(0, -0.43, 0, -1.15 - knee * 0.5 + Math.cos(pedal) * side * 0.2).stamp(shapes.shin, palette);
    w.pop().pop();
  }
  w.swing(0, 0, 0, -0.55).stamp(shapes.torso, palette);
  if (build & BUILD.backpack) w.stamp(shapes.backpack, palette);
  for (const side of [-1, 1]) {
    w.swing(0.2 * side, 0.48, 0, 1.45).stamp(shapes.upperArm, palette);
    w.swing(0, -0.28, 0, 0.15).stamp(shapes.foreArm, palette);
    w.pop().pop();
  }
  w.swing(0, 0.62, 0, 0.4).stamp(shapes.head, palette);
  if (build & (BUILD.hat | BUILD.coat)) w.stamp(shapes.hat, palette);
  w.pop().pop();
}
