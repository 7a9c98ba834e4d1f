export interface Accuracy {
  /** Mean IoU over the classes seen so far, 0 to 1. */
  readonly miou: number;
  readonly perClass: readonly { readonly name: string; readonly iou: number | null }[];
  readonly frames: number;
}
