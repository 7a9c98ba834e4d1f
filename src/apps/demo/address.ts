import type { PerPixelElement } from '../../perpixel.ts';
import { followAddress, isOn, type Said } from '../site/address.ts';

/** What an address says of what is seen. */
const VALUES = [
  'source',
  'model',
  'backend',
  'runtime',
  'overlay',
  'opacity',
  'refine',
  'ensemble',
  'doubt',
  'split',
  'labelling',
  'keep',
  'background',
  'light-wrap',
] as const;
const SWITCHES = ['mirror', 'teach'] as const;

/** What it need not say. */
const DEFAULTS: Readonly<Record<string, string>> = {
  backend: 'auto',
  runtime: 'auto',
  overlay: 'labels',
  opacity: '0.5',
};

/**
 * A background that is named takes an overlay along, and one that compares predictions takes two of them: an address which names one of
 * these leads to others, and says them all as soon as the view has one of them otherwise.
 */
export const JOINED: readonly string[] = ['overlay', 'background', 'mirror', 'ensemble'];

/** Taken, but not written down: they say something on one machine, or to one visitor, alone. */
const OWN = ['device', 'shortcuts'] as const;

/**
 * Sets the element's attributes of the same names; what a value may be, the element itself checks. Names that are none of ours are
 * somebody else's (`utm_source`). Which origins and which folder the library may load from, and whether there are controls, the
 * page decides, not a link that leads to it.
 * @param own switches that the page leaves to its address as well
 */
export function applyAddress(viewer: PerPixelElement, query: URLSearchParams, own: readonly string[] = []): void {
  for (const name of [...VALUES, ...OWN]) {
    const value = query.get(name);
    if (value) viewer.setAttribute(name, value);
  }
  for (const name of [...SWITCHES, ...own]) if (query.has(name)) viewer.toggleAttribute(name, isOn(query.get(name)));
  viewer.kiosk = query.has('kiosk');
  if (viewer.kiosk) viewer.controls = false;
}

/** Keeps the address what leads to what is seen now. What the page chose by itself, and nobody changed, stays unsaid. */
export function followView(viewer: PerPixelElement, own: readonly string[] = []): void {
  const switches = [...SWITCHES, ...own];
  const changed = followAddress(() => saidOf((name) => viewer.getAttribute(name), switches), JOINED);
  new MutationObserver(changed).observe(viewer, { attributes: true, attributeFilter: [...VALUES, ...switches] });
}

/** What an address says of a viewer with these attributes. */
export function saidOf(attribute: (name: string) => string | null, switches: readonly string[] = SWITCHES): Said {
  const said = {
    ...Object.fromEntries(VALUES.map((name) => [name, worthSaying(name, attribute(name))])),
    ...Object.fromEntries(switches.map((name) => [name, attribute(name)])),
  };
  // beside a background no overlay is the usual one
  return said['background'] ? { ...said, overlay: attribute('overlay') } : said;
}

function worthSaying(name: string, value: string | null): string | null {
  // an address of this page alone leads nowhere elsewhere
  return !value || value === DEFAULTS[name] || /^(blob|data):/i.test(value) ? null : value;
}
