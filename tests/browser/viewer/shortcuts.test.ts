import { userEvent } from 'vitest/browser';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PerPixelElement } from '../../../src/perpixel.ts';
import { inside, labelledViewer, labelling } from './fixture.ts';

let viewer: PerPixelElement;
const others = document.createElement('div');

beforeAll(async () => {
  document.body.append(others);
  viewer = await labelledViewer(document.body, { controls: '' });
});

afterEach(() => {
  others.replaceChildren();
  (document.activeElement as HTMLElement | null)?.blur();
  Object.assign(viewer, { overlay: 'labels', mirror: false, shortcuts: 'page', controls: true });
});

/** Something of the page's own, with the focus. */
function focus(html: string, selector = '*'): HTMLElement {
  others.innerHTML = html;
  const found = others.querySelector<HTMLElement>(selector);
  found?.focus();
  if (!found || document.activeElement !== found) throw new Error(`${html} does not take the focus`);
  return found;
}

const settled = (): Promise<unknown> => (viewer as unknown as { updateComplete: Promise<unknown> }).updateComplete;

describe('a shortcut', () => {
  it('works as soon as the page is there, whatever has the focus of what does not use it', async () => {
    await userEvent.keyboard('2');
    expect(viewer.overlay).toBe('outline');
    for (const [index, html] of ['<button>b</button>', '<a href="#a">a</a>', '<input type="checkbox" />'].entries()) {
      focus(html);
      await userEvent.keyboard(String(index + 3));
      expect(viewer.overlay, html).toBe(['blur', 'replace', 'cutout'][index]);
    }
  });

  it('works after one of its own controls has been used', async () => {
    inside<HTMLInputElement>(inside(viewer, 'pp-toolbar'), 'input[value=blur]').focus();
    await userEvent.keyboard('2');
    expect(viewer.overlay).toBe('outline');
  });

  it.each([
    '<input />',
    '<input type="number" />',
    '<textarea></textarea>',
    '<select><option>2</option></select>',
    '<div contenteditable>text</div>',
    '<div role="textbox" tabindex="0"></div>',
    '<ul role="listbox"><li role="option" tabindex="0"></li></ul>',
    '<dialog open tabindex="0"></dialog>',
    '<video controls tabindex="0"></video>',
  ])('leaves %s alone', async (html) => {
    focus(html, html.startsWith('<ul') ? 'li' : undefined);
    await userEvent.keyboard('2');
    expect(viewer.overlay).toBe('labels');
  });

  it('leaves keys with modifiers alone, and those that somebody else has used', async () => {
    await userEvent.keyboard('{Control>}2{/Control}');
    await userEvent.keyboard('{Alt>}2{/Alt}');
    const use = (event: Event): void => event.preventDefault();
    window.addEventListener('keydown', use, { capture: true, once: true });
    await userEvent.keyboard('2');
    expect(viewer.overlay).toBe('labels');
  });

  it('lets Space press a button, and arrows scroll the page', async () => {
    let taken = 0;
    const count = (event: Event): void => void (taken += Number(event.defaultPrevented));
    window.addEventListener('keydown', count);
    focus('<button>b</button>');
    await userEvent.keyboard(' {ArrowDown}');
    window.removeEventListener('keydown', count);
    expect(taken).toBe(0);
  });

  it('works on the picture alone without controls, or where that is wanted, or nowhere', async () => {
    const stage = inside(viewer, '.stage');
    for (const set of [{ controls: false }, { shortcuts: 'picture' }] as const) {
      Object.assign(viewer, { controls: true, shortcuts: 'page', overlay: 'labels', ...set });
      await settled();
      stage.blur();
      await userEvent.keyboard('2');
      expect(viewer.overlay, JSON.stringify(set)).toBe('labels');
      stage.focus();
      await userEvent.keyboard('2');
      expect(viewer.overlay, JSON.stringify(set)).toBe('outline');
    }
    viewer.shortcuts = 'off';
    await userEvent.keyboard('3');
    expect(viewer.overlay).toBe('outline');
  });

  it('belongs to the viewer that was used last', async () => {
    const second = document.createElement('per-pixel');
    second.controls = true;
    // both are to be seen
    second.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 200px';
    others.append(second);
    // where a window is focused anew for a key, what has the focus there counts as used
    inside(viewer, '.stage').blur();
    await userEvent.keyboard('2');
    expect([viewer.overlay, second.overlay]).toEqual(['outline', 'labels']);
    second.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    await userEvent.keyboard('3');
    expect([viewer.overlay, second.overlay]).toEqual(['outline', 'blur']);
    second.remove();
    await userEvent.keyboard('4');
    expect(viewer.overlay).toBe('replace');
  });
});

describe('disagreement without a second prediction', () => {
  const said = (): string => inside(inside(viewer, 'pp-status'), '[role=status]').textContent ?? '';

  it('is explained in passing by key and by bar, without an error, and switched on there', async () => {
    const errors: unknown[] = [];
    const hear = (event: Event): void => void errors.push(event);
    viewer.addEventListener('perpixel-error', hear);
    const radio = inside<HTMLInputElement>(inside(viewer, 'pp-toolbar'), 'input[value=disagreement]');
    expect(radio.getAttribute('aria-disabled')).toBe('true');
    for (const ask of [() => userEvent.keyboard('9'), async () => radio.click()]) {
      await ask();
      await expect.poll(said).toMatch(/two predictions/);
      expect(viewer.overlay).toBe('labels');
      inside(inside(viewer, 'pp-status'), '.actions button:last-child').click();
      await expect.poll(said).not.toMatch(/two predictions/);
    }
    await userEvent.keyboard('9');
    await expect.poll(said).toMatch(/two predictions/);
    inside(inside(viewer, 'pp-status'), '.actions button').click();
    await labelling(viewer);
    expect([viewer.mirror, viewer.overlay, errors]).toEqual([true, 'disagreement', []]);
    // and its tick box takes it away again
    viewer.mirror = false;
    await expect.poll(said).toMatch(/one prediction/);
    expect([viewer.overlay, errors]).toEqual(['labels', []]);
    viewer.removeEventListener('perpixel-error', hear);
  });
});
