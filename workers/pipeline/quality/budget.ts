/** Frames whose spacing is remembered. */
const MEMORY = 30;
/** Milliseconds: faster streams than 30 frames a second may fall to that before anything is given up, slower ones than 24 get no more time. */
const LEAST = 1000 / 30;
const MOST = 1000 / 24;
/** A longer wait for the next frame is none of a running stream. */
const PAUSE_S = 0.25;

/** How long a stream's frames may take, by their spacing. */
export interface Budget {
  /**
   * @param seconds media time of the next frame
   * @param took milliseconds of the last one: however late that makes the next, it is no pause; default 0
   * @returns milliseconds; null while it is not known, as for single frames
   */
  next(seconds: number, took?: number): number | null;
}

export function createBudget(): Budget {
  let last = NaN;
  let spacings: number[] = [];
  return {
    next(seconds, took = 0) {
      const spacing = seconds - last;
      last = seconds;
      if (!(spacing > 0 && spacing < PAUSE_S + took / 1000)) {
        spacings = [];
        return null;
      }
      spacings.push(spacing * 1000);
      if (spacings.length > MEMORY) spacings.shift();
      // the shortest: frames that were left out lengthen the others
      return spacings.length < 3 ? null : Math.max(LEAST, Math.min(MOST, Math.min(...spacings)));
    },
  };
}
