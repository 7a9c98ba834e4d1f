import { PerPixelError } from '../../core/errors/errors.ts';
import { WorkerLink } from '../../link/worker-link.ts';
import { addressOf, resolveAssets } from '../../live/assets.ts';
import { Worker } from '../../platform/start-worker.ts';
import type { DepthMaps, MapsApi } from '../../protocol/maps.ts';

/** A network of a page that is looked into, in a worker of its own, which starts when it is first looked into. */
export class MapsClient {
  #link: WorkerLink<MapsApi> | null = null;
  #opened: Promise<readonly number[]> | null = null;

  /** @param model a bundled id, or a manifest's address */
  constructor(readonly model: string) {}

  /**
   * What the network computes of a picture on its way, at up to four depths, finest first.
   * @param count so many channels of each, those in which most is going on
   * @throws PerPixelError as of opening a model, `worker-crashed`, `closed`
   */
  async look(picture: ImageData, count: number): Promise<readonly DepthMaps[]> {
    const link = (this.#link ??= start());
    this.#opened ??= this.#open(link);
    await this.#opened;
    return link.call((api) => api.look(picture, count));
  }

  async #open(link: WorkerLink<MapsApi>): Promise<readonly number[]> {
    const { base, wasm } = resolveAssets(undefined);
    const options = { model: await addressOf(this.model, { base, wasm }), assets: base, wasm };
    return link.open((api) => api.open(options));
  }

  /** Twice is harmless. */
  close(): void {
    this.#link?.end(new PerPixelError('closed', 'The network is not looked into any more.', 'Open it again.'));
  }
}

function start(): WorkerLink<MapsApi> {
  const worker = new Worker(new URL('../../../workers/entries/maps.worker.ts', import.meta.url), {
    type: 'module',
    name: 'perpixel maps',
  });
  return new WorkerLink<MapsApi>(worker, {
    kind: 'maps',
    crashed: (why) => new PerPixelError('worker-crashed', `What looks into the network stopped: ${why}.`, 'Try again.'),
  });
}
