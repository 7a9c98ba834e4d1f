import type { ReactiveControllerHost } from 'lit';
import type { PerPixelElement } from './element.ts';

/** `<per-pixel>` as its own parts see it. */
export type ViewerHost = PerPixelElement & ReactiveControllerHost;
