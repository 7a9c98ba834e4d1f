import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface KeyActions {
  step(by: number): void;
  mark(): void;
  toggle(): void;
  /** The shown frame begins or ends the selection. */
  select(end: 'from' | 'to'): void;
}

/** The page's keys. Those of fields stay theirs. */
export function listenToKeys(host: ReactiveControllerHost, actions: KeyActions): void {
  host.addController(new Keys(actions));
}

class Keys implements ReactiveController {
  constructor(private readonly actions: KeyActions) {}

  hostConnected(): void {
    window.addEventListener('keydown', this.#pressed);
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.#pressed);
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    const typing = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (typing || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const by = event.shiftKey ? 10 : 1;
    if (event.key === 'ArrowLeft' || event.key === ',') this.actions.step(-by);
    else if (event.key === 'ArrowRight' || event.key === '.') this.actions.step(by);
    else if (event.key.toLowerCase() === 'm') this.actions.mark();
    else if (event.key.toLowerCase() === 'i') this.actions.select('from');
    else if (event.key.toLowerCase() === 'o') this.actions.select('to');
    else if (event.key === ' ' && !(target instanceof HTMLButtonElement)) this.actions.toggle();
    else return;
    event.preventDefault();
  };
}
