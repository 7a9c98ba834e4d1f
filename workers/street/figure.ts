import { CLASS } from './classes.ts';
import { SLOT } from './look.ts';
import { type MeshWriter, type Shape, shape } from './mesh-writer.ts';
import { SIDE, bar, blob, box } from './solids.ts';
import { LAYER } from './textures/layers.ts';

/** A person's limbs and what they wear, each hanging from its joint. */
interface Parts {
  readonly thigh: Shape;
  readonly shin: Shape;
  readonly torso: Shape;
  readonly head: Shape;
  readonly upperArm: Shape;
  readonly foreArm: Shape;
  readonly coat: Shape;
  readonly skirt: Shape;
  readonly bag: Shape;
  readonly hat: Shape;
  readonly longHair: Shape;
  readonly umbrella: Shape;
  readonly backpack: Shape;
}

const part = (draw: (w: MeshWriter) => void) =>
  shape(160, (w) => {
    w.surface(CLASS.pedestrian, LAYER.plain);
    draw(w);
  });

let near: Parts | undefined;
let far: Parts | undefined;

/** Round limbs, or three-sided ones for people who are a few pixels high. */
export function parts(distant: boolean): Parts {
  if (distant) return (far ??= record(3, 2));
  return (near ??= record(6, 5));
}

function record(sides: number, rings: number): Parts {
  const trunk = sides + 2;
  return {
    thigh: part((w) => bar(w.paintSlot(SLOT.legs), [0, 0.03, 0], [0, -0.43, 0], 0.085, 0.065, sides)),
    shin: part((w) => {
      bar(w.paintSlot(SLOT.legs, 0.94), [0, 0.01, 0], [0, -0.41, 0.01], 0.066, 0.05, sides);
      box(w.paintSlot(SLOT.shoes), -0.045, -0.47, -0.19, 0.045, -0.39, 0.07, SIDE.open);
    }),
    torso: part((w) => {
      bar(w.paintSlot(SLOT.legs), [0, -0.08, 0], [0, 0.08, 0], 0.15, 0.16, trunk);
      bar(w.paintSlot(SLOT.top), [0, 0.05, 0], [0, 0.38, 0], 0.155, 0.19, trunk);
      bar(w.paintSlot(SLOT.top, 1), [0, 0.38, 0], [0, 0.56, 0], 0.19, 0.08, trunk);
      bar(w.paintSlot(SLOT.skin, 0.9), [0, 0.53, 0], [0, 0.64, 0], 0.05, 0.05, sides);
    }),
    head: part((w) => {
      blob(w.paintSlot(SLOT.skin), [0, 0.1, 0], [0.085, 0.12, 0.1], rings, trunk);
      blob(w.paintSlot(SLOT.hair), [0, 0.15, 0.025], [0.095, 0.1, 0.105], rings, trunk);
    }),
    upperArm: part((w) => bar(w.paintSlot(SLOT.top, 0.92), [0, 0.02, 0], [0, -0.28, 0], 0.055, 0.045, sides)),
    foreArm: part((w) => {
      bar(w.paintSlot(SLOT.top, 0.88), [0, 0, 0], [0, -0.2, 0], 0.044, 0.04, sides);
      bar(w.paintSlot(SLOT.skin), [0, -0.19, 0], [0, -0.33, 0], 0.036, 0.03, sides);
    }),
    coat: part((w) => bar(w.paintSlot(SLOT.top, 0.9), [0, 0.14, 0], [0, -0.42, 0], 0.17, 0.22, trunk)),
    skirt: part((w) => bar(w.paintSlot(SLOT.extra), [0, 0.1, 0], [0, -0.36, 0], 0.155, 0.27, trunk)),
    bag: part((w) => box(w.paintSlot(SLOT.extra, 0.8), 0.25, -0.25, -0.14, 0.36, 0.06, 0.14, SIDE.open | SIDE.bottom)),
    hat: part((w) => {
      blob(w.paintSlot(SLOT.extra), [0, 0.19, 0], [0.105, 0.075, 0.115], rings, trunk);
    }),
    longHair: part((w) =>
      box(w.paintSlot(SLOT.hair, 0.92), -0.085, -0.12, 0.03, 0.085, 0.16, 0.115, SIDE.open | SIDE.bottom),
    ),
    umbrella: part((w) => {
      bar(w.paintSlot(SLOT.extra), [0.1, 0.42, -0.1], [0.1, 0.66, -0.1], 0.58, 0.03, 9);
      bar(w.paintSlot(SLOT.extra, 0.4), [0.1, 0.66, -0.1], [0.1, 0.42, -0.1], 0.03, 0.58, 9);
      bar(w.paintSlot(SLOT.shoes), [0.1, -0.3, -0.1], [0.1, 0.6, -0.1], 0.012, 0.012, 4);
    }),
    backpack: part((w) =>
      box(w.paintSlot(SLOT.extra, 0.9), -0.14, 0.14, 0.12, 0.14, 0.5, 0.29, SIDE.open | SIDE.bottom),
    ),
  };
}
