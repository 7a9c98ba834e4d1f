import { setTimeout as pause } from 'node:timers/promises';
import type { Visit } from './drivers/visit.ts';

const POLL_MS = 150;

/**
 * Looks at the page until something is to be seen: `look` returns null before.
 * @throws Error that says what was waited for
 */
export async function until<R, G>(
  visit: Visit,
  what: string,
  look: (given: G) => R | null | Promise<R | null>,
  given: G,
  seconds = 40,
): Promise<R> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause(POLL_MS)) {
    const found = await visit.run(look, given);
    if (found !== null) return found;
  }
  const shown = await visit.run(shownText, null).catch(() => '');
  throw new Error(`In ${seconds} s there was no ${what}. The page says: ${shown}`);
}

/** In the page: alerts first, else what the main part says, through open shadow roots. */
function shownText(): string {
  const all = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
  const told = all(document).filter((each) => each.matches('[role=alert], .error, output'));
  return told
    .map((each) => each.textContent ?? '')
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 400);
}
