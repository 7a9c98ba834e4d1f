import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Size } from '../../core/geometry/fit.ts';
import type { Probe } from '../../core/labels/probe.ts';
import { localPoint } from '../local-point.ts';
import { pictureBox } from '../per-pixel/picture-box.ts';

export interface PointingOptions {
  /** The element that the picture fills, fitted; null before the first render. */
  stage(): HTMLElement | null;
  /** Size of the picture; null before the first frame. */
  picture(): Size | null;
  /** x, y in 0 to 1 of the picture. */
  probe(x: number, y: number): Promise<Probe | null>;
}

export interface Pointed {
  readonly probe: Probe;
  /** CSS pixels from the stage's upper left corner. */
  readonly x: number;
  readonly y: number;
  readonly keyboard: boolean;
}

/** Reads the class under the pointer, or under a cross that the arrow keys move. */
export class Pointing implements ReactiveController {
  pointed: Pointed | null = null;
  #point: { x: number; y: number; keyboard: boolean } | null = null;
  #pending = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly options: PointingOptions,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.clear();
  }

  /** Under a pointer. */
  readonly moveTo = (event: PointerEvent): void => {
    const stage = this.options.stage();
    const point = stage && localPoint(stage, event);
    if (!point) return;
    this.#point = { ...point, keyboard: false };
    void this.refresh();
  };

  /** CSS pixels; starts in the middle. */
  moveBy(dx: number, dy: number): void {
    const stage = this.options.stage();
    if (!stage) return;
    const { clientWidth, clientHeight } = stage;
    const from = this.#point ?? { x: clientWidth / 2, y: clientHeight / 2 };
    const x = Math.min(clientWidth - 1, Math.max(0, from.x + dx));
    const y = Math.min(clientHeight - 1, Math.max(0, from.y + dy));
    this.#point = { x, y, keyboard: true };
    void this.refresh();
  }

  /** What lies under a pointer now; null: nothing of the picture. */
  async at(event: MouseEvent): Promise<Probe | null> {
    const stage = this.options.stage();
    const point = stage && localPoint(stage, event);
    const place = point && this.#placeOf(point);
    return place && (await this.options.probe(place.x, place.y).catch(() => null));
  }

  clear(): void {
    this.#point = null;
    this.#show(null);
  }

  /** Probes again, as when the frame changed. One probe at a time; the newest point is probed in the end. */
  async refresh(): Promise<void> {
    const point = this.#point;
    if (!point || !this.options.stage() || !this.options.picture() || this.#pending) return;
    const place = this.#placeOf(point);
    if (!place) {
      this.#show(null);
      return;
    }
    this.#pending = true;
    const probe = await this.options.probe(place.x, place.y).catch(() => null);
    this.#pending = false;
    if (this.#point) this.#show(probe ? { probe, ...point } : null);
    if (this.#point && this.#point !== point) await this.refresh();
  }

  /** In 0 to 1 of the picture; null: beside it. */
  #placeOf(point: { readonly x: number; readonly y: number }): { x: number; y: number } | null {
    const stage = this.options.stage();
    const picture = this.options.picture();
    if (!stage || !picture) return null;
    const box = pictureBox({ width: stage.clientWidth, height: stage.clientHeight }, picture);
    const x = (point.x - box.left) / box.width;
    const y = (point.y - box.top) / box.height;
    return x < 0 || x >= 1 || y < 0 || y >= 1 ? null : { x, y };
  }

  #show(pointed: Pointed | null): void {
    if (pointed === this.pointed) return;
    this.pointed = pointed;
    this.host.requestUpdate();
  }
}
