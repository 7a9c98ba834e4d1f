import type { Size } from '../../src/core/geometry/fit.ts';

/** How a picture has to be turned to stand upright: clockwise, then flipped from left to right. */
export interface Turn {
  readonly degrees: number;
  readonly flip: boolean;
}

/** Where the pixels of the turned picture come from: (x, y) from `start + x · across + y · down`, counted in pixels. */
export interface Turning extends Size {
  readonly start: number;
  readonly across: number;
  readonly down: number;
}

/** Chromium's frames tell how the camera was held; TypeScript does not know yet. */
export function turnOf(frame: VideoFrame & { readonly rotation?: number; readonly flip?: boolean }): Turn | null {
  const { rotation = 0, flip = false } = frame;
  return rotation === 0 && !flip ? null : { degrees: rotation, flip };
}

/** @param size of the picture as it lies in memory */
export function turning({ width, height }: Size, { degrees, flip }: Turn): Turning {
  const last = width * height - 1;
  const turned = {
    0: { start: 0, across: 1, down: width, width, height },
    90: { start: last - width + 1, across: -width, down: 1, width: height, height: width },
    180: { start: last, across: -1, down: -width, width, height },
    270: { start: width - 1, across: width, down: -1, width: height, height: width },
  }[quarters(degrees)];
  if (!flip) return turned;
  return { ...turned, start: turned.start + (turned.width - 1) * turned.across, across: -turned.across };
}

function quarters(degrees: number): 0 | 90 | 180 | 270 {
  return ((((Math.round(degrees / 90) % 4) + 4) % 4) * 90) as 0 | 90 | 180 | 270;
}
