import type { Size } from '../core/geometry/fit.ts';
import { shownSize, type StreamFrame } from '../platform/stream-frame.ts';

/** Pixels of what the first tracks show where no picture has been drawn yet. */
const EMPTY: Size = { width: 640, height: 360 };

/**
 * What is drawn, as streams for recorders and calls. Workers and their canvases come and go; a canvas of its own that they are
 * all copied to lasts as long as the element, so that no track ever ends or is exchanged.
 */
export class PictureStream {
  #canvas: HTMLCanvasElement | null = null;
  #context: CanvasRenderingContext2D | null = null;
  #streams: MediaStream[] = [];
  readonly #listeners = new Set<(picture: StreamFrame) => void>();

  /** @param onWanted whether pictures are wanted, whenever that changes */
  constructor(private readonly onWanted: (wanted: boolean) => void) {}

  /**
   * Another stream with a track of its own: whoever stops it ends nobody else's.
   * @param size of what is drawn, so that a recorder that is started at once sees no other; null: nothing yet
   */
  open(size: Size | null): MediaStream {
    const first = !this.#canvas;
    const { width, height } = size ?? EMPTY;
    const canvas = (this.#canvas ??= Object.assign(document.createElement('canvas'), { width, height }));
    // Firefox gives no stream of a canvas without a context
    this.#context ??= canvas.getContext('2d');
    if (first) this.#blank();
    const stream = canvas.captureStream();
    this.#streams.push(stream);
    this.onWanted(true);
    return stream;
  }

  /** What is shown last, black where that may not be shown; null: no stream was wanted yet. */
  get canvas(): HTMLCanvasElement | null {
    return this.#canvas;
  }

  /**
   * Each picture while somebody holds a stream, for as long as the call lasts.
   * @returns ends it
   */
  listen(onPicture: (picture: StreamFrame) => void): () => void {
    this.#listeners.add(onPicture);
    return () => this.#listeners.delete(onPicture);
  }

  /** @param picture the next one, which is closed; null: the last one may not be shown any more */
  show(picture: StreamFrame | null): void {
    if (!picture) {
      this.#blank();
      return;
    }
    try {
      this.#draw(picture);
      for (const listener of this.#listeners) listener(picture);
    } finally {
      picture.close();
    }
    this.#streams = this.#streams.filter((each) => each.getTracks().some(({ readyState }) => readyState === 'live'));
    if (this.#streams.length === 0) this.onWanted(false);
  }

  #draw(picture: StreamFrame): void {
    const { width, height } = shownSize(picture);
    if (!this.#canvas || !this.#context || width === 0) return;
    // to set a size clears the canvas
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    this.#context.globalCompositeOperation = 'copy';
    this.#context.drawImage(picture, 0, 0, width, height);
  }

  #blank(): void {
    if (!this.#canvas || !this.#context) return;
    this.#context.globalCompositeOperation = 'copy';
    this.#context.fillStyle = '#000';
    this.#context.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
  }
}
