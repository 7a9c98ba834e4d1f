import type { PerPixelElement } from '../../elements/per-pixel/element.ts';
import type { KioskState } from './supervisor/health.ts';

/** What the kiosk adds to `<per-pixel>`. */
export interface KioskElement extends PerPixelElement {
  /** Runs by itself, for a screen that nobody attends. */
  kiosk: boolean;
  /** What the unattended screen is doing; null: it is attended. */
  readonly kioskState: KioskState | null;
}
