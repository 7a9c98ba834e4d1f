import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Milliseconds until a lock that the browser took away, as on a low battery, is asked for again. */
const AGAIN_AFTER = 5000;

/** Keeps the screen from going dark while its host is connected. The browser ends the lock whenever the page is hidden. */
export class WakeLock implements ReactiveController {
  #held: WakeLockSentinel | null = null;
  #pending = false;
  #connected = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  get held(): boolean {
    return this.#held !== null;
  }

  hostConnected(): void {
    this.#connected = true;
    document.addEventListener('visibilitychange', this.#take);
    this.#take();
  }

  hostDisconnected(): void {
    this.#connected = false;
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#take);
    void this.#held?.release();
    this.#held = null;
  }

  readonly #take = (): void => {
    if (!('wakeLock' in navigator) || document.hidden || this.#held || this.#pending || !this.#connected) return;
    this.#pending = true;
    navigator.wakeLock
      .request('screen')
      .then(
        (lock) => this.#have(lock),
        () => this.#later(),
      )
      .finally(() => (this.#pending = false));
  };

  #have(lock: WakeLockSentinel): void {
    if (!this.#connected) return void lock.release();
    this.#held = lock;
    lock.addEventListener('release', () => {
      if (this.#held !== lock) return;
      this.#held = null;
      if (!document.hidden) this.#later();
    });
  }

  #later(): void {
    clearTimeout(this.#timer);
    if (this.#connected) this.#timer = setTimeout(this.#take, AGAIN_AFTER);
  }
}
