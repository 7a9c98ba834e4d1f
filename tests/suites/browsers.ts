import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { findFirefox } from '../firefox/find.ts';
import { MINI_BROWSER_PATH } from '../webkit/browser.ts';

/** A browser that runs tests/browser by a command of its own. */
export interface Suite {
  readonly title: string;
  readonly packages: readonly string[];
  /** Whether what the packages hold is there. */
  ready(): boolean;
  /** What the tests are started by. */
  readonly under: readonly string[];
  environment(): Promise<Record<string, string>>;
  version(): string;
}

const GSTREAMER = join(dirname(dirname(MINI_BROWSER_PATH)), 'gstreamer-1.0');
const WEBKIT_FILES = [
  '/usr/bin/WebKitWebDriver',
  MINI_BROWSER_PATH,
  '/usr/bin/xvfb-run',
  '/usr/bin/dbus-run-session',
  ...['libav', 'opengl', 'videoparsersbad', 'vpx'].map((name) => join(GSTREAMER, `libgst${name}.so`)),
];

export const SUITES: Readonly<Record<string, Suite>> = {
  firefox: {
    title: 'Firefox',
    // the last draws, and computes, in software
    packages: ['firefox-esr', 'xvfb', 'mesa-vulkan-drivers'],
    ready: () => findFirefox() !== null && existsSync('/usr/bin/xvfb-run'),
    under: ['xvfb-run', '-a'],
    environment: () => Promise.resolve({}),
    version: () => said(findFirefox() ?? 'firefox'),
  },
  webkit: {
    title: 'WebKit',
    // the last four decode what is filmed
    packages: [
      'webkit2gtk-driver',
      'xvfb',
      'dbus',
      'gstreamer1.0-gl',
      'gstreamer1.0-libav',
      'gstreamer1.0-plugins-bad',
      'gstreamer1.0-plugins-good',
    ],
    ready: () => WEBKIT_FILES.every((path) => existsSync(path)),
    under: ['dbus-run-session', '--', 'xvfb-run', '-a'],
    // a language that has its numbers, and threads
    environment: async () => ({
      LANG: 'en_US.UTF-8',
      JSC_useSharedArrayBuffer: '1',
      PERPIXEL_WEBDRIVER: `${await freePort()}`,
    }),
    version: () => said('xvfb-run', '-a', MINI_BROWSER_PATH),
  },
};

function said(command: string, ...options: string[]): string {
  return execFileSync(command, [...options, '--version'], { encoding: 'utf8', timeout: 30_000 }).trim();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
