import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { INSTALLED } from './installed.ts';

/**
 * The Chromium that commands and tests run in: CHROME_PATH, else an installed one, else Debian's package (as root), else Playwright's.
 * @throws Error that names CHROME_PATH when none can be had
 */
export function findChromium(): string {
  const named = process.env['CHROME_PATH'];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH is ${named}, and there is no such file. Point it at a Chromium, or unset it.`);
  }
  const present = [...INSTALLED, playwrightsOwn()].find((path) => path !== '' && existsSync(path));
  return present ?? installDebians() ?? installPlaywrights();
}

function playwrightsOwn(): string {
  try {
    return chromium.executablePath();
  } catch {
    return '';
  }
}

function installDebians(): string | null {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  try {
    console.log('Installing Debian’s chromium …');
    execFileSync('apt-get', ['update', '-q'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-q', 'chromium'], { stdio: 'ignore' });
    return existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : null;
  } catch {
    return null;
  }
}

function installPlaywrights(): string {
  try {
    console.log('Installing Playwright’s Chromium …');
    execFileSync(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'], { stdio: 'inherit' });
    return chromium.executablePath();
  } catch (cause) {
    throw new Error('No Chromium was found or could be installed. Install one and set CHROME_PATH to it.', { cause });
  }
}
