/** How far a download or start-up step has come; bytes. `total` is 0 while it is unknown, and where a step has no measure. */
export interface Progress {
  /**
   * `runtime` and `model` are being fetched; `compile`: the network is being made ready to run; `first-frame`: it labels its
   * first frame; `slow-first-frame`: a graphics card takes long for that, and gets on. An analysis counts `frames`.
   */
  readonly phase: string;
  /** Bytes, or frames of an analysis, so far. */
  readonly loaded: number;
  /** Of so many; 0 while that is unknown. */
  readonly total: number;
}
