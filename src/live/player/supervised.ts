import type { PerPixelError } from '../../core/errors/errors.ts';
import type { LatencyReport } from '../../core/metrics/metrics.ts';
import type { PlayerPhase } from './player-settings.ts';

/** What went wrong in a supervised player. */
export interface PlayerFault {
  /** Where frames come from, or what labels them. */
  readonly part: 'source' | 'labelling';
  /** After `device-lost` the worker has already opened its model on another device; after anything else nothing is done. */
  readonly error: PerPixelError;
  /** A worker could not be started: there is none that could open its model anew. */
  readonly starting: boolean;
}

/** Decides what is done about faults, in place of the player's own recovery. */
export interface PlayerSupervisor {
  /** Another worker like the one that labels stands by for when that dies; default true. */
  readonly standby?: boolean;
  /** Something went wrong, and nothing is done about it but what you do. */
  onFault(fault: PlayerFault): void;
  /** A frame was labelled. @param milliseconds of its stages together */
  onFrame?(milliseconds: number): void;
  /** The state is another one. */
  onState?(state: PlayerPhase): void;
  /** The element's `source` was set. Without this it is opened at once, and what goes wrong with it is a fault. */
  onSource?(source: string): void;
}

/** A player as its supervisor sees it. A newer attempt at a source, or at a worker, makes the older reject with `aborted`. */
export interface SupervisedPlayer {
  /** idle, opening, loading, running, recovering or failed. */
  readonly state: PlayerPhase;
  /** Frames should be coming: not a still image, and nobody paused it. */
  readonly expecting: boolean;
  /**
   * Opens a source, and in the background a model if none is open. What is shown stays until the new source gives a frame.
   * @param source `camera`, `street`, `motorway`, or an address
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
   * Another worker; the standby worker where one is ready.
   * @param how `replace`: the old one ends first; `swap`: it labels on until the new one does; `other-backend`: as replace
   * @throws PerPixelError with the codes of models and backends, `worker-crashed`
   */
  newWorker(how: 'replace' | 'swap' | 'other-backend'): Promise<void>;
  /** Resolves when the worker replies; rejects where there is none. */
  ping(): Promise<void>;
  /** Percentiles over the last 600 frames. */
  stats(): LatencyReport;
  /** The player recovers by itself again, also from what is wrong now. Twice is harmless. */
  release(): void;
}
