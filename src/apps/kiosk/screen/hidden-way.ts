import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

/** Milliseconds that the corner must be held: no child does so by chance. */
const HELD_MS = 5000;

/** The way to the settings that visitors do not find: the upper left corner held for five seconds, or Ctrl Alt K. */
export class HiddenWay implements ReactiveController {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    host: ReactiveControllerHost,
    private readonly open: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('keydown', this.#onKey);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.#onKey);
    this.#let();
  }

  render(): TemplateResult {
    return html`<div
      class="corner"
      @pointerdown=${this.#hold}
      @pointerup=${this.#let}
      @pointerleave=${this.#let}
      @pointercancel=${this.#let}
    ></div>`;
  }

  readonly #hold = (): void => {
    this.#let();
    this.#timer = setTimeout(this.open, HELD_MS);
  };

  readonly #let = (): void => clearTimeout(this.#timer);

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey && event.altKey && event.code === 'KeyK') this.open();
  };
}
