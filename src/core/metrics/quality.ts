/** What a stream's frames get while they are to keep up with their source. */
export interface Quality {
  /** 0 is the best; each further one costs less. */
  readonly level: number;
  /** What there is less of; null: nothing. */
  readonly note: string | null;
}
