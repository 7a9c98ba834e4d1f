/** The numbers of a stream's tracks, which outlast what follows them: none is given twice, whatever is lost or made anew meanwhile. */
export interface TrackNumbers {
  /** The last one that was given; 0: none was. */
  last: number;
}
