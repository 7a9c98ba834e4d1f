import { encode } from 'fast-png';

const SIDE = 64;

/**
 * What the tiny model calls a colour, how that class is drawn, and where it is: the upper half, a lower quarter, and two
 * eighths beside it.
 */
export const FIELDS = [
  { id: 0, colour: [200, 200, 200], drawn: [0x20, 0x24, 0x2c], x: 32, y: 16 },
  { id: 1, colour: [180, 0, 0], drawn: [0xff, 0x5c, 0x5c], x: 16, y: 48 },
  { id: 2, colour: [0, 150, 0], drawn: [0x3d, 0xdc, 0x84], x: 40, y: 48 },
  { id: 3, colour: [0, 0, 160], drawn: [0x5c, 0x9d, 0xff], x: 56, y: 48 },
] as const;

const fieldAt = (x: number, y: number): number => (y < 32 ? 0 : x < 32 ? 1 : x < 48 ? 2 : 3);

/** 64 × 64 RGBA. */
export function pixels(): number[] {
  return Array.from({ length: SIDE * SIDE }, (_, at) => {
    const { colour } = FIELDS[fieldAt(at % SIDE, Math.floor(at / SIDE))] ?? FIELDS[0];
    return [...colour, 255];
  }).flat();
}

export function picture(): Buffer {
  return Buffer.from(encode({ width: SIDE, height: SIDE, data: Uint8Array.from(pixels()), channels: 4, depth: 8 }));
}
