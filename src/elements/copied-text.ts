import { guarded } from '../core/text/formula-guard.ts';

/**
 * A `copy` listener for what shows tables: what is copied from one begins no cell of a spreadsheet with a formula. What is
 * typed into a field is left as it is.
 */
export function guardCopied(event: ClipboardEvent): void {
  const [target] = event.composedPath();
  if (event.defaultPrevented || target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
  const text = selected(target);
  const safe = guarded(text);
  if (safe === text) return;
  // without the HTML, which a spreadsheet would take first
  event.clipboardData?.setData('text/plain', safe);
  event.preventDefault();
}

/** Chromium keeps what is selected inside a shadow root from the document's own selection. */
interface ShadowSelection {
  getSelection?(): Selection | null;
}

function selected(target: EventTarget | undefined): string {
  const root = target instanceof Node ? target.getRootNode() : document;
  const inside = root instanceof ShadowRoot ? (root as ShadowSelection).getSelection?.()?.toString() : '';
  return inside || String(getSelection() ?? '');
}
