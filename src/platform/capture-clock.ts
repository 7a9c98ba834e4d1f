/** Milliseconds a second by which two clocks may drift apart. */
const DRIFT = 0.1;

/** Tells when a camera took its frames, on the clock that they are shown by. */
export interface CaptureClock {
  /**
   * @param timestamp of the frame on the camera's own clock, milliseconds
   * @param arrived when the frame reached us, milliseconds on our clock
   * @returns when it was captured, on our clock; never after it arrived
   */
  captured(timestamp: number, arrived: number): number;
}

/**
 * The two clocks start at different moments, and nobody says how far apart. The frame that took the shortest way shows it,
 * but for that shortest way itself (a few milliseconds of driver and browser), which stays unmeasured. What waits longer
 * than that, anywhere between camera and page, counts.
 */
export function createCaptureClock(): CaptureClock {
  let apart = Infinity;
  let last = 0;
  return {
    captured(timestamp, arrived) {
      // a clock that runs slower would leave the shortest way ever farther behind
      const grown = apart + Math.max(0, arrived - last) * (DRIFT / 1000);
      apart = Math.min(grown, arrived - timestamp);
      last = arrived;
      return timestamp + apart;
    },
  };
}
