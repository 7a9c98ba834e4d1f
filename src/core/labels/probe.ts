/** The class of one pixel of the last frame; `confidence` and the class's `share` of the picture are 0 to 1. */
export interface Probe {
  readonly classId: number;
  readonly name: string;
  readonly confidence: number;
  readonly share: number;
}
