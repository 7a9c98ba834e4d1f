import type { Random } from './random.ts';

/** Palette slots of a person. */
export const SLOT = { skin: 0, hair: 1, top: 2, legs: 3, shoes: 4, extra: 5 } as const;

const SKINS = [0xe8bfa0, 0xd9a481, 0xb57f5c, 0x8a5a3e, 0x5e3d2b, 0xf0cdb4] as const;
const HAIRS = [0x2a211c, 0x4f3826, 0x8a6236, 0xc6a05a, 0x9a9894, 0x1b1a1c, 0x7a3a22] as const;
const TOPS = [
  0x2f4a78, 0xa83238, 0x3a3d42, 0xe0dcd2, 0x577d4a, 0xcf8a2e, 0x76508a, 0x20262e, 0xc4b193, 0x4aa3a8, 0xd66a7e,
  0x8a9099, 0xe3c63c, 0x6b4a33,
] as const;
const LEGS = [0x27344d, 0x33353a, 0x55524c, 0x8b7d66, 0x1d1e22, 0x5c6f8a, 0xb8ac98, 0x413028] as const;

/** Bits of a person's build. */
export const BUILD = { coat: 1, skirt: 2, bag: 4, hat: 8, longHair: 16, umbrella: 32, backpack: 64 } as const;

/** How one person looks; filled anew instead of allocated. */
export interface Look {
  readonly palette: Uint32Array;
  build: number;
  /** 1 is 1.75 m. */
  size: number;
  stout: number;
}

export function createLook(): Look {
  return { palette: new Uint32Array(6), build: 0, size: 1, stout: 1 };
}

/** Draws a person's looks by lot; umbrellas are up when it is wet. */
export function dress(look: Look, random: Random, wet: boolean): Look {
  const { palette } = look;
  palette[SLOT.skin] = random.pick(SKINS);
  palette[SLOT.hair] = random.pick(HAIRS);
  palette[SLOT.top] = random.pick(TOPS);
  palette[SLOT.legs] = random.chance(0.12) ? (palette[SLOT.top] ?? 0) : random.pick(LEGS);
  palette[SLOT.shoes] = random.pick([0x222226, 0x5a4030, 0xe4e2de]);
  palette[SLOT.extra] = random.pick(TOPS);
  look.build =
    (random.chance(0.3) ? BUILD.coat : 0) |
    (random.chance(0.14) ? BUILD.skirt : 0) |
    (random.chance(0.25) ? BUILD.bag : 0) |
    (random.chance(0.15) ? BUILD.hat : 0) |
    (random.chance(0.4) ? BUILD.longHair : 0) |
    (random.chance(wet ? 0.4 : 0.02) ? BUILD.umbrella : 0) |
    (random.chance(0.18) ? BUILD.backpack : 0);
  look.size = random.chance(0.14) ? random.range(0.6, 0.82) : random.range(0.92, 1.08);
  look.stout = random.range(0.9, 1.22);
  return look;
}
