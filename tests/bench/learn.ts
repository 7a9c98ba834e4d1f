/**
 * `npm run bench:learn`: how long the lesson takes from a press of a step to its words, and to its picture, on the built page, with
 * the network at work on the street and on the camera. Build first; let nothing else run. Writes docs/reports/learn.md. `--rounds 5`.
 */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright';
import { STEP_IDS, type StepId } from '../../src/apps/learn/steps/step-ids.ts';
import { TEXTS } from '../../src/apps/learn/texts/texts.ts';
import { quantile } from '../../src/core/metrics/metrics.ts';
import { withBuiltPage } from './built-page.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const BAR_MS = 300;

interface Press {
  /** Milliseconds to the frame after that in which the step's words and its control were drawn. */
  readonly words: number;
  /** To the frame after that with its picture, and what is beside it. */
  readonly picture: number;
}

/** In the page. */
function press({ id, title }: { readonly id: string; readonly title: string }): Promise<Press> {
  const lesson = document.querySelector('pp-learn');
  const root = lesson?.shadowRoot;
  const link = root?.querySelector<HTMLElement>(`nav a[href='?step=${id}']`);
  if (!root || !link) throw new Error(`There is no step ${id}.`);
  const began = performance.now();
  link.click();
  const drawn = (what: () => boolean): Promise<number> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!what()) requestAnimationFrame(look);
        // drawn in this frame, and shown by the time that the task behind it runs
        else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
      };
      requestAnimationFrame(look);
    });
  const says = (): boolean => root.querySelector('#title')?.textContent === title;
  const words = drawn(says);
  const picture = drawn(() => says() && root.querySelector('.aside')?.ariaBusy === 'false');
  return Promise.all([words, picture]).then(([first, whole]) => ({ words: first, picture: whole }));
}

async function measure(page: Page, site: string, source: string): Promise<Map<StepId, Press[]>> {
  await page.goto(`${site}learn.html?lang=en&source=${source}`);
  const found = new Map<StepId, Press[]>(STEP_IDS.map((id) => [id, []]));
  await page.locator('pp-learn .aside pp-learn-lens').waitFor({ timeout: 120_000 });
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const id of [...STEP_IDS.slice(1), STEP_IDS[0]]) {
      found.get(id)?.push(await page.evaluate(press, { id, title: TEXTS.en.steps[id].title }));
      // the step's own work is on while the next one is pressed
      await page.waitForTimeout(1000);
    }
  }
  return found;
}

const load = loadavg()[0]!;
const { street, camera, version } = await withBuiltPage(
  {
    film: { width: 640, height: 480, frames: 30 },
    viewport: { width: 1440, height: 900 },
    // as a browser does that finds no graphics: else each frame of the page waits for the street's turn
    compositing: 'processor',
  },
  async (page, site) => ({
    street: await measure(page, site, 'street'),
    camera: await measure(page, site, 'camera'),
    version: page.context().browser()?.version() ?? '',
  }),
);
const all = [...street.values(), ...camera.values()].flat();
const within = all.filter(({ words }) => words <= BAR_MS).length;
const cells = ([first = NaN, ...later]: readonly number[]): string[] => {
  const sorted = Float64Array.from(later).sort();
  return [first, quantile(sorted, 0.5), sorted.at(-1) ?? NaN].map((each) => each.toFixed(0));
};
const row = (id: StepId, source: string, found: Map<StepId, Press[]>): string => {
  const presses = found.get(id) ?? [];
  const figures = [...cells(presses.map(({ words }) => words)), ...cells(presses.map(({ picture }) => picture))];
  return `| \`${id}\` | ${source} | ${figures.join(' | ')} |`;
};
const longest = Math.max(...all.map(({ words }) => words));
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const report = `# The lesson

${new Date().toISOString().slice(0, 10)}, at ${commit}, on ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, Node ${process.versions.node}, Chromium ${version}, no GPU, load ${load.toFixed(1)} at the beginning.
Written by \`npm run bench:learn\`. The built page at 1440 × 900 laid out by the processor, the network at work, and the street drawn in software on the same cores: milliseconds from a press of a step to its first
paint (words and control), and to the frame with its picture and what is beside it: the first press, and median and longest of the ${Number(values.rounds) - 1} after it. The bar for the first paint is ${BAR_MS} ms; ${within} of ${all.length} presses are within it, the longest took ${longest.toFixed(0)} ms.

| step | source | first paint: first press | later: median | longest | picture: first press | later: median | longest |
| --- | --- | --- | --- | --- | --- | --- | --- |
${STEP_IDS.flatMap((id) => [row(id, 'street', street), row(id, 'camera', camera)]).join('\n')}
`;
console.log(report);
await writeFile(new URL('../../docs/reports/learn.md', import.meta.url), report);
