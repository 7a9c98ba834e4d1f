/** Milliseconds in which a new version must label a frame. */
export const TRIAL = { trial: 60_000 };
/** Starts that a version on trial gets when each was cut off before its minute was over, as by a power cut. */
const STARTS = 3;
const NEWS_KEPT = 20;

/** A version that has taken over and has not labelled a frame yet. */
export interface Trial {
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly starts: number;
  /** Ids of the pages that were opened with it: frames of older pages prove nothing. */
  readonly clients: readonly string[];
}

/** What became of an update. */
export interface UpdateNews {
  readonly time: number;
  readonly version: string;
  readonly outcome: 'installed' | 'refused' | 'rolled-back';
}

/** Which versions of the site the service worker holds. A version is complete and verified before its name stands here. */
export interface Ledger {
  /** What pages are served; null: none is complete yet. */
  readonly current: string | null;
  /** What to go back to while the current one is on trial. */
  readonly previous: string | null;
  /** Waits for a quiet moment. */
  readonly staged: string | null;
  readonly trial: Trial | null;
  /** Did not label a frame: never tried again. */
  readonly failed: readonly string[];
  /** Not yet fetched by a page that keeps a log, oldest first. */
  readonly news: readonly UpdateNews[];
}

export const EMPTY: Ledger = { current: null, previous: null, staged: null, trial: null, failed: [], news: [] };

/** `viewer` labels a picture, `kiosk` does so unattended; `other` pages label nothing by themselves. */
export type PageKind = 'viewer' | 'kiosk' | 'other';

/** A page is being opened: what it is, its id, and whether it is the only one. */
export interface Navigation {
  readonly page: PageKind;
  readonly client: string;
  readonly alone: boolean;
  readonly now: number;
}

/** All files of a version have come and are what they should be. The very first one is served at once. */
export function arrived(ledger: Ledger, version: string): Ledger {
  if (ledger.current === null) return { ...ledger, current: version };
  if (!isWanted(ledger, version)) return ledger;
  return { ...ledger, staged: version };
}

/** Whether there is any use in downloading it. */
export function isWanted(ledger: Ledger, version: string): boolean {
  return version !== ledger.current && version !== ledger.staged && !ledger.failed.includes(version);
}

/** A download broke off or was not what the list says: nothing changes but the news. */
export function refused(ledger: Ledger, version: string, now: number): Ledger {
  if (ledger.news.at(-1)?.version === version) return ledger;
  return withNews(ledger, { time: now, version, outcome: 'refused' });
}

/** The waiting version takes over, on trial. */
export function tookOver(ledger: Ledger, now: number): Ledger {
  if (ledger.staged === null) return ledger;
  const trial = { since: now, starts: 1, clients: [] };
  return { ...ledger, current: ledger.staged, previous: ledger.current, staged: null, trial };
}

/**
 * What is to be served to a page that is being opened. An ordinary page that is the only one gets the waiting version; an
 * unattended screen asks for it when nobody is there.
 */
export function navigated(ledger: Ledger, { page, client, alone, now }: Navigation): Ledger {
  if (page === 'other') return ledger;
  const taken = page === 'viewer' && alone && !ledger.trial ? tookOver(ledger, now) : ledger;
  const { trial } = taken;
  if (!trial) return taken;
  const clients = [...trial.clients, client];
  if (now - trial.since < TRIAL.trial) return { ...taken, trial: { ...trial, clients } };
  if (trial.starts >= STARTS) return rolledBack(taken, now);
  return { ...taken, trial: { since: now, starts: trial.starts + 1, clients } };
}

/** A page has labelled a frame: the version is good, if it is that page's. */
export function labelled(ledger: Ledger, client: string, now: number): Ledger {
  const { trial, current } = ledger;
  if (!trial || current === null || !trial.clients.includes(client)) return ledger;
  const news = { time: now, version: current, outcome: 'installed' } as const;
  return withNews({ ...ledger, trial: null }, news);
}

/** A minute has passed. @param open ids of the pages that are open: without one of this version there was no trial */
export function minuteOver(ledger: Ledger, open: readonly string[], now: number): Ledger {
  const { trial } = ledger;
  if (!trial || now - trial.since < TRIAL.trial) return ledger;
  return trial.clients.some((client) => open.includes(client)) ? rolledBack(ledger, now) : ledger;
}

/** Versions whose files are to be kept. */
export function kept({ current, previous, staged }: Ledger): readonly string[] {
  // a server that goes back to an earlier version offers what is still kept as the previous one
  return [...new Set([current, previous, staged].filter((each) => each !== null))];
}

function rolledBack(ledger: Ledger, now: number): Ledger {
  const { current, previous } = ledger;
  if (current === null || previous === null) return { ...ledger, trial: null };
  const staged = ledger.staged === previous ? null : ledger.staged;
  const failed = [...ledger.failed, current];
  const back = { ...ledger, current: previous, previous: null, staged, trial: null, failed };
  return withNews(back, { time: now, version: current, outcome: 'rolled-back' });
}

function withNews(ledger: Ledger, news: UpdateNews): Ledger {
  return { ...ledger, news: [...ledger.news, news].slice(-NEWS_KEPT) };
}
