import type { PerPixelError } from '../../../core/errors/errors.ts';
import type { FaultKind } from './health.ts';
import type { Part } from './supervision.ts';
import type { LatencyReport } from '../../../core/metrics/metrics.ts';

/** Whoever sees to what goes wrong in a player, in place of the player itself. */
export interface Caretaker {
  /** A frame was labelled. @param frameTime milliseconds of its stages together */
  beat(frameTime: number): void;
  fault(part: Part, fault: FaultKind, error: PerPixelError): void;
}

/** A player as its caretaker sees it. Of each part's remedies a newer one makes the older reject with `aborted`. */
export interface Supervised {
  /** null: the player sees to itself again. */
  caretaker: Caretaker | null;
  /** Frames should be coming: not a still image, and nobody paused it. */
  readonly expecting: boolean;
  /**
   * Opens a source, and in the background a model if none is open. What is shown stays until the new source gives a frame.
   * @throws PerPixelError with the codes of the sources
   */
  restartSource(source: string): Promise<void>;
  /**
   * Opens the model anew in the worker that runs.
   * @param always false: only where its graphics device is lost
   * @throws PerPixelError with the codes of models and backends, `worker-crashed`
   */
  renewSession(always: boolean): Promise<void>;
  /**
   * Another worker, from the reserve where one is ready.
   * @param how `replace`: the old one ends first; `swap`: it labels on until the new one does; `other-backend`: as replace
   * @throws PerPixelError with the codes of models and backends, `worker-crashed`
   */
  newWorker(how: 'replace' | 'swap' | 'other-backend'): Promise<void>;
  /** Resolves when the worker answers; rejects where there is none. */
  ping(): Promise<void>;
  stats(): LatencyReport;
}
