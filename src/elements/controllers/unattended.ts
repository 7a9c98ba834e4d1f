import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Kiosk } from '../../apps/kiosk/supervisor/kiosk.ts';
import type { KioskState } from '../../apps/kiosk/supervisor/health.ts';
import type { PerPixelElement } from '../per-pixel/element.ts';
import type { Player } from '../../live/player/player.ts';

/** Gives an element's player into the care of a kiosk while it has the attribute; nobody else loads that code. */
export class Unattended implements ReactiveController {
  #running = false;
  #turn = 0;
  #kiosk: Kiosk | null = null;
  #source = '';

  constructor(
    private readonly host: PerPixelElement & ReactiveControllerHost,
    private readonly player: Player,
  ) {
    host.addController(this);
  }

  get state(): KioskState | null {
    if (!this.#running) return null;
    return this.#kiosk?.state ?? 'starting';
  }

  hostConnected(): void {
    if (this.host.kiosk) void this.#start();
  }

  hostUpdated(): void {
    if (!this.host.kiosk) this.#stop();
    else void this.#start();
  }

  hostDisconnected(): void {
    this.#stop();
  }

  async #start(): Promise<void> {
    if (this.#running) return this.#follow();
    this.#running = true;
    const turn = (this.#turn += 1);
    this.#source = this.host.source;
    const { startKiosk } = await import('../../apps/kiosk/supervisor/start.ts');
    const kiosk = await startKiosk({ host: this.host, player: this.player.ward });
    if (turn !== this.#turn) {
      kiosk.close();
      return;
    }
    this.#kiosk = kiosk;
    this.host.dispatchEvent(new CustomEvent('perpixel-kiosk', { detail: kiosk }));
    this.#follow();
  }

  #stop(): void {
    if (!this.#running) return;
    this.#running = false;
    this.#turn += 1;
    this.#kiosk?.close();
    this.#kiosk = null;
  }

  #follow(): void {
    const { source } = this.host;
    if (!this.#kiosk || source === this.#source) return;
    this.#source = source;
    if (source) this.#kiosk.setSource(source);
  }
}

declare global {
  interface HTMLElementEventMap {
    /** A kiosk has taken the element into its care. */
    'perpixel-kiosk': CustomEvent<Kiosk>;
  }
}
