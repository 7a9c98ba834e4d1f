/** A class id a pixel, row-major; in 16 bits where a model has more than 256 classes. */
export type LabelMap = Uint8Array | Uint16Array;

/** One whose memory nobody shares. */
export type OwnLabelMap = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/** So many classes have their ids in a byte. */
export const BYTE_CLASSES = 256;

/** Whether class ids take 16 bits. */
export function isWide(classes: number): boolean {
  return classes > BYTE_CLASSES;
}

/** Bytes of an id in a label map. */
export function idBytes(classes: number): 1 | 2 {
  return isWide(classes) ? 2 : 1;
}

export function createLabelMap(classes: number, pixels: number): OwnLabelMap {
  return isWide(classes) ? new Uint16Array(pixels) : new Uint8Array(pixels);
}

/** How many ids there are counters for: all that a byte may hold, or all classes of more. */
export function countersOf(classes: number): number {
  return Math.max(BYTE_CLASSES, classes);
}

/** A copy, which its owner may give away. */
export function ownLabelMap(labels: LabelMap): OwnLabelMap {
  return labels instanceof Uint16Array ? new Uint16Array(labels) : new Uint8Array(labels);
}

/** A counter for each id that a label map may hold. */
export function createCounts(classes: number): Uint32Array<ArrayBuffer> {
  return new Uint32Array(countersOf(classes));
}
