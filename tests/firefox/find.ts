import { existsSync } from 'node:fs';

const INSTALLED = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/**
 * The Firefox that tests run in: FIREFOX_PATH, else an installed one, else null.
 * @throws Error that names FIREFOX_PATH when there is no such file
 */
export function findFirefox(): string | null {
  const named = process.env['FIREFOX_PATH'];
  if (!named) return INSTALLED.find((path) => existsSync(path)) ?? null;
  if (existsSync(named)) return named;
  throw new Error(`FIREFOX_PATH is ${named}, and there is no such file. Point it at a Firefox, or unset it.`);
}
