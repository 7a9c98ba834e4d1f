import axe from 'axe-core';
import { afterEach, expect } from 'vitest';
import type { LitElement } from 'lit';
import type { RequestDetails, RequestName } from '../../../src/elements/events.ts';

afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.style.colorScheme = '';
});

/** What our panels are, in both schemes. */
const SURFACE = 'light-dark(#f8f7f4, #17181a)';

type Tag = keyof HTMLElementTagNameMap;

/** The element with these properties, drawn, in a stage of 400 × 300 pixels. */
export async function mount<T extends Tag>(
  tag: T,
  properties: Partial<HTMLElementTagNameMap[T]> = {},
): Promise<HTMLElementTagNameMap[T] & LitElement> {
  const stage = document.createElement('main');
  Object.assign(stage.style, { position: 'relative', width: '400px', height: '300px', background: SURFACE });
  const element = Object.assign(document.createElement(tag), properties) as HTMLElementTagNameMap[T] & LitElement;
  stage.append(element);
  document.body.append(stage);
  await element.updateComplete;
  return element;
}

/** Every request of that name that reaches the document. */
export function heard<N extends RequestName>(name: N): RequestDetails[N][] {
  const details: RequestDetails[N][] = [];
  const listener = (event: Event): void => {
    details.push((event as CustomEvent<RequestDetails[N]>).detail);
  };
  document.body.addEventListener(name, listener);
  return details;
}

export function find<T extends Element = HTMLElement>(element: Element, selector: string): T {
  const found = element.shadowRoot?.querySelector<T>(selector);
  if (!found) throw new Error(`${element.localName} shows no ${selector}`);
  return found;
}

export function findAll(element: Element, selector: string): HTMLElement[] {
  return [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
}

/** What a reader sees, white space folded. */
export function textOf(element: Element | null | undefined): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

export function textIn(element: Element, selector: string): string {
  return textOf(find(element, selector));
}

/** Nothing for axe to complain about, in light and in dark, figures' contrast included. */
export async function expectAccessible(element: Element): Promise<void> {
  if (element.parentElement) element.parentElement.style.height = 'auto';
  if (getComputedStyle(element).position === 'absolute') element.parentElement?.style.setProperty('height', '600px');
  for (const scheme of ['light', 'dark']) {
    document.documentElement.style.colorScheme = scheme;
    await settled(element);
    const { violations } = await axe.run(element, { resultTypes: ['violations'] });
    expect(violations.map(({ id, nodes }) => `${scheme} ${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
  }
}

/** Colours on their way to another scheme, and covers that fade in, have arrived: those of elements inside it, too. */
async function settled(element: Element): Promise<void> {
  for (let quiet = 0; quiet < 3;) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const running = [...document.getAnimations(), ...(element.shadowRoot?.getAnimations() ?? [])];
    // one that begins with the next frame is waited for as well
    quiet = running.length === 0 ? quiet + 1 : 0;
    for (const each of running) {
      if (each.effect?.getComputedTiming().iterations === Infinity) each.cancel();
      else each.finish();
    }
  }
}
