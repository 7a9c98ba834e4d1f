import type { PerPixelElement } from '../../perpixel.ts';
import { recall, remember } from '../site/remembered.ts';

const KEY = 'perpixel-shortcuts';

/** Lets the visitor keep single keys to the picture: whoever dictates, or types by accident, wants them nowhere else. */
export function chooseShortcuts(viewer: PerPixelElement, choice: HTMLElement): void {
  const box = choice.querySelector('input');
  if (!box) return;
  box.checked = recall(KEY) !== 'picture';
  choice.hidden = false;
  const apply = (): void => {
    viewer.shortcuts = box.checked ? 'page' : 'picture';
  };
  apply();
  box.addEventListener('change', () => {
    apply();
    remember(KEY, viewer.shortcuts);
  });
}
