/** `tsx tests/package/package.ts [APP …]`: fresh apps of every kind, from the tarball to a labelled picture. */
import { chromium } from 'playwright';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { flags } from '../chromium/flags.ts';
import { APPS } from './apps.ts';
import { findTarball, fromTarball } from './make.ts';
import { writeReport } from './report.ts';
import { tryApp, type Tried } from './try.ts';

const PACKED = process.env['PERPIXEL_TARBALLS'] ?? 'dist/package';

async function main(names: readonly string[]): Promise<number> {
  const install = fromTarball(await findTarball(PACKED));
  const apps = names.length === 0 ? APPS : APPS.filter(({ name }) => names.includes(name));
  const all: Tried[] = [];
  const browser = await chromium.launch({ executablePath: findChromium(), args: await flags({}) });
  try {
    for (const app of apps) {
      const tried = await tryApp(app, browser, install);
      console.log(`${app.title}: ${tried.error ?? 'labels'}`);
      all.push(tried);
    }
  } finally {
    await browser.close();
  }
  if (names.length === 0) await writeReport(all, browser.version());
  return all.every(({ error }) => error === null) ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
