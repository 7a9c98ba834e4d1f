import type { PerPixelElement } from '../../perpixel.ts';

/** What an address says of what is seen. */
const VALUES = ['source', 'model', 'backend', 'overlay', 'opacity', 'refine', 'ensemble', 'doubt', 'split'] as const;
const SWITCHES = ['mirror'] as const;

/** What it need not say. */
const DEFAULTS: Readonly<Record<string, string>> = { backend: 'auto', overlay: 'labels', opacity: '0.5' };

/** Taken, but not written down: they say something on one machine, or to one visitor, alone. */
const OWN = ['device', 'shortcuts'] as const;

const NO = ['false', '0', 'off', 'no'];

/** A slider moves faster than a browser lets an address change, milliseconds. */
const SETTLED = 250;

/**
 * Sets the element's attributes of the same names; what a value may be, the element itself checks. Names that are none of ours are
 * somebody else's (`utm_source`). Which origins and which folder the library may load from, and whether there are controls, the
 * page decides, not a link that leads to it.
 */
export function applyAddress(viewer: PerPixelElement, query: URLSearchParams): void {
  for (const name of [...VALUES, ...OWN]) {
    const value = query.get(name);
    if (value) viewer.setAttribute(name, value);
  }
  for (const name of SWITCHES) {
    const value = query.get(name);
    if (value !== null) viewer.toggleAttribute(name, !NO.includes(value.trim().toLowerCase()));
  }
  viewer.kiosk = query.has('kiosk');
  if (viewer.kiosk) viewer.controls = false;
}

/** Keeps the address what leads to what is seen now. What the page chose by itself, and nobody changed, stays unsaid. */
export function followView(viewer: PerPixelElement): void {
  const changed = new Set<string>();
  let timer = 0;
  const write = (): void => {
    const address = new URL(location.href);
    for (const name of changed) {
      const value = worthSaying(viewer, name);
      if (value === null) address.searchParams.delete(name);
      else address.searchParams.set(name, value);
    }
    if (address.href !== location.href) history.replaceState(history.state, '', address);
  };
  const observer = new MutationObserver((records) => {
    for (const { attributeName } of records) if (attributeName !== null) changed.add(attributeName);
    clearTimeout(timer);
    timer = window.setTimeout(write, SETTLED);
  });
  observer.observe(viewer, { attributes: true, attributeFilter: [...VALUES, ...SWITCHES] });
}

function worthSaying(viewer: PerPixelElement, name: string): string | null {
  const value = viewer.getAttribute(name);
  if (SWITCHES.some((each) => each === name)) return value;
  // an address of this page alone leads nowhere elsewhere
  return !value || value === DEFAULTS[name] || /^(blob|data):/i.test(value) ? null : value;
}
