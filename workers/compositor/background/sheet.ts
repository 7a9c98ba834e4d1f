/** A background as both compositors lay it behind: stretched over the whole picture. */
export interface BackgroundSheet {
  readonly canvas: OffscreenCanvas;
  /** Another number whenever something else was painted on it. */
  readonly version: number;
}
