import type { LatencyReport } from '../../core/metrics/metrics.ts';
import type { FrameReport } from '../../protocol/live.ts';

/** Figures change this often, milliseconds: faster than that nobody reads them. */
const EVERY = 250;

/** The newest frame, and what is written of it beside the picture, which changes at a pace that can be read. */
export class Figures {
  /** null before the first frame. */
  newest: FrameReport | null = null;
  /** The frame that the words are of. */
  frame: FrameReport | null = null;
  /** null: nobody sees them. */
  report: LatencyReport | null = null;
  #at = 0;

  /** @param stats called when it is time for other figures. @returns whether it was */
  take(frame: FrameReport, stats: () => LatencyReport | null): boolean {
    this.newest = frame;
    const now = performance.now();
    if (now - this.#at < EVERY && this.frame) return false;
    this.#at = now;
    this.frame = frame;
    this.report = stats();
    return true;
  }

  clear(): void {
    this.newest = this.frame = this.report = null;
  }
}
