import type { LitElement, ReactiveController } from 'lit';
import { sorted, type Dropped } from './dropped.ts';
import { droppedFiles } from './sources.ts';

/** Takes files dropped anywhere onto the page. The host has the attribute `dragged` while some hover. */
export function dropOnto(host: LitElement, onDrop: (dropped: Dropped) => void): void {
  host.addController(new Dropping(host, onDrop));
}

class Dropping implements ReactiveController {
  constructor(
    private readonly host: LitElement,
    private readonly onDrop: (dropped: Dropped) => void,
  ) {}

  hostConnected(): void {
    window.addEventListener('dragover', this.#over);
    window.addEventListener('dragleave', this.#leave);
    window.addEventListener('drop', this.#drop);
  }

  hostDisconnected(): void {
    window.removeEventListener('dragover', this.#over);
    window.removeEventListener('dragleave', this.#leave);
    window.removeEventListener('drop', this.#drop);
  }

  readonly #over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.host.toggleAttribute('dragged', true);
  };

  readonly #leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) this.host.toggleAttribute('dragged', false);
  };

  readonly #drop = async (event: DragEvent): Promise<void> => {
    if (!event.dataTransfer) return;
    event.preventDefault();
    this.host.toggleAttribute('dragged', false);
    this.onDrop(await sorted(await droppedFiles(event.dataTransfer)));
  };
}
