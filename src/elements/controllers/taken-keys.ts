const roles = (names: string): string =>
  names
    .split(' ')
    .map((name) => `[role=${name}]`)
    .join();

/** Whoever has the focus there is written to, or has keys of its own for everything. */
const EVERY_KEY = [
  'input:not([type=button],[type=checkbox],[type=radio],[type=range],[type=submit],[type=reset],[type=image],[type=file],[type=color])',
  'textarea, select, iframe, object, embed, video[controls], audio[controls]',
  roles(
    'textbox searchbox combobox spinbutton listbox option menu menubar menuitem tree treeitem grid gridcell treegrid',
  ),
  roles('application dialog alertdialog'),
  'dialog[open], [popover], [aria-modal=true]',
].join();
/** Space presses or ticks it. */
const SPACE = `button, summary, input:not([type=range]), ${roles('button checkbox radio switch tab link')}`;

/**
 * Whether a key belongs to something else on the page: to a field that is written in, a widget that the key works, or a browser's
 * own command. @param host whose own dialogs and the like do not count
 */
export function isTaken(event: KeyboardEvent, host: Element): boolean {
  if (event.defaultPrevented || event.isComposing) return true;
  if (host.ownerDocument.designMode === 'on') return true;
  const path = event.composedPath().filter(isElement);
  const [target] = path;
  if (!target) return false;
  // what a closed shadow tree holds, nobody sees
  if (target.localName.includes('-') && target.shadowRoot === null && target.matches(':focus')) return true;
  const around = path.slice(0, path.includes(host) ? path.indexOf(host) : undefined);
  if (around.some((each) => each.matches(EVERY_KEY) || isEditable(each))) return true;
  return event.key === ' ' && target.matches(SPACE);
}

/** Of any window: what moved here from another one is an instance of that one's classes. */
function isElement(target: EventTarget): target is Element {
  return 'matches' in target;
}

function isEditable(element: Element): boolean {
  return 'isContentEditable' in element && element.isContentEditable === true;
}
