import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Milliseconds without pointer or key after which nobody is at the controls. */
const IDLE_AFTER = 3000;
const SIGNS = ['pointermove', 'pointerdown', 'wheel', 'touchstart', 'keydown', 'focusin'] as const;

export interface IdleOptions {
  /** It matters now. */
  watching(): boolean;
  /** The controls are in use though nothing moves. */
  inUse(): boolean;
}

/** Whether nobody is at the controls, while that matters. */
export class Idle implements ReactiveController {
  idle = false;
  #document: Document | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Where the pointer was: browsers tell of moves also when something moved below it. */
  #seenAt = '';

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly options: IdleOptions,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    const watching = this.options.watching() && this.host.isConnected;
    if (watching === (this.#document !== null)) return;
    if (watching) this.#watch();
    else this.#rest();
  }

  hostDisconnected(): void {
    this.#rest();
  }

  #watch(): void {
    this.#document = this.host.ownerDocument;
    for (const name of SIGNS) this.#document.addEventListener(name, this.#onSign, { capture: true, passive: true });
    this.#wake();
  }

  #rest(): void {
    for (const name of SIGNS) this.#document?.removeEventListener(name, this.#onSign, { capture: true });
    this.#document = null;
    clearTimeout(this.#timer);
    this.#set(false);
  }

  readonly #onSign = (event: Event): void => {
    if (event.type === 'pointermove') {
      const { screenX, screenY } = event as PointerEvent;
      const at = `${screenX} ${screenY}`;
      if (at === this.#seenAt) return;
      this.#seenAt = at;
    }
    this.#wake();
  };

  #wake(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#doze, IDLE_AFTER);
    this.#set(false);
  }

  readonly #doze = (): void => {
    if (this.options.inUse()) this.#wake();
    else this.#set(true);
  };

  #set(idle: boolean): void {
    if (idle === this.idle) return;
    this.idle = idle;
    this.host.requestUpdate();
  }
}
