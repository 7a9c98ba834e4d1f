import { afterAll } from 'vitest';
import type { PerPixelElement } from '../../../src/perpixel.ts';
import '../../../src/perpixel.ts';

afterAll(() => {
  document.body.replaceChildren();
  author('');
});

/** Red, green, blue and black, a quarter each: what the tiny model tells apart. */
export async function quarters(width = 64, height = 48): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  ['#f00', '#0f0', '#00f', '#000'].forEach((colour, place) => {
    if (!context) return;
    context.fillStyle = colour;
    context.fillRect((place % 2) * (width / 2), Math.floor(place / 2) * (height / 2), width / 2, height / 2);
  });
  return canvas.convertToBlob();
}

/** A viewer in `parent`, its picture labelled by the tiny model. */
export async function labelledViewer(
  parent: Element = document.body,
  attributes: Readonly<Record<string, string>> = {},
): Promise<PerPixelElement> {
  const viewer = document.createElement('per-pixel');
  for (const [name, value] of Object.entries({ model: 'tiny', backend: 'wasm', ...attributes })) {
    viewer.setAttribute(name, value);
  }
  parent.append(viewer);
  await labelling(viewer, viewer.openFile(await quarters()));
  return viewer;
}

/** Resolves with the next labelled frame. */
export async function labelling(viewer: PerPixelElement, doing: Promise<unknown> = Promise.resolve()): Promise<void> {
  const labelled = new Promise((resolve) => viewer.addEventListener('perpixel-frame', resolve, { once: true }));
  await Promise.all([doing, labelled]);
}

const style = document.createElement('style');

/** All that the author's own style sheet says. */
export function author(css: string): void {
  document.head.append(style);
  style.textContent = css;
}

export function inside<T extends Element = HTMLElement>(viewer: Element, selector: string): T {
  const found = viewer.shadowRoot?.querySelector<T>(selector);
  if (!found) throw new Error(`${viewer.localName} shows no ${selector}`);
  return found;
}
