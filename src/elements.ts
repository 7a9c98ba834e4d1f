import type { FrameReport, PipelineInfo } from './protocol/live.ts';
import type { Labelling } from './core/instances/instance.ts';
import type { BackgroundOption } from './core/options/background-option.ts';
import type { Keep } from './core/instances/keep.ts';
import type { PerPixelError } from './core/errors/errors.ts';
import type { KioskElement as PerPixelElement } from './apps/kiosk/element.ts';
import { KioskViewer } from './apps/kiosk/viewer.ts';
import { customElement } from './elements/custom-element.ts';
import type { PerPixelFrame } from './elements/per-pixel/element.ts';

export type { Overlay } from './core/view/overlay.ts';
export type { PlayerFault, PlayerSupervisor, SupervisedPlayer } from './live/player/supervised.ts';
export type { PipelineInfo } from './protocol/live.ts';
export type { Keep, Labelling, PerPixelElement, PerPixelFrame, FrameReport };

/** What `<per-pixel>` fires; each bubbles. */
export interface PerPixelEventMap {
  'perpixel-ready': CustomEvent<PipelineInfo>;
  'perpixel-frame': CustomEvent<PerPixelFrame>;
  'perpixel-statechange': CustomEvent<{ readonly state: string }>;
  'perpixel-labellingchange': CustomEvent<{ readonly labelling: Labelling | '' }>;
  'perpixel-keepchange': CustomEvent<{ readonly keep: Keep | null }>;
  'perpixel-backgroundchange': CustomEvent<{ readonly background: BackgroundOption }>;
  'perpixel-error': CustomEvent<PerPixelError>;
}

customElement('per-pixel')(KioskViewer);

declare global {
  interface HTMLElementTagNameMap {
    'per-pixel': PerPixelElement;
  }
  interface GlobalEventHandlersEventMap extends PerPixelEventMap {}
}
