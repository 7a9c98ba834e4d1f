import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { chromium } from 'playwright';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { writeReport } from './report.ts';
import { sectionsNamed } from './named.ts';
import { SECTIONS } from './sections.ts';

const folder = new URL('../../docs/reports/', import.meta.url);

/** @param only the sections to run, by their names with commas between; absent: all */
export async function runSections(only: string | undefined): Promise<void> {
  const names = sectionsNamed(Object.keys(SECTIONS), only);
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, Node ${process.versions.node}, ${await chromiumsVersion()}`;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  for (const name of names) {
    const run = { date: new Date().toISOString().slice(0, 10), commit, machine, load: loadavg()[0] ?? 0 };
    const began = performance.now();
    try {
      const section = await SECTIONS[name]!();
      // at once: a later section may fail, and this one took a minute
      await writeReport(folder, Object.keys(SECTIONS), { [name]: { ...section, run } });
      console.log(`${name}, ${((performance.now() - began) / 1000).toFixed(0)} s`);
      for (const { what, figure, detail, bar, met } of section.rows) {
        console.log(`  ${met ? ' ' : '!'} ${what}: ${figure} (${bar}); ${detail}`);
      }
    } catch (error) {
      console.error(`${name} failed, and stands in the report as it did before.`, error);
      process.exitCode = 1;
    }
  }
}

async function chromiumsVersion(): Promise<string> {
  const browser = await chromium.launch({ executablePath: findChromium() });
  const version = browser.version();
  await browser.close();
  return `Chromium ${version}`;
}
