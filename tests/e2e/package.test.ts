import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { flags } from '../chromium/flags.ts';
import { anotherOrigin, esbuild } from '../package/apps/bundlers.ts';
import { viteElement } from '../package/apps/vite.ts';
import { findTarball, unpacked, type Installer } from '../package/make.ts';
import { tryApp } from '../package/try.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const packages = join(root, 'node_modules');

/** The tarball in apps whose tools are ours too; `npm run test:package` makes all others. */
describe('the package', () => {
  let browser: Browser;
  let install: Installer;
  beforeAll(async () => {
    await run(process.execPath, ['node_modules/tsx/dist/cli.mjs', '.config/package/build.ts'], { cwd: root });
    install = unpacked(await findTarball(join(root, 'dist/package')));
    browser = await chromium.launch({ executablePath: findChromium(), args: await flags({}) });
  });
  afterAll(() => browser.close());

  it.each([viteElement, esbuild, anotherOrigin])('labels in a fresh app: $title', async (app) => {
    const { error, labels } = await tryApp(app, browser, install, [join(packages, '.bin')]);
    expect(error).toBeNull();
    expect(labels.size).toBeGreaterThan(1);
  });
});
