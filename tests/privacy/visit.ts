import type { Locator, Page } from 'playwright';
import { HidingBrowser } from './browser.ts';
import { lookAtFilm, type FilmSight } from './films.ts';
import { install, type Change, type Sight, type Way } from './in-page.ts';
import { isMarked } from './scene.ts';
import { switches as switchesOf, type Switch, type World } from './switches.ts';

/** Milliseconds until both element and track have to show something again. */
const PATIENCE = 30_000;
/** And until it is certain that they do not. */
const LONGER = 180_000;
/** So many switches to a film. */
const FILM = 50;

export interface VisitOptions {
  /** In the report. */
  readonly name: string;
  readonly origin: string;
  readonly folder: string;
  readonly world: World;
  readonly switches: number;
  readonly deaths: number;
  /** Share of marked pixels from which on a picture counts as raw. */
  readonly raw: number;
  /** The wall is shown once without anybody being told. */
  readonly leak: boolean;
}

/** What came out of a browser while everything was switched. */
export interface Visit {
  readonly browser: string;
  readonly name: string;
  readonly raw: number;
  readonly seconds: number;
  readonly switched: Readonly<Partial<Record<Switch, number>>>;
  readonly deaths: Readonly<Record<string, number>>;
  /** The page was hidden so many times, as it says itself. */
  readonly hidden: number;
  /** Element and track both showed something again behind so many of them, in time. */
  readonly recovered: number;
  /** And so many later; those that are missing ended in an error that says what to do, or for good. */
  readonly late: number;
  readonly sights: Readonly<Record<Way, Sight>>;
  readonly films: readonly FilmSight[];
  /** Raw frames that were seen by each way when the wall was shown on purpose. */
  readonly provoked: Readonly<Record<Way | 'recording', number>>;
}

export async function visit(options: VisitOptions): Promise<Visit> {
  const { origin, world } = options;
  const gpu = world.backends.includes('webgpu');
  const browser = await HidingBrowser.open(
    {
      camera: world.camera,
      graphics: gpu ? 'webgpu' : 'webgl',
      compositing: gpu ? 'graphics' : 'processor',
    },
    options.folder,
  );
  try {
    const { page } = browser;
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => console.log(`the page: ${error.message}`));
    await page.addInitScript(`
      globalThis.__name = (named) => named;
      globalThis.isMarked = ${isMarked.toString()};
      globalThis.pipelineWorkers = [];
      globalThis.Worker = class extends Worker {
        constructor(script, options) {
          super(script, options);
          if (options?.name === 'perpixel pipeline') pipelineWorkers.push(this);
        }
      };
    `);
    await page.goto(
      `${origin}dist/index.html?faults&source=camera&overlay=blur&backend=${world.backends[0]}&model=${encodeURIComponent(world.models[0]!)}`,
    );
    await page.waitForFunction(() => (document.querySelector('per-pixel')?.stats().frames ?? 0) > 3);
    await page.evaluate(install, {
      library: `${origin}dist/lib/perpixel.js`,
      track: { overlay: 'blur' as const, backend: world.backends[0]!, model: world.models[0] || undefined },
      raw: options.raw,
    });
    return await new Run(browser, options).go();
  } finally {
    await browser.close();
  }
}

class Run {
  readonly #films: FilmSight[] = [];
  readonly #switched: Partial<Record<Switch, number>> = {};
  readonly #deaths: Record<string, number> = {};
  #recovered = 0;
  #late = 0;
  #hidden = 0;
  readonly page: Page;
  readonly #made;

  constructor(
    private readonly browser: HidingBrowser,
    private readonly options: VisitOptions,
  ) {
    this.page = browser.page;
    this.#made = switchesOf(options.world);
  }

  async go(): Promise<Visit> {
    const { page, options } = this;
    const { switches, deaths, leak, world } = options;
    const began = performance.now();
    await this.#record();
    for (let index = 0; index < switches; index += 1) {
      const { kind, changes } = this.#made.next();
      this.#switched[kind] = (this.#switched[kind] ?? 0) + 1;
      const switching = (): Promise<void> => this.#switch(changes);
      if (kind !== 'hidden tab') await switching();
      else if (await this.browser.hide(switching)) this.#hidden += 1;
      const due = Math.floor(((index + 1) * deaths) / switches) - Math.floor((index * deaths) / switches);
      if (due > 0) await this.#kill();
      else await page.waitForTimeout(world.random() * 300);
      await page.evaluate(() => globalThis.harness.snapshot());
      if ((index + 1) % 10 === 0)
        console.log(`${options.name}: ${index + 1} switches, ${Math.round((performance.now() - began) / 1000)} s`);
      if (leak && index === Math.floor(switches / 2)) await this.#show();
      if ((index + 1) % FILM === 0) {
        console.log(`${index + 1} switches`, await this.#brief());
        await this.#save();
        await this.#record();
      }
    }
    await this.#save();
    const sights = await page.evaluate(() => structuredClone(globalThis.harness.sights));
    const provoked = await this.#provoked(sights);
    console.log(await this.#brief());
    return {
      browser: this.browser.version,
      name: options.name,
      raw: options.raw,
      seconds: (performance.now() - began) / 1000,
      switched: this.#switched,
      deaths: this.#deaths,
      hidden: this.#hidden,
      recovered: this.#recovered,
      late: this.#late,
      sights,
      films: this.#films.splice(0),
      provoked,
    };
  }

  /** A worker dies in the middle of what has just been switched. */
  async #kill(): Promise<void> {
    const { page, options } = this;
    const gpu = options.world.backends.includes('webgpu');
    const how = this.#made.any([
      'terminate',
      'worker-crash',
      ...(gpu ? (['device-lost', 'device-lost'] as const) : []),
    ] as const);
    this.#deaths[how] = (this.#deaths[how] ?? 0) + 1;
    await page.evaluate((each) => globalThis.harness.kill(each), how);
    if (await page.evaluate((limit) => globalThis.harness.covered(limit), PATIENCE)) this.#recovered += 1;
    else {
      console.log(`not recovered from ${how} in time`, await this.#state(), await this.#brief());
      const began = performance.now();
      const late = await page.evaluate((limit) => globalThis.harness.covered(limit), LONGER);
      if (late) this.#late += 1;
      console.log(
        late ? `${Math.round((performance.now() - began) / 1000)} s later it has` : 'never',
        await this.#state(),
      );
      if (late) return;
      await page.evaluate(() => globalThis.harness.revive());
      await page.evaluate((limit) => globalThis.harness.covered(limit), PATIENCE);
    }
  }

