import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Files that are dragged onto the host's picture. Its handlers go onto the element that takes them. */
export class FileDrop implements ReactiveController {
  /** Files are being dragged over it. */
  over = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly take: (file: File) => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.over = false;
  }

  readonly onDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#show(true);
  };

  readonly onDragLeave = (): void => this.#show(false);

  readonly onDrop = (event: DragEvent): void => {
    event.preventDefault();
    this.#show(false);
    const file = event.dataTransfer?.files[0];
    if (file) this.take(file);
  };

  #show(over: boolean): void {
    if (over === this.over) return;
    this.over = over;
    this.host.requestUpdate();
  }
}
