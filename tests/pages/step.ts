import type { BrowserName, Visit } from './drivers/visit.ts';
import type { World } from './world/world.ts';

/** What came of a step. */
export interface Outcome {
  /** Frames labelled a second; null: the page has no such figure. */
  readonly rate: number | null;
  /** What was seen, in words and figures. */
  readonly seen: string;
  /** What this browser cannot do and why; empty: nothing. */
  readonly lacks?: string;
}

/** One thing that a visitor does on one of the pages, checked. It throws what is wrong. */
export interface Step {
  readonly name: string;
  readonly page: string;
  /** It shows our street, which needs WebGL. */
  readonly street?: boolean;
  /** Seconds after which it has failed. */
  readonly limit: number;
  run(visit: Visit, world: World): Promise<Outcome>;
}

export interface Row extends Outcome {
  readonly step: Step;
  readonly browser: BrowserName;
  readonly version: string;
  /** What went wrong; empty: nothing. */
  readonly failed: string;
  readonly complaints: readonly string[];
}

/** @throws Error with `what`, where it is not so */
export function expect(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}
