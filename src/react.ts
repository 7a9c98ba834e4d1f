import { createComponent, type EventName, type ReactWebComponent } from '@lit/react';
import * as React from 'react';
import { KioskViewer } from './apps/kiosk/viewer.ts';
import type { PerPixelElement, PerPixelEventMap } from './elements.ts';
import './elements.ts';

/** What a component's listeners are called, and what they hear. */
const events = {
  onReady: heard('perpixel-ready'),
  onFrame: heard('perpixel-frame'),
  onStateChange: heard('perpixel-statechange'),
  onLabellingChange: heard('perpixel-labellingchange'),
  onKeepChange: heard('perpixel-keepchange'),
  onBackgroundChange: heard('perpixel-backgroundchange'),
  onFault: heard('perpixel-error'),
};

const elementClass: new () => PerPixelElement = KioskViewer;

/**
 * `<per-pixel>` as a React component: its properties are the element's, and so is what a `ref` holds. React 18 sets none of an
 * element's properties by itself; where there is React 19, `<per-pixel>` does as well.
 */
export const PerPixel: ReactWebComponent<PerPixelElement, typeof events> = createComponent({
  react: React,
  tagName: 'per-pixel',
  elementClass,
  events,
  displayName: 'PerPixel',
});

function heard<Name extends keyof PerPixelEventMap>(name: Name): EventName<PerPixelEventMap[Name]> {
  return name as Name & EventName<PerPixelEventMap[Name]>;
}
