import { drawCar } from './car-body.ts';
import { MODELS } from './car-models.ts';
import { CLASS } from './classes.ts';
import { blobShadow } from './decals.ts';
import { type Shape, shape } from './mesh-writer.ts';
import { castBox } from './shadows.ts';
import type { Site } from './site.ts';

const PAINTS = [
  0xdedfe0, 0x1f2124, 0x8d9298, 0x4f555b, 0xa3262a, 0x24436e, 0xc9ccd0, 0x2f5140, 0xb8a88a, 0x5d7fa3, 0xd9c23b,
  0x6e2433, 0xe9e7e2, 0x3a3f47, 0xcf6a2a, 0x7b8f6a,
] as const;

let shapes: Shape[] | undefined;

/** The recorded bodies, the same for every drive. */
export function carShapes(): readonly Shape[] {
  shapes ??= MODELS.map((model) => shape(900, (w) => drawCar(w, model)));
  return shapes;
}

/** Half length and half width in metres, and height, of a body. */
export function carSize(model: number): { half: number; width: number; height: number } {
  const { body, cabin } = MODELS[model % MODELS.length] ?? { body: [], cabin: [] };
  return { half: body[0]?.z ?? 2, width: body[2]?.half ?? 0.9, height: cabin[1]?.high ?? 1.5 };
}

export const CAR_MODELS = MODELS.length;

/** A paint by number, the same for body and roof but for a few two-coloured ones. */
export function carPaint(pick: number, into: Uint32Array): Uint32Array {
  into[0] = PAINTS[pick % PAINTS.length] ?? 0x888888;
  into[1] = pick % 11 === 3 ? 0xe8e6e0 : into[0];
  return into;
}

/** Writes a vehicle on its way, with its shadows: `yaw` 0 drives along the road, π against it; `size` as `carSize` has it. */
export function writeVehicle(
  site: Site,
  id: number,
  s: number,
  u: number,
  yaw: number,
  body: Shape,
  paint: Uint32Array,
  { half, width, height }: ReturnType<typeof carSize>,
): void {
  const { detail, shadows } = site.writers;
  site.place(detail, s, u, 0, yaw).classId = CLASS.car;
  detail.thing = id;
  detail.stamp(body, paint);
  detail.thing = 0;
  detail.pop();
  castBox(site.place(shadows, s, u), -width, -half, width, half, height * 0.85, 0.03);
  shadows.pop();
  blobShadow(site, s, u, half * 1.18, width * 1.3, 0.95);
}
