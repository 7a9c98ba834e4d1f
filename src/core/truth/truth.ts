/** The exact labels of a frame, where the source knows them (the street does). */
export interface Truth {
  readonly labels: Uint8Array<ArrayBuffer>;
  /** Of each pixel the thing that it belongs to; 0: none that is counted. Absent: only classes are known. */
  readonly instances?: Uint16Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly classes: readonly string[];
}
