/** The kind of the column that says how much of a frame is in doubt. */
export const DOUBT = 'doubt';

/** 0 to 1: which share of a frame's pixels a model expects to have labelled wrongly, the mean of 1 − confidence. */
export const DOUBT_COLUMN = `${DOUBT}:mean`;
