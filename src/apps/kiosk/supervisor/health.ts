/** What an unattended screen is doing. `failed` is left by itself too: only the pauses between attempts are longest there. */
export type KioskState = 'starting' | 'live' | 'attract' | 'degraded' | 'recovering' | 'failed';

/** What can go wrong with nobody at the keyboard. */
export type FaultKind =
  'no-frames' | 'slow' | 'memory' | 'inference' | 'worker' | 'gpu' | 'camera' | 'slept' | 'clock' | 'start';

/** From mild to strong. `other-source`: the street stands in; `hot-swap`: a second worker warms up while the first draws. */
export type Remedy =
  | 'restart-source'
  | 'other-source'
  | 'new-session'
  | 'new-device'
  | 'hot-swap'
  | 'new-worker'
  | 'other-backend'
  | 'reload';

interface Dated {
  /** Milliseconds since the epoch. */
  readonly time: number;
}

/** One line of the local log of an unattended screen. */
export type HealthEntry = Dated &
  (
    | { readonly kind: 'started'; readonly version: string; readonly reason: string }
    | { readonly kind: 'state'; readonly state: KioskState; readonly from: KioskState }
    | { readonly kind: 'fault'; readonly fault: FaultKind; readonly detail: string }
    | { readonly kind: 'remedy'; readonly remedy: Remedy; readonly fault: FaultKind | null }
    /** The page that was opened labels; `after`: milliseconds since. Nothing had gone wrong. */
    | { readonly kind: 'first-frame'; readonly after: number }
    /** Labelled frames are back; `after`: milliseconds since the fault. */
    | { readonly kind: 'recovered'; readonly after: number }
    | {
        readonly kind: 'sample';
        /** Labelled since the page was opened. */
        readonly frames: number;
        readonly fps: number;
        /** Median milliseconds of a frame's stages together. */
        readonly frameTime: number;
        /** Bytes of the page's heap; null where the browser does not tell. */
        readonly heap: number | null;
      }
    | { readonly kind: 'update'; readonly version: string; readonly outcome: 'installed' | 'refused' | 'rolled-back' }
  );

/** Where lines of the log go. Never throws: a screen outlives a full disk. */
export interface HealthSink {
  append(entry: HealthEntry): void;
}
