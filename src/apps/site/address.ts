/** What an address says of a page, by the names of its query string; null: it need not say it. */
export type Said = Readonly<Record<string, string | null>>;

const NO = ['false', '0', 'off', 'no'];

/** A slider moves faster than a browser lets an address change, milliseconds. */
const SETTLED = 250;

/** Whether a switch is on: it is there, and does not say no. */
export function isOn(value: string | null): boolean {
  return value !== null && !NO.includes(value.trim().toLowerCase());
}

/**
 * The address with what is said otherwise than before. What nobody changed, and what is somebody else's (`utm_source`), stays as it is.
 * @param joined names of which one may follow from another: once one of them changes, all of them are said
 */
export function readdressed(address: string, before: Said, now: Said, joined: readonly string[] = []): string {
  const changed = new URL(address);
  const isOther = (name: string): boolean => (now[name] ?? null) !== (before[name] ?? null);
  const together = joined.some(isOther) ? joined : [];
  for (const [name, value] of Object.entries(now)) {
    if (!isOther(name) && !together.includes(name)) continue;
    // what it says already stays as it was written
    if (value === changed.searchParams.get(name)) continue;
    if (value === null) changed.searchParams.delete(name);
    else changed.searchParams.set(name, value);
  }
  return changed.href;
}

/** What a browser's back and forward go through. */
export interface Turns {
  /** Whoever says another of these has turned a page: the one before can be gone back to. */
  readonly names: readonly string[];
  /** The visitor has gone back or forward: what these names say is shown again. */
  show(query: URLSearchParams): void;
}

/**
 * Keeps the page's address what leads to what is seen. What was there before this was called stays unsaid until it changes.
 * @param joined as `readdressed` has it
 * @param turns null: back and forward leave the page
 * @returns to be called whenever something may have changed
 */
export function followAddress(say: () => Said, joined: readonly string[] = [], turns: Turns | null = null): () => void {
  const first = say();
  let written = first;
  let now = first;
  let timer = 0;
  const write = (turned = false): void => {
    clearTimeout(timer);
    const address = readdressed(location.href, written, now, joined);
    written = now;
    if (address === location.href) return;
    if (turned) history.pushState(null, '', address);
    else history.replaceState(history.state, '', address);
  };
  if (turns) {
    addEventListener('popstate', () => {
      turns.show(new URLSearchParams(location.search));
      now = say();
      // where they have gone says what it says of the page, and of everything else what is so by now
      written = { ...first, ...only(now, turns.names) };
      write();
    });
  }
  return () => {
    const next = say();
    if (JSON.stringify(next) === JSON.stringify(now)) return;
    const turned = turns?.names.some((name) => next[name] !== now[name]) ?? false;
    // what was changed before it belongs to the page that is left
    if (turned) write();
    now = next;
    if (turned) return write(true);
    clearTimeout(timer);
    timer = window.setTimeout(write, SETTLED);
  };
}

function only(said: Said, names: readonly string[]): Said {
  return Object.fromEntries(names.map((name) => [name, said[name] ?? null]));
}
