import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PerPixelElement } from '../../elements/per-pixel/element.ts';
import type { SupervisedPlayer } from '../../live/player/supervised.ts';
import type { KioskState } from './supervisor/health.ts';
import type { Kiosk } from './supervisor/kiosk.ts';

interface Host extends PerPixelElement, ReactiveControllerHost {
  readonly kiosk: boolean;
}

/** Has a kiosk supervise a viewer while it has the attribute; nobody else loads that code. */
export class SupervisedViewer implements ReactiveController {
  #player: SupervisedPlayer | null = null;
  #kiosk: Kiosk | null = null;

  constructor(private readonly viewer: Host) {
    viewer.addController(this);
  }

  get state(): KioskState | null {
    return this.#player ? (this.#kiosk?.state ?? 'starting') : null;
  }

  hostConnected(): void {
    this.#follow();
  }

  /** Before the viewer sees to its source. */
  hostUpdate(): void {
    this.#follow();
  }

  hostDisconnected(): void {
    this.#stop();
  }

  #follow(): void {
    if (!this.viewer.kiosk) this.#stop();
    else if (!this.#player) void this.#start();
  }

  async #start(): Promise<void> {
    const player = this.viewer.supervise({
      // what happens before the kiosk is loaded, it finds out by itself: it begins with opening the source
      onFrame: (milliseconds) => this.#kiosk?.onFrame(milliseconds),
      onFault: (fault) => this.#kiosk?.onFault(fault),
      onSource: (source) => source && this.#kiosk?.setSource(source),
    });
    this.#player = player;
    const { startKiosk } = await import('./supervisor/start.ts');
    const { source } = this.viewer;
    const kiosk = await startKiosk({ source, player });
    if (player !== this.#player) {
      kiosk.close();
      return;
    }
    this.#kiosk = kiosk;
    this.viewer.dispatchEvent(new CustomEvent('perpixel-kiosk', { detail: kiosk }));
    // set while the camera was looked for
    if (this.viewer.source && this.viewer.source !== source) kiosk.setSource(this.viewer.source);
  }

  #stop(): void {
    this.#kiosk?.close();
    this.#kiosk = null;
    this.#player?.release();
    this.#player = null;
  }
}

declare global {
  interface HTMLElementEventMap {
    /** A kiosk supervises the element. */
    'perpixel-kiosk': CustomEvent<Kiosk>;
  }
}
