/** The exact labels of a frame, where the source knows them (the street does). */
export interface Truth {
  readonly labels: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly classes: readonly string[];
}
