/** Keeps the frames with the lowest score, worst first. */
export class Worst<Frame extends { readonly score: number }> {
  readonly frames: Frame[] = [];

  constructor(readonly size: number) {}

  add(frame: Frame): void {
    const at = this.frames.findIndex(({ score }) => frame.score < score);
    this.frames.splice(at < 0 ? this.frames.length : at, 0, frame);
    if (this.frames.length > this.size) this.frames.pop();
  }
}
