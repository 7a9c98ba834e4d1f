import { BLANK, type Drawing } from '../../core/view/view.ts';

/** A canvas that a worker draws on, and what the worker says is on it. */
export class DrawnCanvas {
  /** What is on it may be of a later view than this, never of an earlier one. */
  drawing: Drawing = BLANK;
  /** The worker said that it is another drawing. */
  onDrawing: (() => void) | null = null;

  constructor(readonly element: HTMLCanvasElement) {}

  readonly hear = (drawing: Drawing): void => {
    this.drawing = drawing;
    this.onDrawing?.();
  };
}
