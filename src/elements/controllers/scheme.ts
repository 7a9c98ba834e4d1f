import type { LitElement, ReactiveController } from 'lit';

/** For what is drawn on a canvas: tells when the page's appearance has changed, and which colours there are now. */
export class Scheme implements ReactiveController {
  #dark: MediaQueryList | null = null;
  readonly #themed = new MutationObserver(() => this.onChange());

  constructor(
    private readonly host: LitElement,
    private readonly onChange: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    const { defaultView, documentElement } = this.host.ownerDocument;
    this.#dark = (defaultView ?? window).matchMedia('(prefers-color-scheme: dark)');
    this.#dark.addEventListener('change', this.onChange);
    this.#themed.observe(documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  }

  hostDisconnected(): void {
    this.#dark?.removeEventListener('change', this.onChange);
    this.#themed.disconnect();
  }

  /** A token's colour as a canvas understands it: `light-dark()` is not. */
  colour(token: string): string {
    const probe = document.createElement('i');
    probe.style.color = getComputedStyle(this.host).getPropertyValue(token);
    this.host.shadowRoot?.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }
}
