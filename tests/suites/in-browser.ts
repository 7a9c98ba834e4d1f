import { fileURLToPath } from 'node:url';
import { bundledWorkers } from '../../.config/vite/bundled-workers.ts';
import { keptModules } from '../../.config/vite/kept-modules.ts';
import type { Need } from '../browser/needs.ts';

/** How tests run in any browser, file after file. */
export const inBrowser = (field: string, lacks: Need[]) => ({
  include: ['tests/browser/**/*.test.ts'],
  provide: { field, lacks },
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // a second, as usual, is over before two busy cores have fetched what an element draws with
  expect: { poll: { timeout: 20_000 } },
  fileParallelism: false,
});

const root = fileURLToPath(new URL('../..', import.meta.url));

export const project = {
  extends: true as const,
  plugins: [keptModules(), bundledWorkers(root)],
  // what tests take from packages, besides what the product does. Nothing is to be found out while they run: the server holds
  // what it is asked for until it knows whether it has found all, and reloads the page that asked where it had not
  optimizeDeps: { noDiscovery: true, include: ['axe-core', 'fast-check', '@lit/react', 'react', 'react-dom/client'] },
};
export const page = { enabled: true, screenshotFailures: false };
