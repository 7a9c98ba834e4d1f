import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { ELSEWHERE, type App } from './app.ts';
import { ISOLATED, PLAIN, SHARED, type Condition } from './conditions.ts';
import { label } from './label.ts';
import { make, megabytes, started, type Installer, type Made } from './make.ts';
import { picture } from './picture.ts';
import { freePort, responding } from './port.ts';
import { importOnServer } from './servers.ts';
import { Site } from './site.ts';

export interface Tried {
  readonly app: App;
  /** What was built, megabytes; null: nothing. */
  readonly megabytes: number | null;
  /** Bytes of scripts before the first label, as brotli: the page's, and those of workers and runtime. */
  readonly scripts: { readonly own: number; readonly apart: number } | null;
  /** Under which conditions it labels, and how the product says it does. */
  readonly labels: ReadonlyMap<Condition, string>;
  /** null: all is well. */
  readonly error: string | null;
}

/** Builds an app, serves what was built in several ways, and has it label a picture under each. */
export async function tryApp(app: App, browser: Browser, install: Installer, bins?: readonly string[]): Promise<Tried> {
  const labels = new Map<Condition, string>();
  let tried: Tried = { app, megabytes: null, scripts: null, labels, error: null };
  let made: Made | null = null;
  try {
    made = await make(app, install, bins);
    if (app.onServer) await importOnServer(made.folder);
    if (app.build.length > 0) tried = { ...tried, megabytes: await megabytes(made.out) };
    for (const condition of app.conditions ?? [ISOLATED, PLAIN]) {
      if (app.develop !== undefined) {
        labels.set(condition, await developing(app.develop, app, made, browser));
        continue;
      }
      const { how, scripts } = await under(condition, app, made, browser);
      labels.set(condition, how);
      tried = { ...tried, scripts };
    }
  } catch (thrown) {
    tried = { ...tried, error: thrown instanceof Error ? thrown.message : String(thrown) };
  } finally {
    await made?.remove();
  }
  return tried;
}

/** @throws Error of the page, or where the server does not start */
async function developing(command: string, app: App, { folder }: Made, browser: Browser): Promise<string> {
  const port = await freePort();
  await mkdir(join(folder, 'public'), { recursive: true });
  await writeFile(join(folder, 'public/picture.png'), picture());
  const end = started(command.replace('PORT', String(port)), folder);
  try {
    const address = `http://127.0.0.1:${port}/`;
    await responding(address);
    return (await label(browser, address, app.uses)).how;
  } finally {
    end();
  }
}

/** @throws Error that names the condition */
async function under(condition: Condition, app: App, { folder, out }: Made, browser: Browser) {
  const elsewhere = new Site(join(folder, 'node_modules/perpixel'), SHARED);
  const site = new Site(out, condition.headers, { [ELSEWHERE]: await elsewhere.start() });
  try {
    const { isolated, how } = await label(browser, await site.start(), app.uses);
    if (isolated !== condition.isolated) throw new Error(`crossOriginIsolated is ${isolated}`);
    const apart = await ownAssets(folder);
    const sums = [site.scripts(apart), elsewhere.scripts(apart)];
    const sum = (part: 'own' | 'apart'): number => sums.reduce((all, each) => all + each[part], 0);
    return { how, scripts: { own: sum('own'), apart: sum('apart') } };
  } catch (thrown) {
    throw new Error(`${condition.name}: ${thrown instanceof Error ? thrown.message : String(thrown)}`, {
      cause: thrown,
    });
  } finally {
    site.stop();
    elsewhere.stop();
  }
}

/** Scripts of the package that workers run. */
async function ownAssets(folder: string): Promise<Buffer[]> {
  const assets = join(folder, 'node_modules/perpixel/lib/assets');
  const names = (await readdir(assets)).filter((name) => name.endsWith('.js'));
  return Promise.all(names.map((name) => readFile(join(assets, name))));
}
