/** Pixels whose confidence fell into one range. */
export interface CalibrationBin {
  /** Confidence, from (excluded, but 0 belongs to the first bin) and to (included). */
  readonly from: number;
  readonly to: number;
  readonly pixels: number;
  /** Mean confidence; 0 where the bin is empty. */
  readonly confidence: number;
  /** Share of the pixels that were right; 0 where the bin is empty. */
  readonly accuracy: number;
}

/**
 * Whether confidence can be believed: of the pixels that a model is 80 % sure of, 80 % should be right.
 * Expected calibration error over bins of equal width (Guo et al., ICML 2017).
 */
export class Calibration {
  readonly #pixels: Float64Array;
  readonly #confidence: Float64Array;
  readonly #right: Float64Array;

  constructor(readonly bins = 15) {
    this.#pixels = new Float64Array(bins);
    this.#confidence = new Float64Array(bins);
    this.#right = new Float64Array(bins);
  }

  /** Adds a pixel. @param confidence 0 to 1 */
  add(confidence: number, right: boolean): void {
    const bin = Math.min(this.bins - 1, Math.max(0, Math.ceil(confidence * this.bins) - 1));
    this.#pixels[bin]! += 1;
    this.#confidence[bin]! += confidence;
    if (right) this.#right[bin]! += 1;
  }

  get table(): CalibrationBin[] {
    return Array.from({ length: this.bins }, (_, bin) => {
      const pixels = this.#pixels[bin]!;
      const mean = (sum: number): number => (pixels > 0 ? sum / pixels : 0);
      return {
        from: bin / this.bins,
        to: (bin + 1) / this.bins,
        pixels,
        confidence: mean(this.#confidence[bin]!),
        accuracy: mean(this.#right[bin]!),
      };
    });
  }

  /** Expected calibration error: Σ share of a bin · |accuracy − confidence|; 0 without pixels. */
  get error(): number {
    const all = this.#pixels.reduce((sum, pixels) => sum + pixels, 0);
    if (all === 0) return 0;
    return this.table.reduce((sum, bin) => sum + (bin.pixels / all) * Math.abs(bin.accuracy - bin.confidence), 0);
  }
}
