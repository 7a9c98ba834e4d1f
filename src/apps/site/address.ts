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

/**
 * Keeps the page's address what leads to what is seen. What was there before this was called stays unsaid until it changes.
 * @param joined as `readdressed` has it
 * @returns to be called whenever something may have changed
 */
export function followAddress(say: () => Said, joined: readonly string[] = []): () => void {
  let written = say();
  let now = written;
  let timer = 0;
  const write = (): void => {
    const address = readdressed(location.href, written, now, joined);
    written = now;
    if (address !== location.href) history.replaceState(history.state, '', address);
  };
  return () => {
    const next = say();
    if (JSON.stringify(next) === JSON.stringify(now)) return;
    now = next;
    clearTimeout(timer);
    timer = window.setTimeout(write, SETTLED);
  };
}
