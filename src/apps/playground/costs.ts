import { quantile, totalOf, type StageTimings } from '../../core/metrics/metrics.ts';
import { wireBytes } from '../../platform/wire-bytes.ts';
import type { PerPixelElement } from '../../perpixel.ts';

/** What a choice costs on this machine; null: not measured yet. */
export interface Costs {
  /** Bytes over the wire: the page's scripts, and what the worker has fetched. */
  readonly fetched: number | null;
  /** Milliseconds from choosing to the first label. */
  readonly first: number | null;
  /** Milliseconds a frame, the median of the newest. */
  readonly frame: number | null;
  /** Of those, the network. */
  readonly network: number | null;
  readonly backend: string;
  /** One sentence: why this backend. */
  readonly reason: string;
}

const NONE: Costs = { fetched: null, first: null, frame: null, network: null, backend: '', reason: '' };

/** Frames that the medians are taken over. */
const WINDOW = 60;

/** Milliseconds between two looks at why this backend was chosen: it is timed while labels are shown. */
const LOOK = 1000;

/** This page's own scripts are no part of what an embedder fetches. */
const OURS = /\/lib\/(?:playground|theme|keep-offline|begin|address)[\w-]*\.\w+$/;

/** Watches what the element does, and says what it costs. */
export class CostMeter {
  costs: Costs = NONE;
  #frames: StageTimings[] = [];
  #since = performance.now();
  #looked = 0;

  /** @param changed called when there is something new, at most once a frame */
  constructor(viewer: PerPixelElement, changed: () => void) {
    viewer.addEventListener('perpixel-ready', ({ detail }) => {
      const { backend, reason, fetched = 0 } = detail;
      const first = performance.now() - this.#since;
      this.costs = { ...NONE, first, backend, reason };
      this.#frames = [];
      changed();
      const since = this.#since;
      void scripts().then((own) => {
        if (since !== this.#since) return;
        this.costs = { ...this.costs, fetched: own + fetched };
        changed();
      });
    });
    viewer.addEventListener('perpixel-frame', ({ detail }) => {
      this.#frames = [...this.#frames.slice(1 - WINDOW), detail.timings];
      this.costs = {
        ...this.costs,
        frame: median(this.#frames.map(totalOf)),
        network: median(this.#frames.map(({ inference }) => inference)),
        reason: this.#reason(viewer),
      };
      changed();
    });
  }

  #reason(viewer: PerPixelElement): string {
    const now = performance.now();
    if (now - this.#looked < LOOK) return this.costs.reason;
    this.#looked = now;
    return viewer.stats().tuning?.reason ?? this.costs.reason;
  }

  /** Something was chosen that opens the model anew. */
  restart(): void {
    this.#since = performance.now();
    this.#frames = [];
    this.costs = NONE;
  }
}

/** Bytes of the library's scripts that this page has fetched, over the wire. */
function scripts(): Promise<number> {
  const entries = performance.getEntriesByType('resource');
  return wireBytes(entries.filter(({ name }) => new URL(name).pathname.endsWith('.js') && !OURS.test(name)));
}

function median(values: readonly number[]): number | null {
  return values.length === 0
    ? null
    : quantile(
        values.toSorted((a, b) => a - b),
        0.5,
      );
}
