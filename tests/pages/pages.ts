import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { drive } from './drive.ts';
import { openDisplay } from './drivers/display.ts';
import { BROWSERS, type BrowserName } from './drivers/visit.ts';
import { isWell, line, report } from './report.ts';
import type { Row } from './step.ts';
import { STEPS } from './steps/steps.ts';
import { openWorld } from './world/open-world.ts';

const { values } = parseArgs({
  options: {
    browser: { type: 'string', multiple: true, default: [...BROWSERS] },
    /** What is not begun by then is not begun at all. */
    minutes: { type: 'string', default: '9' },
    step: { type: 'string', multiple: true, default: STEPS.map(({ name }) => name) },
  },
});
const browsers = BROWSERS.filter((name) => values.browser.includes(name));
const steps = STEPS.filter(({ name, page }) => values.step.some((wanted) => wanted === name || wanted === page));
const unknown = values.browser.filter((name) => !BROWSERS.includes(name as BrowserName));
if (unknown.length > 0 || steps.length === 0) {
  const names = [...new Set(STEPS.flatMap(({ name, page }) => [name, page]))];
  throw new Error(`--browser is one of ${BROWSERS.join(', ')}; --step one of ${names.join(', ')}.`);
}

const began = new Date();
const elapsed = (): number => (Date.now() - began.getTime()) / 1000;
const rows: Row[] = [];
const world = await openWorld();
try {
  const display = await openDisplay();
  try {
    const machine = { env: display.env, y4m: world.y4m };
    // browsers one after the other within a step: what is compared was measured in the same minutes
    for (const step of steps) {
      for (const browser of browsers) {
        const row: Row =
          elapsed() < 60 * Number(values.minutes)
            ? await drive(step, browser, machine, world)
            : { step, browser, version: '', rate: null, seen: '', failed: 'There was no time left.', complaints: [] };
        rows.push(row);
        console.log(elapsed().toFixed(0).padStart(4), line(row));
      }
    }
  } finally {
    await display.close();
  }
} finally {
  await world.close();
}
if (browsers.length === BROWSERS.length && steps.length === STEPS.length) {
  await writeFile(new URL('../../docs/reports/browsers.md', import.meta.url), report(rows, began, elapsed() / 60));
}
const bad = rows.filter((row) => !isWell(row));
console.log(bad.length === 0 ? `All ${rows.length} are well.` : `${bad.length} of ${rows.length} are not well.`);
// a browser that did not end must not hold this
process.exit(bad.length === 0 ? 0 : 1);
