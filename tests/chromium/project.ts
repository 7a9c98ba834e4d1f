import { playwright } from '@vitest/browser-playwright';
import type { TestProjectInlineConfiguration } from 'vitest/config';
import { inBrowser, page, project } from '../suites/in-browser.ts';
import { CHROMIUM_ARGS } from './flags.ts';
import { findChromium } from '../../src/cli/chromium/find.ts';

/** All of tests/browser in Chromium, which lacks nothing of what they need. */
export const chromium = (field: string): TestProjectInlineConfiguration => ({
  ...project,
  test: {
    ...inBrowser(field, []),
    name: 'browser',
    // two pages at once, each with a profile of its own: one keeps about one core and a third busy
    fileParallelism: true,
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
    browser: {
      ...page,
      headless: true,
      provider: playwright({ launchOptions: { executablePath: findChromium(), args: CHROMIUM_ARGS } }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
