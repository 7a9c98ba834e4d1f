/** What has the focus in a shadow tree, and in those below it. */
export function focused(host: Element): Element | null {
  let found = host.shadowRoot?.activeElement ?? null;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found;
}

/** One of the host's controls is worked by the keyboard, or its menu is open. The picture is no control. */
export function isOperated(host: Element): boolean {
  const control = focused(host);
  if (!control || control.matches('.stage')) return false;
  return control.matches(':focus-visible') || isOpen(control);
}

function isOpen(control: Element): boolean {
  try {
    return control.matches('select:open');
  } catch {
    // a browser that does not tell: whoever has chosen from a menu often goes on to the next one
    return control.matches('select');
  }
}
