import type { BrowserName } from '../drivers/visit.ts';
import type { LabelledClip } from '../label-maps.ts';

/** A clip of ours. */
export interface Film {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly rate: number;
  readonly frames: number;
}

/** What steps work with. */
export interface World {
  /** What is being operated. */
  readonly browser: BrowserName;
  /** Address of the built site, ending in a slash. */
  readonly site: string;
  /** A site of its own, which can be taken away. */
  leavingSite(): Promise<LeavingSite>;
  /** The drawn person of the fake camera. */
  readonly person: Film;
  /** A drive through our street, to be analysed. */
  readonly drive: Film;
  /** A PNG of four colours, a quarter each: red, green, blue and dark. */
  readonly quarters: string;
  /** What Chromium found in the drive, once it was there. */
  readonly found: { chromium: LabelledClip | null };
}

export interface LeavingSite {
  readonly address: string;
  leave(): Promise<void>;
}
