import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MINI_BROWSER, MINI_BROWSER_PATH } from '../../webkit/browser.ts';
import { Downloads } from './downloads.ts';
import { run, type Program } from './process.ts';
import type { Taken, Target, Visit } from './visit.ts';
import { WebDriver } from './webdriver.ts';

const DRIVER = '/usr/bin/WebKitWebDriver';
const POLL_MS = 100;
const PATIENCE_MS = 20_000;

/** In the page: the first element that matches, through open shadow roots. */
const FIND = `
  const [css, text] = arguments;
  const all = (root) => [
    ...root.querySelectorAll(css),
    ...[...root.querySelectorAll('*')].flatMap((each) => (each.shadowRoot ? all(each.shadowRoot) : [])),
  ];
  return all(document).find((each) => text === null || each.textContent.includes(text)) ?? null;
`;

/** WebKitGTK's small browser, which has the engine of Safari; it knows one session at a time. */
export async function openWebKit(env: Record<string, string>): Promise<Visit> {
  for (const [path, name] of [
    [DRIVER, 'webkit2gtk-driver'],
    [MINI_BROWSER_PATH, 'libwebkit2gtk-4.1-0'],
  ] as const)
    if (!existsSync(path)) throw new Error(`There is no ${path}. Install the package “${name}”.`);
  return WebKitVisit.begin(env);
}

class WebKitVisit implements Visit {
  /** WebDriver knows no console. */
  readonly complaints = [];

  private constructor(
    private readonly driver: Program,
    private readonly session: WebDriver,
    private readonly home: string,
    private readonly downloads: Downloads,
  ) {}

  static async begin(env: Record<string, string>): Promise<WebKitVisit> {
    const home = await mkdtemp(join(tmpdir(), 'perpixel-webkit-'));
    const downloads = await Downloads.in(home);
    await mkdir(join(home, 'config'));
    await writeFile(join(home, 'config', 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads.folder}"\n`);
    const port = await freePort();
    const driver = run('dbus-run-session', ['--', DRIVER, `--port=${port}`], {
      ...env,
      HOME: home,
      XDG_CONFIG_HOME: join(home, 'config'),
      LANG: 'en_US.UTF-8',
      JSC_useSharedArrayBuffer: '1',
    });
    const session = new WebDriver(port);
    try {
      await listening(port);
      await session.begin(MINI_BROWSER);
      return new WebKitVisit(driver, session, home, downloads);
    } catch (error) {
      await session.end();
      await driver.end();
      throw error;
    }
  }

  get version(): string {
    return this.session.version;
  }

  async open(address: string): Promise<void> {
    await this.session.post('/url', { url: address });
  }

  async run<R, G>(look: (given: G) => R | Promise<R>, given: G): Promise<R> {
    const { value, problem } = await this.session.script<{ value?: R; problem?: string }>(
      `const [given, done] = arguments;
       globalThis.__name = (named) => named;
       (async () => (${look.toString()})(given))().then(
         (value) => done({ value }),
         (error) => done({ problem: String(error) }),
       );`,
      [given ?? null],
    );
    if (problem !== undefined) throw new Error(problem);
    return value as R;
  }

  async click({ css, text }: Target): Promise<void> {
    const element = await this.#element(css, text ?? null);
    await this.session.post(`/element/${element}/click`);
  }

  async choose(css: string, files: readonly string[]): Promise<void> {
    const element = await this.#element(css, null);
    await this.session.post(`/element/${element}/value`, { text: files.join('\n') });
  }

  take(act: () => Promise<void>): Promise<Taken> {
    return this.downloads.take(act);
  }

  async picture(): Promise<Buffer> {
    return Buffer.from(await this.session.get<string>('/screenshot'), 'base64');
  }

  async close(): Promise<void> {
    await this.session.end();
    await this.driver.end();
    await rm(this.home, { recursive: true, force: true });
  }

  async #element(css: string, text: string | null): Promise<string> {
    for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
      const found = await this.session.element(FIND, [css, text]);
      if (found !== null) return found;
      await pause(POLL_MS);
    }
    throw new Error(`There is no ${css}${text === null ? '' : ` with “${text}”`}.`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(port: number): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
    const status = await fetch(`http://127.0.0.1:${port}/status`).catch(() => null);
    if (status?.ok) return;
    await pause(POLL_MS);
  }
  throw new Error('WebKitWebDriver does not listen.');
}
