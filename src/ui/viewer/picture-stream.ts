/** The canvases that take each other's place, as one stream. */
export class PictureStream {
  #stream: MediaStream | null = null;

  /** @param canvas what is shown now; null: nothing yet */
  open(canvas: HTMLCanvasElement | null): MediaStream {
    this.#stream ??= new MediaStream();
    this.follow(canvas);
    return this.#stream;
  }

  /** Goes on with another canvas, where somebody asked for a stream. */
  follow(canvas: HTMLCanvasElement | null): void {
    if (!this.#stream || !canvas) return;
    for (const track of this.#stream.getTracks()) {
      this.#stream.removeTrack(track);
      track.stop();
    }
    for (const track of canvas.captureStream().getTracks()) this.#stream.addTrack(track);
  }
}
