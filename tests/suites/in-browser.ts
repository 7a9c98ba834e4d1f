import { keptModules } from '../../.config/vite/kept-modules.ts';
import type { Need } from '../browser/needs.ts';

/** How tests run in any browser, file after file. */
export const inBrowser = (field: string, lacks: Need[]) => ({
  include: ['tests/browser/**/*.test.ts'],
  provide: { field, lacks },
  testTimeout: 60_000,
  hookTimeout: 60_000,
  fileParallelism: false,
});

export const project = { extends: true as const, plugins: [keptModules()] };
export const page = { enabled: true, screenshotFailures: false };
