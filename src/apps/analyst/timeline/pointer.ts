import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { localPoint } from '../../../elements/local-point.ts';

/** Pixels that a press may wander and still be a click. */
const STILL = 4;
/** Pixels beside the plot that still mean its first or last frame. */
const EDGE = 6;

/** What a pointer over a plot asks for. Places are 0 to 1 of the plot, from its left and its top. */
export interface PointerActions {
  /** The plot; null before there is one. */
  plot(): HTMLElement | null;
  onHover(place: { readonly x: number; readonly y: number } | null): void;
  /** Something is being selected. null: given up. */
  onDrag(stretch: { readonly from: number; readonly to: number } | null): void;
  onSelect(stretch: { readonly from: number; readonly to: number }): void;
  onClick(x: number): void;
}

/**
 * Tells hovering, clicking and dragging apart, for mouse, pen and finger. It knows nothing of what is drawn, so that it may be
 * drawn anew meanwhile.
 */
export class PlotPointer implements ReactiveController {
  #from: { readonly x: number; readonly clientX: number; readonly id: number } | null = null;
  #dragging = false;

  constructor(
    host: ReactiveControllerHost,
    private readonly actions: PointerActions,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#from = null;
  }

  get dragging(): boolean {
    return this.#dragging;
  }

  readonly down = (event: PointerEvent): void => {
    const at = this.#place(event);
    if (!at?.inside || event.button !== 0) return;
    this.#from = { x: at.x, clientX: event.clientX, id: event.pointerId };
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
  };

  readonly move = (event: PointerEvent): void => {
    const at = this.#place(event);
    if (!at) return;
    this.actions.onHover(at.inside || this.#from ? at : null);
    if (!this.#from || event.pointerId !== this.#from.id) return;
    this.#dragging ||= Math.abs(event.clientX - this.#from.clientX) >= STILL;
    if (this.#dragging) this.actions.onDrag(this.#stretch(at.x));
  };

  readonly up = (event: PointerEvent): void => {
    const at = this.#place(event);
    if (!this.#from || !at || event.pointerId !== this.#from.id) return;
    if (this.#dragging) this.actions.onSelect(this.#stretch(at.x));
    else this.actions.onClick(at.x);
    this.#end();
  };

  /** The browser has taken the pointer away, to scroll: nothing was selected. */
  readonly cancel = (): void => {
    if (this.#dragging) this.actions.onDrag(null);
    this.#end();
    this.leave();
  };

  readonly leave = (): void => {
    if (!this.#from) this.actions.onHover(null);
  };

  #end(): void {
    this.#from = null;
    this.#dragging = false;
  }

  #stretch(x: number): { from: number; to: number } {
    const from = this.#from?.x ?? x;
    return { from: Math.min(from, x), to: Math.max(from, x) };
  }

  #place(event: PointerEvent): { x: number; y: number; inside: boolean } | null {
    const plot = this.actions.plot();
    const at = plot && localPoint(plot, event);
    if (!at || plot.clientWidth === 0) return null;
    const within = (value: number): number => Math.min(1, Math.max(0, value));
    const inside = at.x >= -EDGE && at.x <= plot.clientWidth + EDGE;
    return { x: within(at.x / plot.clientWidth), y: within(at.y / plot.clientHeight), inside };
  }
}
