/** A stretch of a video in which a query holds. */
export interface Found {
  readonly video: string;
  /** Seconds. */
  readonly from: number;
  /** Seconds: where its last frame ends. */
  readonly to: number;
  /** How many frames it has. */
  readonly frames: number;
}
