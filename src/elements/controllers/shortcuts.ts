import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { shortcutOf, type Shortcut } from '../per-pixel/shortcuts.ts';
import type { Reach } from './reach.ts';
import { isTaken } from './taken-keys.ts';

export interface ShortcutsOptions {
  reach(): Reach;
  act(shortcut: Shortcut): void;
}

/** Who takes a document's keys: the one that was used last is the first one. */
const takers = new WeakMap<Document, Shortcuts[]>();

/** The host's keys. On a page with several hosts those of the page belong to the one that was used last. */
export class Shortcuts implements ReactiveController {
  #document: Document | null = null;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly options: ShortcutsOptions,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#document = this.host.ownerDocument;
    takers.set(this.#document, [...(takers.get(this.#document) ?? []), this]);
    this.#document.addEventListener('keydown', this.#onPageKey);
    this.host.addEventListener('pointerdown', this.#used);
    this.host.addEventListener('focusin', this.#used);
  }

  hostDisconnected(): void {
    this.#document?.removeEventListener('keydown', this.#onPageKey);
    if (this.#document) takers.set(this.#document, this.#others(this.#document));
    this.host.removeEventListener('pointerdown', this.#used);
    this.host.removeEventListener('focusin', this.#used);
  }

  /** While the picture has the focus, the arrow keys too. */
  readonly onPictureKey = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || this.options.reach() === 'off') return;
    const shortcut = shortcutOf(event);
    if (shortcut) this.#act(event, shortcut);
  };

  readonly #onPageKey = (event: KeyboardEvent): void => {
    const shortcut = shortcutOf(event);
    // arrows scroll a page, Escape closes whatever there is, and Enter is whatever has the focus's
    if (!shortcut || ['move', 'leave', 'choose'].includes(shortcut.action)) return;
    if (isTaken(event, this.host) || !this.#isFirst()) return;
    this.#act(event, shortcut);
  };

  #act(event: KeyboardEvent, shortcut: Shortcut): void {
    event.preventDefault();
    // a key that is held down moves on, and switches once
    if (!event.repeat || shortcut.action === 'move') this.options.act(shortcut);
  }

  readonly #used = (): void => {
    const { ownerDocument } = this.host;
    takers.set(ownerDocument, [this, ...this.#others(ownerDocument)]);
  };

  #others(owner: Document): Shortcuts[] {
    return (takers.get(owner) ?? []).filter((each) => each !== this);
  }

  #isFirst(): boolean {
    return takers.get(this.host.ownerDocument)?.find((each) => each.#isReady()) === this;
  }

  #isReady(): boolean {
    return this.options.reach() === 'page' && !this.host.matches('[inert], [inert] *') && isSeen(this.host);
  }
}

/** Something of it is in the window: what a key does shall be seen. */
function isSeen(element: Element): boolean {
  const { innerWidth = 0, innerHeight = 0 } = element.ownerDocument.defaultView ?? {};
  const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
}
