import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whether the host fills the screen, or at least the window, and the way there and back. */
export class Fullscreen implements ReactiveController {
  /** It fills the window for want of a screen: iPhones fill it with films only, and frames may be forbidden to. */
  filling = false;
  #document: Document | null = null;

  /** @param surface what fills the window */
  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly surface: () => HTMLElement | null,
  ) {
    host.addController(this);
  }

  get active(): boolean {
    return this.filling || this.host.matches(':fullscreen');
  }

  hostConnected(): void {
    this.#document = this.host.ownerDocument;
    this.#document.addEventListener('fullscreenchange', this.#onChange);
  }

  hostDisconnected(): void {
    this.#document?.removeEventListener('fullscreenchange', this.#onChange);
    this.#fill(false);
  }

  readonly toggle = (): void => {
    if (this.active) this.#leave();
    else this.#enter();
  };

  #leave(): void {
    if (this.filling) this.#fill(false);
    else this.host.ownerDocument.exitFullscreen().catch(() => undefined);
  }

  #enter(): void {
    if (!this.host.ownerDocument.fullscreenEnabled) return this.#fill(true);
    this.host.requestFullscreen().catch(() => this.#fill(true));
  }

  /** In the browser's top layer, where it has one for us: there no ancestor moves, clips or covers it. */
  #fill(filling: boolean): void {
    if (filling === this.filling) return;
    this.filling = filling;
    if (filling) this.#document?.addEventListener('keydown', this.#onKey);
    else this.#document?.removeEventListener('keydown', this.#onKey);
    const surface = this.surface();
    if (surface && 'popover' in surface) {
      surface.popover = filling ? 'manual' : null;
      if (filling) surface.showPopover();
    }
    this.host.requestUpdate();
  }

  /** As the browser's own is left. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this.#leave();
  };

  readonly #onChange = (): void => this.host.requestUpdate();
}
