import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { PerPixel } from '../../elements/per-pixel/per-pixel.ts';
import type { KioskElement } from './element.ts';
import { SupervisedViewer } from './supervised-viewer.ts';
import type { KioskState } from './supervisor/health.ts';

/** `<per-pixel>` as the library registers it. */
export class KioskViewer extends PerPixel implements KioskElement {
  /** Runs by itself, recovers by itself and says so: for a screen that nobody attends. */
  @property({ reflect: true, type: Boolean }) kiosk = false;

  readonly #supervised = new SupervisedViewer(this);

  /** What the unattended screen is doing; null: it is attended. */
  get kioskState(): KioskState | null {
    return this.#supervised.state;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    // frameworks set whatever they have
    const kiosk: unknown = this.kiosk;
    this.kiosk = Boolean(kiosk);
  }
}
