import type { ReactiveControllerHost } from 'lit';
import type { Status } from '../status/status.ts';

/** What the visitor is told over a picture that goes on; the newest takes the place of the one before. */
export class Notice {
  /** null: nothing. */
  current: Status | null = null;

  constructor(private readonly host: ReactiveControllerHost) {}

  show(notice: Status): void {
    this.#set(notice);
  }

  clear(): void {
    this.#set(null);
  }

  #set(notice: Status | null): void {
    if (notice === this.current) return;
    this.current = notice;
    this.host.requestUpdate();
  }
}
