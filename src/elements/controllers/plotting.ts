import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { loadPlot, type Plot } from '../plot/plot.ts';

/** What draws the host's curves, once its script is there. Where it cannot be had, the host goes without curves. */
export class Plotting implements ReactiveController {
  plot: Plot | null = null;
  #connected = false;

  /** @param onLoad called while the host is connected, after its first update */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly onLoad: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#connected = true;
    if (!this.plot) void this.#load();
  }

  hostDisconnected(): void {
    this.#connected = false;
  }

  async #load(): Promise<void> {
    const plot = await loadPlot().catch(() => null);
    await this.host.updateComplete;
    this.plot ??= plot;
    if (plot && this.#connected) this.onLoad();
  }
}
