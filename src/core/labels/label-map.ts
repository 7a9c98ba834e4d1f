/** A class id a pixel, row-major; in 16 bits where a model has more than 256 classes. */
export type LabelMap = Uint8Array | Uint16Array;
