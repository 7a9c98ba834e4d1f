import { userEvent } from 'vitest/browser';

/**
 * Moves the real pointer over a place of an element, pixels from its upper left corner: events of a test's own lose to those
 * of a pointer that lies where another test left it.
 */
export async function pointAt(element: Element, x: number | string, y: number | string): Promise<void> {
  const dot = document.createElement('b');
  const [left, top] = [x, y].map((each) => (typeof each === 'number' ? `${each}px` : each));
  // by which a driver finds it among whatever else the page holds
  dot.dataset['testid'] = `pointed-${crypto.randomUUID()}`;
  dot.style.cssText = `position: absolute; left: ${left}; top: ${top}; width: 4px; height: 4px; margin: -2px`;
  element.append(dot);
  await userEvent.hover(dot);
  dot.remove();
}
