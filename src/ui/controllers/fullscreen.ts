import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whether the host fills the screen, and the way there and back. */
export class Fullscreen implements ReactiveController {
  active = false;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.addEventListener('fullscreenchange', this.#onChange);
  }

  hostDisconnected(): void {
    this.host.removeEventListener('fullscreenchange', this.#onChange);
  }

  readonly toggle = (): void => {
    // a browser that refuses leaves everything as it is
    const done = this.active ? document.exitFullscreen() : this.host.requestFullscreen();
    done.catch(() => undefined);
  };

  readonly #onChange = (): void => {
    this.active = document.fullscreenElement === this.host;
    this.host.requestUpdate();
  };
}
