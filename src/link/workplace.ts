import type { Endpoint } from 'comlink';

/** What a link is made to: a worker, or a client's place in one that others use too. */
export interface Workplace extends Endpoint {
  /** The worker that it is in, where that is another thing. */
  readonly of?: Worker;
  /** Names the Web Lock that the worker holds, where others watch it too; default: one for this client alone. */
  readonly lock?: string;
  /** How many clients take turns in it; default: this one alone. */
  readonly users?: number;
  /** Resolves with the reason once it has ended, where that is told (Node's threads); default: its lock tells. */
  readonly gone?: Promise<string>;
  /** Ends the worker, for everybody. */
  terminate(): void;
  /** This client needs it no more; default: it is nobody else's. */
  leave?(): void;
}
