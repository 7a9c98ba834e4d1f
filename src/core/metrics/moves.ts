/** What a frame cost in moved memory: copies of a whole picture or map, and read-backs from the GPU. */
export interface Moves {
  readonly copies: number;
  readonly readbacks: number;
}