  #state(): Promise<string> {
    return this.page.evaluate(() => globalThis.harness.state());
  }

  async #switch(changes: readonly Change[]): Promise<void> {
    for (const change of changes) {
      await this.page.evaluate((each) => globalThis.harness.change(each), change);
      await this.page.waitForTimeout(this.options.world.random() * 250);
    }
  }

  /** The wall is to be seen, and nobody who watches is told. */
  async #show(): Promise<void> {
    const { page } = this;
    const overlay = (to: 'none' | 'blur') =>
      page.evaluate(
        (each) =>
          globalThis.harness.change(
            { doing: `showing on purpose`, element: { overlay: each }, track: { overlay: each } },
            true,
          ),
        to,
      );
    await page.evaluate(() => globalThis.harness.covered(10_000));
    await overlay('none');
    await page.waitForTimeout(1500);
    await page.evaluate((limit) => globalThis.harness.seenRaw(limit), PATIENCE);
    await page.evaluate(() => globalThis.harness.snapshot());
    await overlay('blur');
    await page.waitForTimeout(500);
  }

  async #provoked(before: Visit['sights']): Promise<Visit['provoked']> {
    const films = this.#films.splice(0);
    await this.#record();
    await this.#show();
    await this.#save();
    const after = await this.page.evaluate(() => globalThis.harness.sights);
    const recording = this.#films.reduce((sum, film) => sum + film.raw, 0);
    this.#films.splice(0, Infinity, ...films);
    const more = (way: Way): number => after[way].raw - before[way].raw;
    return { stream: more('stream'), track: more('track'), page: more('page'), snapshot: more('snapshot'), recording };
  }

  get #strip(): Locator {
    return this.page.getByRole('group', { name: 'Recording' });
  }

  async #record(): Promise<void> {
    const { page } = this;
    const strip = this.#strip;
    await page.evaluate(async () => {
      await globalThis.harness.change({ doing: 'beginning to record', element: { source: 'camera' } });
      await globalThis.harness.covered(10_000);
      globalThis.harness.encoded.length = 0;
    });
    if (!(await strip.isVisible())) await press(page.getByRole('button', { name: 'Record', exact: true }));
    await press(strip.getByLabel(this.#made.any(['MP4', 'WebM'])));
    await press(strip.getByRole('button', { name: 'Record' }));
    const runs = strip.getByRole('button', { name: 'Stop and save' }).waitFor({ timeout: 10_000 });
    const begun = await runs.then(
      () => true,
      () => false,
    );
    if (begun) return;
    // what was switched last shows no picture: a model that cannot be opened with it
    await page.evaluate(() => globalThis.harness.revive());
    await this.#record();
  }

  async #save(): Promise<void> {
    const { page, options } = this;
    const stop = page.getByRole('button', { name: 'Stop and save' });
    // one that came to its end with the camera was saved by itself
    if (await stop.isVisible()) await press(stop);
    await this.#strip.getByRole('button', { name: 'Close' }).waitFor();
    const path = await this.browser.saved();
    const { encoded, shown } = await page.evaluate(() => ({
      encoded: globalThis.harness.encoded,
      shown: globalThis.harness.shown,
    }));
    this.#films.push(lookAtFilm({ path, encoded, shown }, options.raw));
  }

  async #brief(): Promise<string> {
    const [sights, troubles] = await this.page.evaluate(
      () => [globalThis.harness.sights, globalThis.harness.troubles.splice(0)] as const,
    );
    const of = ([way, { frames, covered, black, raw, most }]: [string, Sight]): string =>
      `${way} ${frames} (${covered} covered, ${black} black, ${raw} raw, most ${(100 * most).toFixed(2)} %)`;
    return (
      Object.entries(sights).map(of).join('; ') +
      JSON.stringify([...Object.values(sights).flatMap(({ leaks }) => leaks), ...troubles], null, 1)
    );
  }
}

/** Without waiting for a page that draws all the time to stand still. */
function press(control: Locator): Promise<void> {
  return control.dispatchEvent('click');
}
